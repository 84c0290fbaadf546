"""What the command line itself refuses; the rooms have their own errors."""


class UsageError(ValueError):
    """An argument that the parser let through and that still cannot be meant."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence."""
        self.hint = hint
        """What to try; empty where the reason says it."""


class RefusedError(ValueError):
    """A pin set that must not be handed out."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        """One visible sentence."""
        self.hint = hint
        """What to try; empty where the reason says it."""
