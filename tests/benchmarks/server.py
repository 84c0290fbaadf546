"""A three-certificate chain served by openssl, for both sides of a comparison."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import certifi
from serving import s_server

from inspector.lab.pki import issue_ca, issue_leaf, key_named, make_root


@dataclass(frozen=True, slots=True)
class Served:
    """A running server."""

    port: int
    """Port on 127.0.0.1."""

    roots: Path
    """Mozilla's bundle and the chain's own root: a store of ordinary size in which the chain is trusted."""

    @property
    def target(self) -> tuple[str, ...]:
        """The target and the options with which it is trusted."""
        return (f"localhost:{self.port}", "--roots", str(self.roots))


@contextmanager
def three_certificates(folder: Path, names: Sequence[str] = ("localhost",)) -> Iterator[Served]:
    """Yield a server that sends leaf, intermediate and root, with RSA keys of 2048 bits, for `names`."""
    now = datetime.now(UTC)
    root = make_root("Benchmark Root", now, kind="rsa2048")
    issuer = issue_ca("Benchmark Issuing CA", root, now, key=key_named("issuer", "rsa2048"))
    leaf = issue_leaf(list(names), issuer, now, key=key_named("leaf", "rsa2048"))
    (folder / "leaf.pem").write_text(leaf.pem)
    (folder / "key.pem").write_bytes(leaf.key_pem)
    (folder / "chain.pem").write_text(issuer.pem + root.pem)
    roots = folder / "roots.pem"
    roots.write_text(Path(certifi.where()).read_text() + root.pem)
    with s_server(folder, "-key", "key.pem", "-cert_chain", "chain.pem") as port:
        yield Served(port, roots)
