"""Measures all leaf keys of eight addresses, RSA and ECDSA, beside the slowest of the single questions.

Each address of 127.0.0.1 to 127.0.0.8 answers as one that is so many milliseconds away, the farthest as another
continent is: without a distance the table would only compare how many handshakes one processor makes. The servers are
a process of their own, and each round asks all at once and then the farthest alone, for each kind of key.
"""

import asyncio
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from inspector.lab.pki import issue_leaf, key_named, make_root
from inspector.net.ask_faces import ask_faces
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.options import Family, KeyKind
from inspector.net.resolve import Address
from inspector.net.target import parse_target
from inspector.net.waiting import Waiter

HOST = "faces.bank.test"
DISTANCES = (0.020, 0.030, 0.040, 0.060, 0.080, 0.120, 0.160, 0.200)
"""Seconds after which each address answers, the farthest last."""


class Faces:
    """The servers, and how to ask them."""

    def __init__(self, ports: list[int]) -> None:
        self._addresses = tuple(
            Address(socket.AF_INET, (f"127.0.0.{place}", port)) for place, port in enumerate(ports, 1)
        )

    def lookup(self, host: str, port: int, family: Family, waiter: Waiter) -> tuple[Address, ...]:
        """Return all addresses."""
        return self._addresses

    def sample(self) -> dict[str, float]:
        """Return the seconds that all questions take together, and the slowest one of the farthest address alone."""
        target = parse_target(HOST)
        began = time.perf_counter()
        found = ask_faces(target, FetchOptions(timeout=30), lookup=self.lookup)
        together = time.perf_counter() - began
        assert found.complete
        assert (found.total, len(found.groups)) == (4 * len(DISTANCES), 2 * len(DISTANCES))
        alone = []
        for kind in KeyKind:
            began = time.perf_counter()
            fetch(target, FetchOptions(timeout=30, keys=kind), address=self._addresses[-1])
            alone.append(time.perf_counter() - began)
        return {"faces": together, "slowest face": max(alone)}


@contextmanager
def eight_addresses() -> Iterator[Faces]:
    """Yield eight addresses of one host, with an RSA and an ECDSA leaf of its own on each."""
    command = [sys.executable, "-m", "benchmarks.faces"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield Faces([int(port) for port in server.stdout.readline().split()])
        finally:
            server.kill()


def _context(folder: Path, place: int) -> ssl.SSLContext:
    now = datetime.now(UTC)
    root = make_root("Faces Root", now)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    for kind in ("rsa2048", "p256"):
        leaf = issue_leaf([HOST], root, now, key=key_named(f"{HOST} {place}", kind))
        file = folder / f"{place}-{kind}.pem"
        file.write_bytes(leaf.pem.encode() + leaf.key_pem)
        context.load_cert_chain(file)
    return context


async def _serve() -> None:
    ports = []
    with tempfile.TemporaryDirectory() as folder:
        for place, distance in enumerate(DISTANCES, 1):
            answer = _Answer(_context(Path(folder), place), distance)
            server = await asyncio.start_server(answer, f"127.0.0.{place}", 0)
            ports.append(server.sockets[0].getsockname()[1])
    print(*ports, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


class _Answer:
    """Makes a handshake on one connection, each flight after the distance."""

    def __init__(self, context: ssl.SSLContext, distance: float) -> None:
        self._context = context
        self._distance = distance

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        secure = self._context.wrap_bio(incoming, outgoing, server_side=True)
        while got := await reader.read(65_536):
            incoming.write(got)
            try:
                secure.do_handshake()
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLError:
                break
            await asyncio.sleep(self._distance)
            writer.write(outgoing.read())
        writer.close()


if __name__ == "__main__":
    asyncio.run(_serve())
