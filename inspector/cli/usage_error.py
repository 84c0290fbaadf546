"""An argument that the parser let through and that still cannot be meant."""


class UsageError(ValueError):
    """The command line is wrong."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence."""
        self.hint = hint
        """What to try; empty where the reason says it."""
