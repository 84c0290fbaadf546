"""All clients by their command-line name."""

from inspector.clients.client import Client
from inspector.clients.nsc import NetworkSecurityConfig
from inspector.clients.okhttp import OkHttpJava, OkHttpKotlin


def clients() -> dict[str, Client]:
    """Return every client by name, in the order in which they are offered."""
    known: tuple[Client, ...] = (OkHttpKotlin(), OkHttpJava(), NetworkSecurityConfig())
    return {client.name: client for client in known}
