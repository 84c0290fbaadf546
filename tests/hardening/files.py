"""Files with everything hostile in them: certificates, chains, sources, and what the app remembers."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from testdata import shared
from tui.hostile import made_chains, names, sources, strings

from inspector.chain.container import to_pem


def hostile_certificates(folder: Path) -> list[Path]:
    """Return the shared hostile certificates, and one for each hostile string that a name can hold."""
    return [*_shared(folder), *_made(folder)]


def hostile_chains(folder: Path) -> tuple[list[Path], Path]:
    """Return files of chains with every hostile string in their names, and that of their roots."""
    files = []
    for number, made in enumerate(made_chains()):
        file = folder / f"chain-{number}.pem"
        file.write_text("".join(to_pem(item.certificate.der) for item in made))
        files.append(file)
    roots = folder / "roots.pem"
    roots.write_text("".join(to_pem(made[-1].certificate.der) for made in made_chains()))
    return files, roots


def hostile_sources(folder: Path) -> list[Path]:
    """Return files of every kind with every hostile string in hosts, pins and comments.

    Those with a NUL are no text and are refused, so that each is there without it too.
    """
    files = []
    texts = [*names(), "".join(strings())]
    texts += [text.replace("\0", "") for text in texts if "\0" in text]
    for number, text in enumerate(texts):
        for name, code in sources(text):
            file = folder / f"sources-{number}" / (name or "failure.txt")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(code, encoding="utf-8")
            files.append(file)
    return files


def hostile_memory(folder: Path) -> None:
    """Write what the app remembers, by somebody else's hand, for a program whose XDG_CONFIG_HOME is `folder`."""
    file = folder / "pinspector" / "memory.json"
    file.parent.mkdir()
    value = {"theme": strings()[0], "hosts": [f"a{text}" for text in strings()], "lessons": list(strings())}
    file.write_text(json.dumps(value))


def _shared(folder: Path) -> Iterator[Path]:
    for path in sorted(shared("testdata", "hostile").glob("*.der*")):
        if path.suffix != ".gz":
            yield path
            continue
        unpacked = folder / path.stem
        unpacked.write_bytes(gzip.decompress(path.read_bytes()))
        yield unpacked


def _made(folder: Path) -> Iterator[Path]:
    """Yield a certificate for each hostile string that a name can hold, in subject and issuer."""
    now = datetime.now(UTC)
    for number, text in enumerate(
        json.loads(shared("testdata", "strings/display-strings.json").read_text())["strings"]
    ):
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
