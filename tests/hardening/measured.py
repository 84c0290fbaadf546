"""One number of the table, and the worst that it may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One row."""

    what: str
    """What was counted."""

    value: float
    """How much there was."""

    bound: float
    """The least that it may be where `least`, else the most."""

    unit: str = ""
    """Written behind the numbers."""

    least: bool = False
    """Whether more is better."""

    @property
    def holds(self) -> bool:
        """Whether the number is no worse than its bound."""
        return self.value >= self.bound if self.least else self.value <= self.bound

    @property
    def row(self) -> str:
        """The row of the table."""
        word = "at least" if self.least else "at most"
        sign = "" if self.holds else " **worse**"
        return f"| {self.what} | {_number(self.value)}{self.unit}{sign} | {word} {_number(self.bound)}{self.unit} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.2f}"
