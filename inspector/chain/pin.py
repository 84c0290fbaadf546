"""The pin: SHA-256 of a DER SubjectPublicKeyInfo, its spellings, and the values that protect nobody."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from inspector.chain.explained import Explained

DIGEST_BYTES = 32


class PinError(Explained, ValueError):
    """A text that is no pin, or a pin that must never be used."""


@dataclass(frozen=True, slots=True, order=True)
class Pin:
    """SHA-256 over SubjectPublicKeyInfo bytes (RFC 7469, section 2.4)."""

    digest: bytes
    """The 32 bytes."""

    @classmethod
    def of(cls, spki: bytes) -> "Pin":
        """Return the pin of DER SubjectPublicKeyInfo bytes."""
        return cls(hashlib.sha256(spki).digest())

    @property
    def base64(self) -> str:
        """The digest as 44 characters of padded standard base64."""
        return base64.b64encode(self.digest).decode("ascii")

    @property
    def hex(self) -> str:
        """The digest as 64 lower-case hexadecimal digits."""
        return self.digest.hex()

    def __str__(self) -> str:
        """Return the pin as OkHttp spells it: ``sha256/`` and 44 characters."""
        return f"sha256/{self.base64}"


_EMPTY = hashlib.sha256(b"").digest()
_EXAMPLES = (
    "7HIpactkIAq2Y49orFOOQKurWxmmSFZhBCoQYcRhJ3Y=",
    "fwza0LRMXouZHRC8Ei+4PyuldPDcf3UKgO/04cDM1oE=",
)
_HEX = r"[0-9a-f]{64}"
_CHARACTERS = 43
"""Characters of a pin's base64 without padding; the last one stands for four bits only."""

_SPELLING = r"(?i)pin-sha256\s*=\s*\"?|sha-?256[/:]|[0-3]\s+1\s+1\s+"
_DIGITS = 43
"""Characters of a SHA-256 in base64 without padding."""

_OTHER_TLSA = r"[0-3]\s+[0-9]\s+[0-9]\s+[0-9a-fA-F]"


def dead_reason(pin: Pin) -> str | None:
    """Return why this pin protects nobody (no key of yours can have it), or None for an ordinary pin."""
    if pin.digest == _EMPTY:
        return "it is the hash of nothing: a pipeline that failed printed it"
    if pin.base64 in _EXAMPLES:
        return "it is the example in Android's documentation"
    if pin.digest == bytes(DIGEST_BYTES):
        return "it is all zeros (written as all A): a placeholder"
    if len(set(pin.digest)) == 1:
        return "it is one byte repeated: a placeholder"
    if len(set(pin.base64[: _CHARACTERS - 1])) == 1:
        return "it is one character over and over, but for its end: a placeholder"
    return None


def parse_pin(text: str) -> Pin:
    """Return the pin written in `text`, in any spelling that clients use.

    Understood: ``sha256/…`` (OkHttp), ``sha256//…`` (curl), bare base64 in the standard or URL-safe alphabet
    with or without padding, ``pin-sha256="…"`` (RFC 7469), and 64 hexadecimal digits with or without colons, also
    behind ``3 1 1`` (TLSA, RFC 6698: selector 1 is the key, matching type 1 is SHA-256). A slash behind
    ``sha256/`` is curl's second one only where 43 characters follow it, since base64 may begin with a slash.

    Raises `PinError` for anything else and for the known dead values, with the reason.
    """
    bare = text.strip().strip("\"',;").strip()
    if re.match(r"(?i)sha-?1/", bare):
        raise PinError("this is a SHA-1 pin", "SHA-1 pins are obsolete: use the SHA-256 of the same key")
    prefix = re.match(_SPELLING, bare)
    if prefix is None and re.match(_OTHER_TLSA, bare):
        raise PinError("this TLSA record is not over a key with SHA-256", "use a record with selector 1 and type 1")
    body = bare[prefix.end() :].strip().strip('"') if prefix else bare
    if prefix and body.startswith("/") and len(body.rstrip("=")) > _CHARACTERS:
        body = body[1:]
    if prefix and prefix[0].endswith("//") and len(body.rstrip("=")) == _DIGITS - 1:
        body = f"/{body}"  # OkHttp's single slash in front of a digest that begins with one
    digits = body.replace(":", "").replace(" ", "").lower()
    pin = Pin(bytes.fromhex(digits)) if re.fullmatch(_HEX, digits) else Pin(_decode(body))
    reason = dead_reason(pin)
    if reason is not None:
        raise PinError(f"this pin matches no key: {reason}", "compute the pin again from the certificate or the key")
    return pin


def _decode(body: str) -> bytes:
    if not body:
        raise PinError("there is no pin", "paste 44 characters of base64, with or without sha256/ in front")
    standard = body.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        digest = base64.b64decode(standard + "=" * (-len(standard) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise PinError("this is not base64", "a pin is 44 characters from A-Z a-z 0-9 + / ending in =") from None
    if len(digest) != DIGEST_BYTES:
        raise PinError(
            f"this decodes to {len(digest)} bytes, a SHA-256 pin has {DIGEST_BYTES}",
            "check that the whole value was copied; a pin is 44 characters of base64",
        )
    return digest
