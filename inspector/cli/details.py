"""What experts look for in a certificate: every extension with its bytes, and how the pin comes about."""

from collections.abc import Iterator

from inspector.chain.asn1_tree import tree_lines
from inspector.chain.certificate import Certificate
from inspector.chain.extension import Extension
from inspector.chain.path import Layer
from inspector.chain.primitive import bounded_hex
from inspector.chain.working import FILE_COMMAND, is_ordinary, key_span
from inspector.inspection import Inspection

RAW = 512
"""Most octets of an extension that are shown."""


def detail_lines(layer: Layer, inspection: Inspection) -> Iterator[str]:
    """Yield the lines about one layer that `show --details` adds."""
    certificate = layer.certificate
    yield f"    serial     {certificate.serial}"
    yield f"    SHA-256    {certificate.fingerprint} of the certificate, never a pin"
    for extension in certificate.extensions:
        yield from _extension(extension)
    yield from _working(certificate)
    command = _command(layer, inspection)
    if command:
        yield f"    by hand    {command}"


def _extension(extension: Extension) -> Iterator[str]:
    oid = f" ({extension.oid})" if extension.oid != extension.name else ""
    yield f"    extension  {extension.name}{oid}{', critical' if extension.critical else ''}"
    for line in extension.lines if extension.decoded else tree_lines(extension.der):
        yield f"                 {line}"
    yield f"                 raw: {bounded_hex(extension.der, RAW)}"


def _working(certificate: Certificate) -> Iterator[str]:
    start, stop = key_span(certificate)
    yield f"    key bytes  {stop - start:,} from offset {start:,} ({start:#06x}): the SubjectPublicKeyInfo"
    yield f"    their hash {certificate.pin.hex} (SHA-256), which is the pin in base64"


def _command(layer: Layer, inspection: Inspection) -> str:
    """Return a command to check the pin by hand; empty where OpenSSL may write the key in another way."""
    if not is_ordinary(layer.certificate):
        return ""
    target, handshake = inspection.target, inspection.handshake
    if target is None or handshake is None or layer.served_index is None or inspection.unreadable:
        return FILE_COMMAND
    from inspector.net.by_hand import ask_again

    return ask_again(target, handshake, layer.served_index) or FILE_COMMAND
