"""What a written pin really is: base64 of 32 bytes, hexadecimal digits, a fingerprint, behind a wrong prefix."""

import base64
import binascii
import re
from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.finding import Severity
from inspector.chain.pin import DIGEST_BYTES, Pin, dead_reason
from inspector.chain.text import visible
from inspector.clients.rule import RAW_LIMIT, PinProblem, WrittenPin

UNFOLLOWED = "it cannot be followed"
"""The `problem` of a written pin that is computed or stands elsewhere: it may match."""

_PREFIX = re.compile(r"(?i)(?:pin-sha256\s*=\s*\"?|sha-?256[/:]{1,2})")
_SHA1_PREFIX = re.compile(r"(?i)sha-?1[/:]")
_HEX = re.compile(r"[0-9A-Fa-f]{64}")
_COLONS = re.compile(r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){31}")
_DIGITS = 43
"""Characters of a SHA-256 in base64 without padding."""

_HEX_BYTES = 48
"""Bytes that come out where 64 hexadecimal digits are decoded as base64."""

_SHA1_BYTES = 20


class Shape(StrEnum):
    """What a written value is; the values are the codes of the problems that it makes where a bare pin is meant."""

    PIN = "pin"
    EMPTY = "empty-pin"
    PREFIXED = "pin-prefix"
    BLANKS = "pin-blanks"
    UNPADDED = "unpadded-pin"
    URL_SAFE = "url-safe-pin"
    HEX = "hex-pin"
    FINGERPRINT = "certificate-fingerprint"
    SHA1 = "sha1-pin"
    KEY = "key-as-pin"
    LENGTH = "pin-length"
    UNREADABLE = "not-base64"


@dataclass(frozen=True, slots=True)
class Spelled:
    """What one written value is."""

    shape: Shape
    """Its kind; `PIN` for 44 characters of padded standard base64 that are 32 bytes."""

    clause: str
    """What it is, one visible clause: `it is 64 hexadecimal digits`."""

    meant: Pin | None = None
    """The pin that its writer most likely meant; None where that cannot be told, and for fingerprints."""

    @property
    def hint(self) -> str:
        """What to do about it, visible text; empty for an ordinary pin."""
        return _hint(self)


def spell(raw: str) -> Spelled:
    """Return what the text `raw` of one pin is, without any prefix that its client demands. Never raises.

    A pin is the base64 of 32 bytes, 44 characters that end in ``=`` (RFC 7469, section 2.4; RFC 4648, section 4).
    """
    bare = raw.strip()
    if not bare:
        return Spelled(Shape.EMPTY, "it is empty")
    if _SHA1_PREFIX.match(bare):
        return Spelled(Shape.SHA1, "it is a SHA-1 pin")
    prefix = _PREFIX.match(bare)
    if prefix is not None:
        rest = bare[prefix.end() :].strip().rstrip('";')
        second = _PREFIX.match(rest)
        if second is not None:
            rest = rest[second.end() :].strip()
        meant = None if _PREFIX.match(rest) else spell(rest).meant
        return Spelled(Shape.PREFIXED, f"it begins with {visible(prefix[0].strip(), 20)}", meant)
    if bare.startswith("-----BEGIN"):
        return Spelled(Shape.KEY, "it is a PEM file and not its hash")
    if _HEX.fullmatch(bare):
        return Spelled(Shape.HEX, "it is 64 hexadecimal digits", Pin(bytes.fromhex(bare)))
    if _COLONS.fullmatch(bare):
        return Spelled(Shape.FINGERPRINT, "it is 32 bytes with colons, as fingerprints of certificates are written")
    found = _of_base64(bare)
    if found.shape is Shape.PIN and bare != raw:
        return Spelled(Shape.BLANKS, "it has blanks around it", found.meant)
    return found


