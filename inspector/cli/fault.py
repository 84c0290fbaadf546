"""A fault of Pinspector itself: told shortly, with what to report and nothing of the user's data."""

import platform
import sys
import traceback
from pathlib import Path

from inspector import __version__
from inspector.cli.exit_code import ExitCode
from inspector.cli.output import tell

FRAMES = 6
"""How many places are told, the innermost last."""


def report_fault(error: Exception) -> ExitCode:
    """Tell on standard error what kind of fault it was and the places that led there, and return the exit code for it.

    Neither values of variables nor the exception's text are told: both may hold hosts, certificate texts or keys.
    """
    tell(f"pinspector: a fault of Pinspector itself: {_kind(error)}")
    for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]:
        place = "/".join(Path(frame.filename).parts[-2:])
        tell(f"  {place}:{frame.lineno} in {frame.name}")
    tell(f"  pinspector {__version__}, Python {platform.python_version()}, {sys.platform}")
    tell("  Please report these lines and what you did; they hold nothing of your hosts, files or keys.")
    return ExitCode.FAULT


def _kind(error: BaseException) -> str:
    """Return the exception's type and that of its cause; of a broken installation also which module is missing."""
    name = type(error).__name__
    if isinstance(error, ImportError) and error.name:
        name = f"{name} ({error.name})"
    return f"{name}, caused by {type(error.__cause__).__name__}" if error.__cause__ else name
