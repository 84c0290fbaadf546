"""What could not be read: one clear line each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """A file or folder that is passed over, and why."""

    name: str
    """What it is called, visible text."""

    reason: str
    """One visible clause, such as `it is larger than 4 MiB`."""

    hint: str = ""
    """What to do about it, one visible sentence; empty where there is nothing to do."""

    line: int | None = None
    """Line in the file, from 1; None where it is about no single line."""

    unchecked: bool = False
    """Whether it holds pins that a parser which is not installed would read: the check is not done."""

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        place = "" if self.line is None else f", line {self.line}"
        return f"{self.name}{place}: {self.reason.rstrip('.')}."
