"""Turning an exception into a short message on standard error and an exit code."""

from inspector.chain.host import HostError
from inspector.cli.errors import RefusedError, UsageError
from inspector.cli.exit_code import ExitCode
from inspector.cli.fault import report_fault
from inspector.cli.output import tell, tell_hint
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
            tell_hint(error.detail)
            tell_hint(error.hint)
            return ExitCode.NO_CHAIN
        case FileError() | StoreError():
            return _tell_reason(error.reason, error.hint, ExitCode.FILE)
        case UsageError() | TargetError() | HostError() | PickError() | ExpiryError():
            return _tell_reason(error.reason, error.hint, ExitCode.USAGE)
        case RefusedError() | CannotExpress():
            return _tell_reason(error.reason, error.hint, ExitCode.BAD)
        case _:
            return report_fault(error)


def _tell_reason(reason: str, hint: str, code: ExitCode) -> ExitCode:
    tell(f"pinspector: {reason}")
    tell_hint(hint)
    return code
