"""The TLS server that real clients meet: what it sends, and what is pinned of it."""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv4Address
from pathlib import Path

from cryptography.x509 import IPAddress
from OpenSSL import SSL

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.lab.contexts import make_context
from inspector.lab.pki import Credential, issue_ca, issue_leaf, make_root

NAMES = ("api.bank.test", "bank.test", "deep.api.bank.test", "xn--bcher-kva.test")


@dataclass(frozen=True, slots=True)
class Chain:
    """A leaf for `NAMES` and 127.0.0.1, its intermediate, and a root that is not sent."""

    leaf: Credential
    issuing: Credential
    root: Credential

    @property
    def context(self) -> SSL.Context:
        """A server's context that sends leaf and intermediate."""
        return make_context([self.leaf], [self.issuing])

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The path that its clients build."""
        items = ((self.leaf, Origin.SERVED), (self.issuing, Origin.SERVED), (self.root, Origin.STORE))
        return tuple(
            Layer(parse_certificate(item.der), role, origin) for role, (item, origin) in zip(Role, items, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Served:
    """What runs, and what is pinned of it."""

    port: int
    ca_file: Path
    layers: tuple[Layer, ...]
    now: datetime


def make_chain(now: datetime) -> Chain:
    """Return the chain, with the keys that this process has for its names."""
    root = make_root("Real Root X1", now)
    issuing = issue_ca("Real Issuing R1", root, now, path_length=0)
    leaf = issue_leaf([*NAMES, IPAddress(IPv4Address("127.0.0.1"))], issuing, now)
    return Chain(leaf, issuing, root)
