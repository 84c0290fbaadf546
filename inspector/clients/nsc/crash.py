"""What stops the app at start, in the words of the platform's parser."""

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.rule import PinProblem

LINT = "NetworkSecurityConfig"
"""Lint's id for a file that is not as it must be; fatal, so that a release does not build."""

_QUOTED = 80


def crash(
    message: str, line: int, hint: str = "the app stops at start on every device until this is mended"
) -> PinProblem:
    """Return the problem for which XmlConfigSource throws a ParserException with `message`."""
    return PinProblem(LINT, Severity.ERROR, message, hint, line, crash=True)


def quoted(text: str | None) -> str:
    """Return untrusted text as it may stand in a message; `null` for none, as Java prints it."""
    return "null" if text is None else visible(text, _QUOTED)
