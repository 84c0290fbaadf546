"""How fields show what was typed or pasted into them: nothing in it obeys or hides."""

from rich.highlighter import Highlighter
from rich.text import Text

from inspector.chain.text import masked

LONGEST = 4_096
"""Longest text that a field takes, in characters: a pasted file is no name and no pin."""


class Masking(Highlighter):
    """Puts a sign in place of control, bidirectional and invisible characters; the value stays as it is."""

    def highlight(self, text: Text) -> None:
        """Change what is shown of `text`."""
        text.plain = masked(text.plain)
