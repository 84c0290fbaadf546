"""A TLS server on loopback that sends leaf and intermediate, and the path that its clients build."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography.x509 import IPAddress

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.lab.contexts import make_context
from inspector.lab.conversation import Tls
from inspector.lab.pki import issue_ca, issue_leaf, make_root
from inspector.lab.server import Server

NAMES = ("api.bank.test", "bank.test", "deep.api.bank.test", "xn--bcher-kva.test")


@dataclass(frozen=True, slots=True)
class Served:
    """What runs, and what is pinned of it."""

    port: int
    ca_file: Path
    layers: tuple[Layer, ...]
    now: datetime


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a running server for `NAMES` and 127.0.0.1; its root is only in the file."""
    now = datetime.now(UTC)
    root = make_root("Real Root X1", now)
    issuing = issue_ca("Real Issuing R1", root, now, path_length=0)
    leaf = issue_leaf([*NAMES, IPAddress(IPv4Address("127.0.0.1"))], issuing, now)
    context = make_context([leaf], [issuing])
    ca_file = tmp_path_factory.mktemp("ca") / "root.pem"
    ca_file.write_text(root.pem)
    roles = ((leaf, Origin.SERVED), (issuing, Origin.SERVED), (root, Origin.STORE))
    layers = tuple(
        Layer(parse_certificate(item.der), role, origin) for role, (item, origin) in zip(Role, roles, strict=True)
    )
    server = Server(lambda: Tls(context), "real-clients")
    yield Served(server.port, ca_file, layers, now)
    server.close()
