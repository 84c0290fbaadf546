"""Certificates in files: PEM bundles, DER, PKCS #7 and PKCS #12, and a name for what is none of them."""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass

from inspector.chain.container_kind import Kind, block_name, kind_of, words_for
from inspector.chain.der import OID, SEQUENCE, SET, DerError, cut_certificate, read, values
from inspector.chain.explained import Explained

MOST_NAMED = 20
"""Most things left out of one file that are named; the others are counted."""

_CERTIFICATES = frozenset({"CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"})
_PKCS7 = frozenset({"PKCS7", "CMS", "PKCS #7 SIGNED DATA"})
_BEGIN, _END, _DASHES = b"-----BEGIN ", b"-----END ", b"-----"
_LONGEST_LABEL = 60


class NoCertificate(Explained, ValueError):  # noqa: N818
    """Bytes in which there is no certificate; the text says what they are, where that can be told."""

    def __init__(self, reason: str, hint: str = "give certificates as PEM, DER or PKCS #7") -> None:
        super().__init__(reason, hint)


class LockedContainer(NoCertificate):
    """A PKCS #12 container that only its password opens."""

    def __init__(self, *, wrong: bool) -> None:
        super().__init__(
            "the password does not open it" if wrong else "it is a PKCS #12 container that is locked with a password",
            "give the password that it was made with",
        )
        self.wrong = wrong
        """Whether a password was given and did not open it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found in a file."""

    certificates: tuple[bytes, ...]
    """DER certificates in their order; never empty."""

    skipped: tuple[str, ...]
    """One clause for each thing besides certificates, such as `block 2 is a private key`; at most `MOST_NAMED`."""

    broken: tuple[str, ...] = ()
    """One clause for each certificate that cannot be read, such as `block 2 is cut off`; at most `MOST_NAMED`."""


class _Found:
    __slots__ = ("broken", "certificates", "skipped")

    def __init__(self) -> None:
        self.certificates: list[bytes] = []
        self.skipped: list[str] = []
        self.broken: list[str] = []


def read_certificates(data: bytes) -> tuple[bytes, ...]:
    """Return the DER certificates in the content of a file, in their order; raises `NoCertificate`."""
    return read_contents(data).certificates


def read_contents(data: bytes, password: str | None = None) -> Contents:
    """Return the certificates in the content of a file, and what was left out.

    Understood: PEM blocks with anything around them, also in UTF-16, base64 without armour, DER certificates one
    after the other, PKCS #7 in PEM or DER, PKCS #12 without a password, with an empty one or with `password`.
    Private keys are passed over. Raises `LockedContainer` where a password is needed, else `NoCertificate`.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "replace").encode("ascii", "replace")
    found = _Found()
    if data[:1] == b"\x30":
        _read_der(data, found, password)
    else:
        for number, (label, body) in enumerate(_blocks(data), start=1):
            _read_block(number, label, body, found, password)
        if not found.certificates and not found.skipped and not found.broken:
            _read_bare(data, found, password)
    if not found.certificates:
        raise NoCertificate(*words_for(kind_of(data)))
    return Contents(tuple(found.certificates), _bounded(found.skipped), _bounded(found.broken))


def _bounded(clauses: list[str]) -> tuple[str, ...]:
    more = len(clauses) - MOST_NAMED
    return (*clauses[:MOST_NAMED], f"{more:,} more like these were left out") if more > 0 else tuple(clauses)


def to_pem(der: bytes, label: str = "CERTIFICATE") -> str:
    """Return `der` as a PEM block of 64 columns, with a line feed at its end (RFC 7468)."""
    body = base64.b64encode(der).decode("ascii")
    lines = (body[at : at + 64] for at in range(0, len(body), 64))
    return "\n".join((f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""))


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


def _read_block(number: int, label: str, body: bytes | None, found: _Found, password: str | None) -> None:
    if label not in _CERTIFICATES and label not in _PKCS7 and label != "PKCS12":
        found.skipped.append(f"block {number} is {block_name(label)}")
        return
    der = _unarmour(body) if body is not None else None
    if body is None:
        found.broken.append(f"block {number} is cut off")
    elif der is None:
        found.broken.append(f"block {number} is not base64")
    elif label not in _CERTIFICATES:
        _read_container(der, found, password)
    else:
        one = _Found()
        _read_der(der, one, None)
        found.certificates.extend(one.certificates[:1])
        if not one.certificates:
            found.broken.append(f"block {number} says it is a certificate and is none")


def _read_bare(data: bytes, found: _Found, password: str | None) -> None:
    if data.lstrip()[:2] == b"MI" and (der := _unarmour(data)) is not None:
        _read_der(der, found, password)


def _unarmour(body: bytes) -> bytes | None:
    lines = [line for line in body.splitlines() if b":" not in line]
    try:
        return base64.b64decode(b"".join(b"".join(lines).split()), validate=True)
    except binascii.Error:
        return None


def _read_der(data: bytes, found: _Found, password: str | None) -> None:
    at = 0
    while at < len(data):
        try:
            _, _, stop = read(data, at, len(data))
            cut_certificate(data[at:stop])
        except DerError:
            break
        found.certificates.append(data[at:stop])
        at = stop
    if at == 0:
        _read_container(data, found, password)
    elif at < len(data):
        found.broken.append(f"{len(data) - at:,} bytes at the end are no certificate")


def _read_container(data: bytes, found: _Found, password: str | None) -> None:
    kind = kind_of(data)
    if kind is Kind.PKCS7:
        found.certificates.extend(_signed_data(data))
    elif kind is Kind.PKCS12:
        _read_pkcs12(data, found, password)


def _signed_data(data: bytes) -> list[bytes]:
    """Return the certificates of a PKCS #7 SignedData (RFC 2315, section 9.1), none where it is another content."""
    from inspector.chain.ber import definite

    try:
        (_, outer), *_ = values(definite(data))
        (tag, _), (_, wrapped), *_ = values(outer)
        (_, signed), *_ = values(wrapped)
        fields = values(signed)
        if tag == OID and fields[1][0] == SET and fields[2][0] == SEQUENCE:
            return _concatenated(next((content for tag, content in fields if tag == 0xA0), b""))
    except (ValueError, IndexError):
        pass
    return []


def _concatenated(content: bytes) -> list[bytes]:
    found: list[bytes] = []
    at = 0
    while at < len(content):
        tag, _, stop = read(content, at, len(content))
        if tag == SEQUENCE:
            found.append(content[at:stop])
        at = stop
    return found


def _read_pkcs12(data: bytes, found: _Found, password: str | None) -> None:
    from inspector.chain.pkcs12.safe import PasswordError, read_safe

    try:
        safe = read_safe(data, password)
    except PasswordError as error:
        raise LockedContainer(wrong=error.wrong) from None
    except DerError as error:
        reason = f"it is a PKCS #12 container, and {error}"
        raise NoCertificate(
            reason, "take the certificates out: openssl pkcs12 -in FILE -nokeys -out certificates.pem"
        ) from None
    found.skipped.extend(f"it holds {other}" for other in safe.others)
    for number, der in enumerate(safe.certificates, start=1):
        try:
            cut_certificate(der)
            found.certificates.append(der)
        except DerError:
            found.broken.append(f"its certificate {number} cannot be read")
