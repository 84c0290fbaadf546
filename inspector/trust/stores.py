"""Where anchors come from: Mozilla's bundle, the system's, a file, or given bytes."""

import base64
import binascii
import functools
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from inspector.chain.der import DerError, cut_certificate
from inspector.chain.sizes import FILE_BYTES
from inspector.chain.text import visible
from inspector.trust.store import Store, StoreError

_GIVE_PEM = "Name a PEM file with the certificates of the roots to trust."
_BLOCK = re.compile(rb"-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----([^-]*)-----END")
_SYSTEM_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/opt/homebrew/etc/openssl@3/cert.pem",
    "/usr/local/etc/openssl@3/cert.pem",
)


def open_store(roots: str) -> Store:
    """Return the store that `roots` names: `mozilla`, `system`, or else a file. Raises `StoreError`."""
    match roots:
        case "mozilla":
            return mozilla()
        case "system":
            return system()
        case _:
            return from_file(Path(roots))


@functools.cache
def mozilla() -> Store:
    """Return the roots that Mozilla trusts for TLS servers, as certifi ships them. Raises `StoreError`."""
    return _read_store("mozilla", "Mozilla's roots", _certifi_file(), "certifi's bundle")


@functools.cache
def system() -> Store:
    """Return the roots of this system's OpenSSL directory or of a well-known bundle file. Raises `StoreError`."""
    import ssl

    default = ssl.get_default_verify_paths().openssl_cafile
    for name in dict.fromkeys([default, *_SYSTEM_FILES]):
        path = Path(name)
        if path.is_file():
            return _read_store("system", "the system's roots", path, "the system's bundle")
    raise StoreError(
        "This system keeps no bundle of roots where OpenSSL would look.",
        "Use --roots mozilla, or --roots with a PEM file of the roots to trust.",
    )


def known_stores() -> tuple[Store, ...]:
    """Return Mozilla's roots and the system's, whichever can be read: where certificates of known roots come from."""
    found: list[Store] = []
    for opened in (mozilla, system):
        with suppress(StoreError):
            found.append(opened())
    return tuple(found)


def from_file(path: Path) -> Store:
    """Return the certificates in a PEM or DER file as anchors. Raises `StoreError`."""
    shown = visible(path.name, 60)
    return _read_store("file", f"the roots in {shown}", path, shown)


def from_anchors(name: str, label: str, ders: Iterable[bytes]) -> Store:
    """Return a store of these DER certificates, each once; what cannot be cut as a certificate is left out."""
    by_subject: dict[bytes, tuple[bytes, ...]] = {}
    kept: dict[bytes, None] = {}
    for der in ders:
        try:
            subject = cut_certificate(der).subject
        except DerError:
            continue
        if der not in kept:
            kept[der] = None
            by_subject[subject] = (*by_subject.get(subject, ()), der)
    return Store(name, label, tuple(kept), by_subject)


def _certifi_file() -> Path:
    from importlib.util import find_spec

    spec = find_spec("certifi")
    if spec is not None and spec.origin is not None:
        beside = Path(spec.origin).with_name("cacert.pem")
        if beside.is_file():
            return beside
    try:
        import certifi
    except ImportError:
        raise StoreError(
            "The package certifi, which carries Mozilla's roots, is missing.", "Install certifi."
        ) from None
    return Path(certifi.where())


def _read_store(name: str, label: str, path: Path, shown: str) -> Store:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else "it cannot be opened"
        raise StoreError(f"The roots in {shown} cannot be read: {visible(cause, 80)}.", _GIVE_PEM) from None
    if len(data) > FILE_BYTES:
        raise StoreError(f"{shown} is larger than {FILE_BYTES // 1024 // 1024} MiB.", _GIVE_PEM)
    store = from_anchors(name, label, _decode(data))
    if not store.anchors:
        raise StoreError(f"There is no certificate in {shown}.", _GIVE_PEM)
    return store


def _decode(data: bytes) -> list[bytes]:
    if data[:1] == b"\x30":
        return [data]
    found: list[bytes] = []
    for block in _BLOCK.findall(data):
        try:
            found.append(base64.b64decode(block))
        except binascii.Error:
            continue
    return found
