"""A fault of Pinspector itself: told shortly, without values of variables."""

import platform
import sys
import traceback
from pathlib import Path

from inspector import __version__
from inspector.chain.text import visible
from inspector.cli.exit_code import ExitCode
from inspector.cli.output import tell

FRAMES = 6


def report_fault(error: Exception) -> ExitCode:
    """Tell on standard error what happened and the places that led there, and return the exit code for it."""
    tell(f"pinspector: a fault of Pinspector itself: {type(error).__name__}: {visible(str(error), 200)}")
    for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]:
        place = "/".join(Path(frame.filename).parts[-2:])
        tell(f"  {place}:{frame.lineno} in {frame.name}")
    tell(f"  pinspector {__version__}, Python {platform.python_version()}, {sys.platform}: please report these lines")
    return ExitCode.FAULT
