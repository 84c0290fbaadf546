"""What the command line itself refuses; the rooms have their own errors."""

from inspector.chain.explained import Explained


class UsageError(Explained, ValueError):
    """An argument that the parser let through and that still cannot be meant."""


class RefusedError(Explained, ValueError):
    """A pin set that must not be handed out."""
