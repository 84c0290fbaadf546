"""All clients by their command-line name."""

from inspector.clients.client import Client


def clients() -> dict[str, Client]:
    """Return every client by name, in the order in which they are offered."""
    raise NotImplementedError
