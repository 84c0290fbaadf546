"""Every hostile certificate and string on a real pseudo-terminal: what is written, byte for byte."""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
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

from hardening.measured import Measured

_KEYS = ("1", "2", "3", "4", "5", " ", "p", "p", "v", "v")
_PATIENCE = (0.3, 1.0, 3.0)
"""Seconds of rest after which a file counts as opened; more on a busy machine."""

_DRAWN = 10_000
"""Bytes that the pages of one file write at least."""

_OWN = re.compile(rb"\x1b\[[0-9;?>=$]*[A-Za-z]|\x1b\[[0-9;?]*\$p|\x1b[=>78]|\x1b[()][0AB]")
"""What the toolkit itself writes: CSI sequences, keypad modes, saved cursors, character sets."""

_FORBIDDEN = re.compile(
    "[\x00-\x06\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e007f]"
)


def measure() -> list[Measured]:
    """Return the rows about the terminal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [*_hostile(folder), *_made(folder)]
        leaked = _headless(files) + _app(files, folder)
    for item in leaked:
        print(f"leaked: {item}")
    return [
        Measured("hostile certificates sent to a terminal", len(files), 150, least=True),
        Measured("of them with a control, bidirectional or invisible character written", len(leaked), 0),
    ]


def leaks(raw: bytes) -> str:
    """Return the first character that no program may write of what it was given; empty where there is none."""
    found = _FORBIDDEN.search(_OWN.sub(b"", raw).decode("utf-8", "replace"))
    return "" if found is None else f"U+{ord(found[0]):04X}"


def _headless(files: list[Path]) -> list[str]:
    found = []
    for file in files:
        done = subprocess.run(
            [sys.executable, "-m", "inspector", "show", str(file), "--details"],
            capture_output=True,
            timeout=60,
            check=False,
        )
        leak = leaks(done.stdout + done.stderr)
        if leak or b"Traceback" in done.stderr:
            found.append(f"show {file.name}: {leak or 'a trace'}")
    return found


def _app(files: list[Path], folder: Path) -> list[str]:
    found = []
    environment = {**os.environ, "HOME": str(folder), "PINSPECTOR_REMEMBER": "0"}
    with Terminal([sys.executable, "-m", "inspector", str(files[0])], environment) as terminal:
        terminal.wait_for("Host", "palette")
        terminal.settle()
        terminal.take()
        for file in files:
            raw = b""
            for patience in _PATIENCE:
                terminal.type("/", 0.1)
                terminal.type(f"\x15{file}\r", patience)
                for key in _KEYS:
                    terminal.type(key, 0.05)
                raw = terminal.take()
                if len(raw) > _DRAWN or not terminal.is_running:
                    break
            leak = leaks(raw) or ("" if len(raw) > _DRAWN else "it was not shown")
            if leak:
                found.append(f"app {file.name}: {leak}")
            if not terminal.is_running:
                return [*found, f"app {file.name}: the app ended"]
    return found


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
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
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
        builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        made = builder.not_valid_before(now).not_valid_after(now + timedelta(days=9)).sign(key, hashes.SHA256())
        file = folder / f"string-{number}.der"
        file.write_bytes(made.public_bytes(Encoding.DER))
        yield file
