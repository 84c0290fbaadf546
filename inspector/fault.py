"""What is told of a fault of Pinspector itself: kind and places, and nothing of the user's data."""

import platform
import sys
import traceback
from pathlib import Path

from inspector import __version__

FRAMES = 6
"""How many places are told, the innermost last."""

WORDS = "a fault of Pinspector itself"


def kind_of_fault(error: BaseException) -> str:
    """Return the exception's type and that of its cause; of a broken installation also which module is missing.

    Neither values of variables nor the exception's text: both may hold hosts, certificate texts or keys.
    """
    name = type(error).__name__
    if isinstance(error, ImportError) and error.name:
        name = f"{name} ({error.name})"
    return f"{name}, caused by {type(error.__cause__).__name__}" if error.__cause__ else name


def places_of_fault(error: BaseException) -> tuple[str, ...]:
    """Return the places that led to `error`, the innermost last, and then the versions, a line each."""
    places = []
    for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]:
        place = "/".join(Path(frame.filename).parts[-2:])
        places.append(f"{place}:{frame.lineno} in {frame.name}")
    return (*places, f"pinspector {__version__}, Python {platform.python_version()}, {sys.platform}")
