"""From a password to a key: the function of PKCS #12 (RFC 7292, appendix B) and PBKDF2 (RFC 8018), with a budget."""

import hashlib
from dataclasses import dataclass

from inspector.chain import oids
from inspector.chain.der import INTEGER, OCTET_STRING, SEQUENCE, DerError, sole, values
from inspector.chain.primitive import decode_integer

MAX_ROUNDS = 5_000_000
"""Most rounds of hashing that one container may ask for; common programs ask for 1 to 600,000."""

KEY, IV, MAC = 1, 2, 3
"""What a derived value is for (RFC 7292, appendix B.3)."""

PBKDF2 = "1.2.840.113549.1.5.12"

PRFS = {
    "1.2.840.113549.2.7": "sha1",
    "1.2.840.113549.2.8": "sha224",
    "1.2.840.113549.2.9": "sha256",
    "1.2.840.113549.2.10": "sha384",
    "1.2.840.113549.2.11": "sha512",
}
"""HMAC by object identifier, by the name of its hash (RFC 8018, appendix B.1)."""


class NotReadHereError(DerError):
    """Something that is sound as far as can be told, and that is not read here: its clause says what."""


class Budget:
    """The rounds that a container may still ask for."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = MAX_ROUNDS

    def spend(self, rounds: int, times: int = 1) -> int:
        """Return `rounds` after taking them off `times` times; raises `NotReadHereError` where they are too many."""
        if rounds < 1:
            raise DerError("its password is to be hashed less than once")
        self._left -= rounds * times
        if self._left < 0:
            raise NotReadHereError(f"its password is to be hashed more than {MAX_ROUNDS:,} times")
        return rounds


@dataclass(frozen=True, slots=True)
class Secret:
    """A password in the two forms that containers hash."""

    utf8: bytes
    """For PBKDF2."""

    wide: bytes
    """For the function of PKCS #12: UTF-16 with two zero octets at its end (RFC 7292, appendix B.1)."""


def secrets(password: str) -> tuple[Secret, ...]:
    """Return the forms of `password`; an empty one has two, since programs disagree whether its end is hashed.

    Raises `UnicodeEncodeError` where it holds a lone surrogate.
    """
    found = Secret(password.encode(), password.encode("utf-16-be") + b"\0\0")
    return (found,) if password else (found, Secret(b"", b""))


def derive(name: str, secret: Secret, salt: bytes, rounds: int, purpose: int, size: int) -> bytes:
    """Return `size` octets for `purpose` by the hash `name` (RFC 7292, appendix B.2)."""
    block = hashlib.new(name).block_size
    mixed = _filled(salt, block) + _filled(secret.wide, block)
    found = b""
    while len(found) < size:
        digest = hashlib.new(name, bytes((purpose,)) * block + mixed).digest()
        for _ in range(rounds - 1):
            digest = hashlib.new(name, digest).digest()
        found += digest
        step = int.from_bytes((digest * block)[:block], "big") + 1
        parts = (int.from_bytes(mixed[at : at + block], "big") + step for at in range(0, len(mixed), block))
        mixed = b"".join((part % (1 << 8 * block)).to_bytes(block, "big") for part in parts)
    return found[:size]


def _filled(octets: bytes, block: int) -> bytes:
    """Return `octets` repeated up to whole blocks."""
    size = block * -(-len(octets) // block)
    return (octets * (size // len(octets) + 1))[:size] if octets else b""


def pbkdf2(algorithm: bytes, secret: Secret, size: int | None, budget: Budget) -> bytes:
    """Return the key that the AlgorithmIdentifier's content `algorithm` asks for (RFC 8018, appendix A.2).

    `size` is the cipher's own in octets, None where only the algorithm says it.
    """
    oid, parameters = oids.cut_algorithm(algorithm)
    if oid != PBKDF2:
        raise NotReadHereError("its key is made by a function that is not known here")
    fields = values(sole(parameters, SEQUENCE, "its key derivation"))
    if [tag for tag, _ in fields[:2]] != [OCTET_STRING, INTEGER]:
        raise DerError("its key derivation has no salt and count")
    salt, rounds = fields[0][1], decode_integer(fields[1][1])
    stated = next((decode_integer(octets) for tag, octets in fields[2:] if tag == INTEGER), None)
    prf = next((oids.cut_algorithm(octets)[0] for tag, octets in fields[2:] if tag == SEQUENCE), "1.2.840.113549.2.7")
    if prf not in PRFS:
        raise NotReadHereError("its key derivation uses a hash that is not known here")
    length = size or stated or 0
    if not 0 < length <= 64 or (stated is not None and stated != length):
        raise DerError("its key derivation gives a key of another length than its cipher takes")
    return hashlib.pbkdf2_hmac(PRFS[prf], secret.utf8, salt, budget.spend(rounds), length)
