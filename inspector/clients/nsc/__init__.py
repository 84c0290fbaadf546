"""Android's Network Security Config: how it is written, read and judged as the platform's own parser does."""

from inspector.clients.nsc.write import NetworkSecurityConfig

__all__ = ["NetworkSecurityConfig"]