def _of_base64(bare: str) -> Spelled:
    joined = "".join(bare.split())
    decoded = strict_base64(joined)
    if decoded is None:
        standard = joined.replace("-", "+").replace("_", "/").rstrip("=")
        decoded = strict_base64(standard + "=" * (-len(standard) % 4))
        if decoded is None:
            return Spelled(Shape.UNREADABLE, "it is not base64")
        if len(decoded) == DIGEST_BYTES and len(standard) == _DIGITS:
            if "-" in joined or "_" in joined:
                return Spelled(Shape.URL_SAFE, "it is base64 of the URL-safe alphabet", Pin(decoded))
            return Spelled(Shape.UNPADDED, "it lacks the = at its end", Pin(decoded))
    if len(decoded) == DIGEST_BYTES:
        if joined != bare:
            return Spelled(Shape.BLANKS, "it has blanks in it", Pin(decoded))
        return Spelled(Shape.PIN, "it is 32 bytes in base64", Pin(decoded))
    if joined != bare and len(decoded) < _HEX_BYTES:
        return Spelled(Shape.UNREADABLE, "it is not base64")
    if len(decoded) == DIGEST_BYTES * 2 and _HEX.fullmatch(text := decoded.decode("latin-1")):
        return Spelled(Shape.HEX, "it is the base64 of 64 hexadecimal digits", Pin(bytes.fromhex(text)))
    if len(decoded) == _SHA1_BYTES:
        return Spelled(Shape.SHA1, "it is 20 bytes, as SHA-1 is")
    if len(decoded) > _HEX_BYTES and decoded[0] == 0x30:
        return Spelled(Shape.KEY, "it is a whole key or certificate and not its hash")
    return Spelled(Shape.LENGTH, f"it is {len(decoded)} bytes, and a SHA-256 has {DIGEST_BYTES}")


def strict_base64(text: str) -> bytes | None:
    """Return the bytes of padded standard base64 (RFC 4648, section 4), or None for any other text."""
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return None


def written_pin(
    raw: str, pin: Pin | None, line: int | None = None, *, crash: bool = False, want: str = "bare base64"
) -> tuple[WrittenPin, tuple[PinProblem, ...]]:
    """Return a pin as read, and what is wrong with it.

    `raw` is the text without the prefix that the client demands, `pin` what the client makes of it (None: nothing of 32
    bytes), `want` how the client wants it. A value that the client takes and no key can have is `dead-pin`.
    With `crash` a value that is no pin is told to stop the app.
    """
    kept = visible(raw, RAW_LIMIT)
    if pin is not None:
        reason = dead_reason(pin)
        if reason is None:
            return WrittenPin(kept, pin, line=line), ()
        title = f"A pin matches no key: {reason}."
        problem = PinProblem(
            "dead-pin", Severity.ERROR, title, "Compute it again from the certificate or the key.", line
        )
        return WrittenPin(kept, pin, line=line), (problem,)
    found = spell(raw)
    code = found.shape.value if found.shape is not Shape.PIN else Shape.UNREADABLE.value
    end = "the app stops" if crash else "it matches nothing"
    title = f"A pin is not written as {want}: {found.clause}, so {end}."
    problem = PinProblem(code, Severity.ERROR, title, found.hint, line, crash)
    return WrittenPin(kept, None, found.clause, line), (problem,)


def duplicate_pins(pins: tuple[WrittenPin, ...]) -> tuple[PinProblem, ...]:
    """Return `duplicate-pin` for each pin that stands in one list again."""
    seen: set[Pin] = set()
    found: list[PinProblem] = []
    for written in pins:
        if written.pin is None:
            continue
        if written.pin in seen:
            title = f"The pin {written.pin} stands twice in one list."
            hint = "The second one protects nothing: put a backup key's pin there."
            found.append(PinProblem("duplicate-pin", Severity.WARNING, title, hint, written.line))
        seen.add(written.pin)
    return tuple(found)


def _hint(found: Spelled) -> str:
    if found.shape is Shape.PIN:
        return ""
    if found.shape is Shape.FINGERPRINT:
        return "A pin is the hash of the public key alone: compute it from the certificate."
    if found.meant is not None and dead_reason(found.meant) is None:
        return f"If it is the hash of a key, its base64 is {found.meant.base64}"
    if found.shape is Shape.SHA1:
        return "Use the SHA-256 of the same key."
    if found.shape is Shape.KEY:
        return "Write the SHA-256 of the key in base64."
    return "A pin is 44 characters of base64 that end in ="
