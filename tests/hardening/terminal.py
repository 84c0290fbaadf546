"""Every hostile certificate and string on a real pseudo-terminal: what is written, byte for byte."""

import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.terminal import Terminal
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from testdata import shared
from tui.hostile import made_chains, names, sources, strings

from hardening import headless
from hardening.leaking import leaks
from hardening.measured import Measured
from inspector.chain.certificate import NotACertificate, parse_certificate
from inspector.chain.container import NoCertificate, read_contents, to_pem

_KEYS = ("1", "2", "3", "4", "5", " ")
_SCREENS = (
    *("v", "p", "a", "f", "C", "H", "h", "e", "b", "N", "B", "E", "m", "i", "I", "w", "l\r", "R", "R]", "R]]"),
    *("\x1bOQ", "\x10"),
)
"""Keys that open each screen; the last are F2 and ctrl+p."""

_SLOW = 10.0
"""Seconds that a busy machine may take to draw something."""

_ESCAPE = 0.13
"""Seconds after which an escape is a key of its own and not the beginning of another."""

_BUDGET = 120.0
"""Seconds that the app is given for each kind of file."""

_DRAWN = 10_000
"""Bytes that the pages of one file write at least."""


def measure() -> list[Measured]:
    """Return the rows about the terminal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [*_hostile(folder), *_made(folder)]
        chains, roots = _chains(folder)
        code = _sources(folder)
        printed = [*headless.certificates(files), *headless.chains(chains, roots), *headless.sources(code)]
        visited, drawn = _app(files, chains, roots, code, folder)
    for item in (*printed, *drawn):
        print(f"leaked: {item}")
    shown = len(files) + len(chains)
    return [
        Measured("hostile certificates, chains and sources given to the commands", shown + len(code), 280, least=True),
        Measured("of them with a control, bidirectional or invisible character printed", len(printed), 0),
        Measured("of these opened in the app on a terminal, in the time that there is", visited, 60, least=True),
        Measured("of them not shown, or with such a character drawn", len(drawn), 0),
    ]


def _app(files: list[Path], chains: list[Path], roots: Path, code: list[Path], folder: Path) -> tuple[int, list[str]]:
    """Return how much was visited in the time that each kind has, and what leaked."""
    package = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": package, "HOME": str(folder), "PINSPECTOR_REMEMBER": "0"}
    first = folder / "first\x1b[31m\u202e\u200b[@click=app.bell].pem"
    first.write_bytes(chains[0].read_bytes())
    command = [sys.executable, "-m", "inspector", str(first), "--roots", str(roots)]
    visited, found = 0, list[str]()
    kinds = [("file", file) for file in files], [("source", file) for file in code[-22:]], [("chain", chains[0])]
    for given in kinds:
        count, leaked = _visit_all(command, environment, folder, given)
        visited, found = visited + count, found + leaked
    return visited, found


def _visit_all(
    command: list[str], environment: dict[str, str], folder: Path, given: list[tuple[str, Path]]
) -> tuple[int, list[str]]:
    """Return how much one run of the app visited before its time was over, and what leaked."""
    visits = {"file": _visit_file, "source": _visit_source, "chain": _visit_chain}
    found: list[str] = []
    visited, end = 0, time.monotonic() + _BUDGET
    with Terminal(command, environment, folder) as terminal:
        terminal.wait_until(_pin(Path(command[3])), patience=_SLOW)
        terminal.settle(0.5)
        for kind, file in given:
            if time.monotonic() > end:
                break
            visited += 1
            terminal.settle(0.02)
            terminal.take()
            leak = visits[kind](terminal, file)
            if "not shown" in leak and terminal.is_running:
                _home(terminal)
                leak = visits[kind](terminal, file)
            if leak:
                found.append(f"app, {kind} {file.name!a}: {leak}")
            if not terminal.is_running:
                return visited, [*found, f"app, {kind} {file.name!a}: the app ended"]
    return visited, found


def _open(terminal: Terminal, file: Path) -> bytes:
    """Open a file in the main view, and return what was written until it stood there."""
    for keys in ("/", "\x15", str(file), "\r"):
        terminal.type(keys, 0.02)
    terminal.wait_until(_pin(file) or "cannot be read", patience=_SLOW)
    return terminal.take()


def _visit_file(terminal: Terminal, file: Path) -> str:
    """Return what leaks of a certificate on its own pages; empty where nothing does."""
    try:
        raw = _open(terminal, file)
        for key in _KEYS:
            terminal.type(key, 0.02)
        terminal.type("f", 0.1)
        raw += _home(terminal, 1)
    except TimeoutError:
        return "it was not shown"
    return leaks(raw) or ("" if len(raw) > _DRAWN or not _pin(file) else "it was not shown")


def _visit_chain(terminal: Terminal, file: Path) -> str:
    """Return what leaks of a chain on any screen."""
    try:
        raw = _open(terminal, file)
        terminal.type(" k k ", 0.05)
        for keys in _SCREENS:
            terminal.type(keys[0] if keys[0] != "\x1b" else keys, 0.2)
            for key in keys[1:] if keys[0] != "\x1b" else "":
                terminal.type(key, 0.2)
            terminal.type("\x1b[F", 0.1)
            raw += _home(terminal)
    except TimeoutError as error:
        return f"a screen was not shown: {error!a}"
    return leaks(raw)


def _visit_source(terminal: Terminal, file: Path) -> str:
    """Return what leaks of a source on the page of the check."""
    try:
        terminal.type("C", 0.02)
        terminal.wait_until("Check shipped", patience=_SLOW)
        terminal.type(str(file), 0.1)
        terminal.type("\r", 0.1)
        terminal.wait_until("Ask the hosts", patience=_SLOW)
        terminal.type("\x1b[F", 0.2)
        return leaks(_home(terminal))
    except TimeoutError as error:
        return f"it was not shown: {error!a}"


def _home(terminal: Terminal, depth: int = 3) -> bytes:
    """Close up to `depth` screens and return what was written; a key between two escapes keeps them from quitting."""
    terminal.settle(0.2)
    for _ in range(depth):
        terminal.type("\x1b", _ESCAPE)
        terminal.type("1", 0.05)
    return terminal.take()


def _pin(file: Path) -> str:
    """Return the pin of the first certificate in a file, or an empty text where it holds none."""
    try:
        return str(parse_certificate(read_contents(file.read_bytes()).certificates[0]).pin)
    except (NoCertificate, NotACertificate):
        return ""


def _chains(folder: Path) -> tuple[list[Path], Path]:
    """Return files of chains with every hostile string in their names, and that of their roots."""
    files = []
    for number, made in enumerate(made_chains()):
        file = folder / f"chain-{number}.pem"
        file.write_text("".join(to_pem(item.certificate.der) for item in made))
        files.append(file)
    roots = folder / "roots.pem"
    roots.write_text("".join(to_pem(made[-1].certificate.der) for made in made_chains()))
    return files, roots


def _sources(folder: Path) -> list[Path]:
    """Return files of every kind with every hostile string in hosts, pins and comments."""
    files = []
    for number, text in enumerate((*names(), "".join(strings()))):
        for name, code in sources(text):
            file = folder / f"sources-{number}" / (name or "failure.txt")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(code, encoding="utf-8")
            files.append(file)
    return files


def _hostile(folder: Path) -> Iterator[Path]:
    for path in sorted(shared("testdata", "hostile").glob("*.der*")):
        if path.suffix != ".gz":
            yield path
            continue
        unpacked = folder / path.stem
        unpacked.write_bytes(gzip.decompress(path.read_bytes()))
        yield unpacked


def _made(folder: Path) -> Iterator[Path]:
    """Yield a certificate for each hostile string that a name can hold, in subject and issuer."""
    strings = json.loads(shared("testdata", "strings/display-strings.json").read_text())["strings"]
    now = datetime.now(UTC)
    for number, text in enumerate(strings):
        try:
            text.encode("utf-8")
            name = x509.Name(
                [
                    x509.NameAttribute(NameOID.COMMON_NAME, text[:64]),
                    x509.NameAttribute(NameOID.LOCALITY_NAME, text[:128]),
                ]
            )
        except ValueError:
            continue
        key = ec.generate_private_key(ec.SECP256R1())
        builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        made = builder.not_valid_before(now).not_valid_after(now + timedelta(days=9)).sign(key, hashes.SHA256())
        file = folder / f"string-{number}.der"
        file.write_bytes(made.public_bytes(Encoding.DER))
        yield file
