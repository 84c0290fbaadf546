"""The single-width signs of the interface, and their ASCII stand-ins for terminals that cannot show them."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from inspector.chain.finding import Severity


@dataclass(frozen=True, slots=True)
class Signs:
    """One set of signs; every one is a single cell wide."""

    ok: str
    """Holds."""

    warning: str
    """Will hurt."""

    error: str
    """Is broken."""

    info: str
    """Worth knowing."""

    cursor: str
    """Stands before the layer under the cursor."""

    joint: str
    """Joins a layer with the one that it signed."""

    fork: str
    """Joins one of several layers with the one that they all signed."""

    corner: str
    """The same, for the topmost of them."""

    dot: str
    """Stands between facts."""

    arrow: str
    """Stands between two ends of a span."""

    full: str
    """The part of a bar that is over."""

    rest: str
    """The part of a bar that is to come."""

    more: str
    """Says that something was left out."""

    back: str
    """Stands for the way back, as `arrow` for the way on."""

    def of(self, severity: Severity) -> str:
        """Return the sign of a finding's severity."""
        match severity:
            case Severity.ERROR:
                return self.error
            case Severity.WARNING:
                return self.warning
            case Severity.INFO:
                return self.info


UNICODE = Signs("✓", "!", "✗", "i", "▸", "│", "├", "┌", "·", "→", "━", "─", "…", "←")
ASCII = Signs("+", "!", "x", "i", ">", "|", "+", ",", "-", "->", "#", "-", "~", "<-")


_ASKED_FOR_UTF8 = ("PYTHONUTF8", "PYTHONIOENCODING")


def choose_signs(encoding: str | None, environ: Mapping[str, str]) -> Signs:
    """Return the signs that a terminal with this character encoding can show, in this environment.

    Where `LC_ALL` names the locale of plain ASCII, Python writes UTF-8 all the same (PEP 540), and the terminal was not
    said to take it; where a variable of Python's own asks for an encoding, that one counts.
    """
    plain = environ.get("LC_ALL", "") in ("C", "POSIX") and not any(environ.get(name) for name in _ASKED_FOR_UTF8)
    if plain or (encoding or "").lower().replace("-", "") not in ("utf8", "utf16", "utf32"):
        return ASCII
    return UNICODE


SIGNS = choose_signs(getattr(sys.__stderr__, "encoding", None), os.environ)
"""The signs for this terminal: Textual draws on standard error."""

STYLE = {
    Severity.ERROR: "$text-error",
    Severity.WARNING: "$text-warning",
    Severity.INFO: "$text-muted",
}
"""The colour of each severity, never without its sign."""
