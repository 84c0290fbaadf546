"""Turning an exception into a short message on standard error and an exit code."""

import platform
import sys
import traceback
from pathlib import Path

from inspector import __version__
from inspector.chain.host import HostError
from inspector.chain.text import visible
from inspector.cli.choice import RefusedError
from inspector.cli.exit_code import ExitCode
from inspector.cli.output import tell, tell_hint
from inspector.cli.usage_error import UsageError
from inspector.clients.client import CannotExpress
from inspector.net.errors import FetchError
from inspector.net.target import TargetError
from inspector.pinning.expiry import ExpiryError
from inspector.pinning.selection import PickError
from inspector.reading import FileError
from inspector.trust.store import StoreError


def report(error: Exception) -> ExitCode:
    """Tell on standard error what `error` means and what to try, and return the exit code for it."""
    match error:
        case FetchError():
            tell(f"pinspector: no chain ({error.stage}): {error.reason}")
            if error.detail:
                tell_hint(f"detail: {error.detail}")
            tell_hint(error.hint)
            return ExitCode.NO_CHAIN
        case FileError() | StoreError():
            return _tell_reason(error.reason, error.hint, ExitCode.FILE)
        case UsageError() | TargetError() | HostError() | PickError() | ExpiryError():
            return _tell_reason(error.reason, error.hint, ExitCode.USAGE)
        case RefusedError() | CannotExpress():
            return _tell_reason(error.reason, error.hint, ExitCode.BAD)
        case _:
            return _tell_fault(error)


def _tell_reason(reason: str, hint: str, code: ExitCode) -> ExitCode:
    tell(f"pinspector: {reason}")
    tell_hint(hint)
    return code


def _tell_fault(error: Exception) -> ExitCode:
    """Say where our own fault happened: the places alone, neither source lines nor values of variables."""
    tell(f"pinspector: a fault of Pinspector itself: {type(error).__name__}: {visible(str(error), 200)}")
    for frame in traceback.extract_tb(error.__traceback__)[-6:]:
        place = "/".join(Path(frame.filename).parts[-2:])
        tell(f"  {place}:{frame.lineno} in {frame.name}")
    tell(f"  pinspector {__version__}, Python {platform.python_version()}, {sys.platform}: please report these lines")
    return ExitCode.FAULT
