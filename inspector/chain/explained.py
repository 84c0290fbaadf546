"""What errors that are told to people have in common: the reason, and what to try."""


class Explained(Exception):  # noqa: N818
    """An error whose reason and hint are shown as they stand."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence or clause: what is wrong. Holds no text of the input that was not made visible."""
        self.hint = hint
        """What to try; empty where the reason says it."""
