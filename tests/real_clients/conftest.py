"""TLS servers on loopback that send leaf and intermediate, and the path that their clients build."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from real_clients.opponent import NAMES, Served, make_chain
from real_clients.private_network import PrivateNetwork
from real_clients.stage import Stage

from inspector.lab.conversation import Tls
from inspector.lab.server import Server


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a running server for the names of `opponent` and 127.0.0.1; its root is only in the file."""
    now = datetime.now(UTC)
    chain = make_chain(now)
    context = chain.context
    ca_file = tmp_path_factory.mktemp("ca") / "root.pem"
    ca_file.write_text(chain.root.pem)
    server = Server(lambda: Tls(context), "real-clients")
    yield Served(server.port, ca_file, chain.layers, now)
    server.close()


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Return a namespace with an honest server on its port 443."""
    folder = tmp_path_factory.mktemp("commands")
    now = datetime.now(UTC)
    chain = make_chain(now)
    with PrivateNetwork(folder, NAMES) as network:
        network.context = chain.context
        yield Stage(network, chain, folder, now)
