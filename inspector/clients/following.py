"""What is said of a value that a reader cannot follow."""

from inspector.chain.finding import Severity
from inspector.chain.text import visible
from inspector.clients.literal import Literal
from inspector.clients.rule import PinProblem


def not_followed(what: str, value: Literal, line: int | None = None) -> PinProblem:
    """Return the problem of a value that is computed or stands elsewhere."""
    title = f"{what} cannot be followed: {visible(value.text, 60) or 'it is computed'}."
    hint = "Only literals and constants of the same file are followed: check it by hand."
    return PinProblem("not-followed", Severity.WARNING, title, hint, value.line or line)
