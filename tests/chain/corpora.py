"""The certificates of the shared test data, each under its name, with what the manifests say about it."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from testdata import shared

_BLOCK = re.compile(rb"-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----(.*?)-----END", re.DOTALL)
FOLDERS = ("cryptography-vectors", "zlint", "badssl")


@dataclass(frozen=True, slots=True)
class Sample:
    """One blob of a corpus."""

    name: str
    """Corpus and file, with the place in the file."""

    der: bytes = field(repr=False)
    """Its bytes."""

    entry: dict[str, Any]
    """What the manifest says about it; empty where there is no manifest."""

    @property
    def pin(self) -> str | None:
        """The pin of the manifest, None where the bytes are no certificate."""
        pin = self.entry["spki_pin"]
        return None if pin is None else str(pin)


def hostile() -> Iterator[Sample]:
    """Yield the hand-made certificates."""
    for name, entry in _manifest("hostile").items():
        path = shared("testdata", f"hostile/{entry['file']}")
        data = path.read_bytes()
        yield Sample(f"hostile/{name}", gzip.decompress(data) if path.suffix == ".gz" else data, entry)


def listed(folder: str) -> Iterator[Sample]:
    """Yield the certificates of a corpus whose manifest lists them by file."""
    for name, entries in _manifest(folder).items():
        blobs = _blobs(shared("testdata", f"{folder}/{name}"))
        for place, (der, entry) in enumerate(zip(blobs, entries, strict=True)):
            yield Sample(f"{folder}/{name}#{place}", der, entry)


def fuzzed() -> Iterator[Sample]:
    """Yield the mutated certificates of OpenSSL's fuzzer, of which nothing is known."""
    for path in sorted(shared("testdata", "openssl-fuzz-x509").glob("*.bin")):
        yield Sample(f"fuzz/{path.name}", path.read_bytes(), {})


def limbo() -> Iterator[Sample]:
    """Yield each certificate of the path-validation cases once."""
    seen: set[bytes] = set()
    text = shared("testdata", "x509-limbo/limbo-subset.json").read_text(encoding="utf-8")
    for case in json.loads(text)["testcases"]:
        pems = [*case["trusted_certs"], *case["untrusted_intermediates"], case["peer_certificate"]]
        for place, pem in enumerate(pems):
            for der in _decode(pem.encode()):
                if der not in seen:
                    seen.add(der)
                    yield Sample(f"limbo/{case['id']}#{place}", der, {})


def bettertls() -> Iterator[Sample]:
    """Yield each certificate of the path-building cases once."""
    found = json.loads(shared("testdata", "bettertls-pathbuilding/cases.json").read_text(encoding="utf-8"))
    seen: set[str] = set()
    for case in found["cases"]:
        for place, text in enumerate(_strings(case)):
            if text.startswith("MII") and text not in seen:
                seen.add(text)
                yield Sample(f"bettertls/{case['id']}#{place}", base64.b64decode(text), {})


def manifested() -> Iterator[Sample]:
    """Yield every certificate whose pin a manifest states."""
    yield from hostile()
    for folder in FOLDERS:
        yield from listed(folder)


def everything() -> Iterator[Sample]:
    """Yield every blob of every corpus."""
    yield from manifested()
    yield from fuzzed()
    yield from limbo()
    yield from bettertls()


def _manifest(folder: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("testdata", f"{folder}/manifest.json").read_text(encoding="utf-8"))
    return found


def _blobs(path: Path) -> list[bytes]:
    data = path.read_bytes()
    return _decode(data) or [data]


def _decode(data: bytes) -> list[bytes]:
    return [base64.b64decode(body) for body in _BLOCK.findall(data)]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
