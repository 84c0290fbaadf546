"""Certificates in files: PEM bundles, DER and PKCS #7, and a name for what is none of them."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.chain.container_kind import kind_of
from inspector.chain.der import OID, SEQUENCE, SET, DerError, cut_certificate, read, values

_CERTIFICATES = frozenset({"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"})
_PKCS7 = frozenset({"PKCS7", "CMS", "PKCS #7 SIGNED DATA"})
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_BEGIN, _END, _DASHES = b"-----BEGIN ", b"-----END ", b"-----"
_LONGEST_LABEL = 60


class NoCertificate(ValueError):  # noqa: N818
    """Bytes in which there is no certificate; the text says what they are, where that can be told."""

    def __init__(self, reason: str, hint: str = "give certificates as PEM, DER or PKCS #7") -> None:
        super().__init__(reason)
        self.reason = reason
        """One clause that stands after the file's name, without any text of the file."""
        self.hint = hint
        """What to try."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a file."""

    certificates: tuple[bytes, ...]
    """DER certificates in their order; never empty."""

    skipped: tuple[str, ...]
    """One clause for each thing that was left out, such as `block 2 is a private key`."""


def read_certificates(data: bytes) -> tuple[bytes, ...]:
    """Return the DER certificates in the content of a file, in their order; raises `NoCertificate`."""
    return read_contents(data).certificates


def read_contents(data: bytes) -> Contents:
    """Return the certificates in the content of a file, and what was left out.

    Understood: PEM blocks with anything around them, also in UTF-16, base64 without armour, DER certificates one
    after the other, PKCS #7 in PEM or DER. Private keys are passed over. Raises `NoCertificate`.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("ascii", "replace")
    certificates: list[bytes] = []
    skipped: list[str] = []
    if data[:1] == b"\x30":
        _read_der(data, certificates, skipped)
    else:
        for number, (label, body) in enumerate(_blocks(data), start=1):
            _read_block(number, label, body, certificates, skipped)
        if not certificates and not skipped:
            _read_bare(data, certificates)
    if not certificates:
        raise NoCertificate(*kind_of(data))
    return Contents(tuple(certificates), tuple(skipped))


def to_pem(der: bytes) -> str:
    """Return `der` as a PEM certificate block of 64 columns, with a line feed at its end (RFC 7468)."""
    body = base64.b64encode(der).decode("ascii")
    lines = (body[at : at + 64] for at in range(0, len(body), 64))
    return "\n".join(("-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""))


def _blocks(data: bytes) -> Iterator[tuple[str, bytes | None]]:
    """Yield label and body of each PEM block; the body is None where the block does not end as it began."""
    at = 0
    while (begin := data.find(_BEGIN, at)) >= 0:
        at = begin + len(_BEGIN)
        close = data.find(_DASHES, at, at + _LONGEST_LABEL)
        if close < 0:
            continue
        label = data[at:close]
        at = close + len(_DASHES)
        stop = data.find(_DASHES, at)
        end = _END + label + _DASHES
        whole = stop >= 0 and data.startswith(end, stop)
        yield label.decode("ascii", "replace"), data[at:stop] if whole else None
        if stop < 0:
            return
        at = stop + len(end) if whole else stop


def _read_block(number: int, label: str, body: bytes | None, certificates: list[bytes], skipped: list[str]) -> None:
    if label.endswith("PRIVATE KEY"):
        skipped.append(f"block {number} is a private key")
        return
    if label not in _CERTIFICATES and label not in _PKCS7:
        skipped.append(f"block {number} is no certificate")
        return
    der = _unarmour(body) if body is not None else None
    if body is None:
        skipped.append(f"block {number} is cut off")
    elif der is None:
        skipped.append(f"block {number} is not base64")
    elif label in _PKCS7:
        certificates.extend(_signed_data(der))
    else:
        before = len(certificates)
        _read_der(der, certificates, [])
        if len(certificates) == before:
            skipped.append(f"block {number} says it is a certificate and is none")
        del certificates[before + 1 :]


def _read_bare(data: bytes, certificates: list[bytes]) -> None:
    if data.lstrip()[:3] == b"MII" and (der := _unarmour(data)) is not None:
        _read_der(der, certificates, [])


def _unarmour(body: bytes) -> bytes | None:
    lines = [line for line in body.splitlines() if b":" not in line]
    try:
        return base64.b64decode(b"".join(b"".join(lines).split()), validate=True)
    except binascii.Error:
        return None


def _read_der(data: bytes, certificates: list[bytes], skipped: list[str]) -> None:
    at = 0
    while at < len(data):
        try:
            _, _, stop = read(data, at, len(data))
            cut_certificate(data[at:stop])
        except DerError:
            break
        certificates.append(data[at:stop])
        at = stop
    if at == 0:
        certificates.extend(_signed_data(data))
    elif at < len(data):
        skipped.append(f"{len(data) - at} bytes at the end are no certificate")


def _signed_data(data: bytes) -> list[bytes]:
    """Return the certificates of a PKCS #7 SignedData (RFC 2315, section 9.1), none where it is not one."""
    if _SIGNED_DATA not in data[:32]:
        return []
    try:
        (_, outer), *_ = values(data)
        (tag, _), (_, wrapped), *_ = values(outer)
        (_, signed), *_ = values(wrapped)
        fields = values(signed)
        if tag == OID and fields[1][0] == SET and fields[2][0] == SEQUENCE:
            return _concatenated(next((content for tag, content in fields if tag == 0xA0), b""))
    except (DerError, ValueError, IndexError):
        pass
    return _signed_data_in_ber(data)


def _concatenated(content: bytes) -> list[bytes]:
    found: list[bytes] = []
    at = 0
    while at < len(content):
        tag, _, stop = read(content, at, len(content))
        if tag == SEQUENCE:
            found.append(content[at:stop])
        at = stop
    return found


def _signed_data_in_ber(data: bytes) -> list[bytes]:
    import warnings

    from cryptography.hazmat.primitives.serialization import Encoding, pkcs7

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return [item.public_bytes(Encoding.DER) for item in pkcs7.load_der_pkcs7_certificates(data)]
        except Exception:  # noqa: BLE001
            return []
