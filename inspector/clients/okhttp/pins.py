"""Pin strings: prefix and lenient base64, as OkHttp and okio read them."""

import base64
import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from inspector.chain.path import Layer
from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.okhttp.epoch import Epoch
from inspector.clients.okhttp.rejected import Rejected
from inspector.clients.rule import RAW_LIMIT, WrittenPin

NOT_FOLLOWED = "it comes from elsewhere and cannot be followed in this file"
"""The problem of a pin whose text is not in its file: it may be anything."""

_IGNORED = re.compile("[\t\n\r ]")
_BASE64 = re.compile("[A-Za-z0-9+/_-]*")
_SHA1_BYTES = 20


class Algorithm(StrEnum):
    """The hashes that a pin can be of."""

    SHA256 = "sha256"
    SHA1 = "sha1"


@dataclass(frozen=True, slots=True)
class Hash:
    """What OkHttp compares a key's hash with."""

    algorithm: Algorithm
    """Which hash of the SubjectPublicKeyInfo."""

    digest: bytes
    """The decoded octets; their number is not checked by OkHttp."""

    @property
    def can_match(self) -> bool:
        """Whether it is as long as a hash of its kind."""
        return len(self.digest) == (DIGEST_BYTES if self.algorithm is Algorithm.SHA256 else _SHA1_BYTES)

    def __str__(self) -> str:
        """Return it as OkHttp prints it: the prefix and padded standard base64."""
        return f"{self.algorithm}/{base64.b64encode(self.digest).decode('ascii')}"


def decode_base64(text: str) -> bytes | None:
    """Return the octets of `text` as okio's `decodeBase64` does, or None where it gives null.

    Either alphabet, whitespace anywhere, any number of `=` at the end, bits beyond the last octet dropped.
    """
    body = _IGNORED.sub("", text.rstrip("=\n\r \t"))
    if _BASE64.fullmatch(body) is None or len(body) % 4 == 1:
        return None
    standard = body.replace("-", "+").replace("_", "/")
    return base64.b64decode(standard + "=" * (-len(standard) % 4))


def accept_pin(raw: str, epoch: Epoch) -> Hash:
    """Return the hash that `raw` stands for; raises `Rejected` where the builder throws (CertificatePinner.Pin)."""
    for algorithm in Algorithm:
        if not raw.startswith(f"{algorithm}/") or (algorithm is Algorithm.SHA256 and epoch is Epoch.SHA1_ONLY):
            continue
        digest = decode_base64(raw[len(algorithm) + 1 :])
        if digest is None:
            raise Rejected("what follows the prefix is not base64")
        return Hash(algorithm, digest)
    if epoch is Epoch.SHA1_ONLY:
        raise Rejected("pins must start with sha1/ before OkHttp 3.2")
    raise Rejected("pins must start with sha256/ or sha1/")


def written_pin(raw: str, line: int | None = None) -> WrittenPin:
    """Return `raw` as a pin of a rule, with the key's SHA-256 where the newest OkHttp can match one."""
    shown = visible(raw, RAW_LIMIT)
    try:
        found = accept_pin(raw, max(Epoch))
    except Rejected as rejected:
        return WrittenPin(shown, None, rejected.reason, line)
    if found.algorithm is Algorithm.SHA1:
        return WrittenPin(shown, None, "it is a SHA-1 hash, which is compared but obsolete", line)
    if not found.can_match:
        length = len(found.digest)
        return WrittenPin(shown, None, f"it decodes to {length} bytes, a SHA-256 has {DIGEST_BYTES}", line)
    return WrittenPin(shown, Pin(found.digest), "", line)


def has_hash(layer: Layer, wanted: Hash) -> bool:
    """Return whether the key of `layer`, encoded again as Java and Android do, has the hash `wanted`."""
    key = layer.certificate.key
    is_other = key.reencoded_pin is not None and not _is_no_java(key.reencoded_by)
    if wanted.algorithm is Algorithm.SHA1:
        return not is_other and hashlib.sha1(key.spki, usedforsecurity=False).digest() == wanted.digest
    pin = key.reencoded_pin if is_other and key.reencoded_pin is not None else key.pin
    return pin.digest == wanted.digest


def _is_no_java(by: str) -> bool:
    """Return whether it is neither Java nor Android that encodes the key in the other way."""
    return by.startswith("programs") or by.endswith("Android does not")
