"""What a password unlocks: the check over a container, and the text under a cipher (RFC 7292; RFC 8018; RFC 9579)."""

import hashlib
import hmac
from dataclasses import dataclass

from inspector.chain import oids
from inspector.chain.der import INTEGER, OCTET_STRING, SEQUENCE, DerError, sole, values
from inspector.chain.pkcs12 import rc2
from inspector.chain.pkcs12.derivation import IV, KEY, MAC, PRFS, Budget, NotReadHereError, Secret, derive, pbkdf2
from inspector.chain.primitive import decode_integer

_PBMAC1 = "1.2.840.113549.1.5.14"
_PBES2 = "1.2.840.113549.1.5.13"
_OLD = {
    "1.2.840.113549.1.12.1.3": ("3DES", 24),
    "1.2.840.113549.1.12.1.4": ("3DES", 16),
    "1.2.840.113549.1.12.1.5": ("RC2", 16),
    "1.2.840.113549.1.12.1.6": ("RC2", 5),
}
_CIPHERS = {
    "2.16.840.1.101.3.4.1.2": ("AES", 16),
    "2.16.840.1.101.3.4.1.22": ("AES", 24),
    "2.16.840.1.101.3.4.1.42": ("AES", 32),
    "1.2.840.113549.3.7": ("3DES", 24),
}
_BLOCKS = {"AES": 16, "3DES": 8, "RC2": 8}
_UNKNOWN = "it is locked in a way that is not known here"


class WrongPasswordError(Exception):
    """The password does not open the container."""


@dataclass(frozen=True, slots=True)
class Locked:
    """A text under a cipher."""

    algorithm: bytes
    """Content of the AlgorithmIdentifier."""

    text: bytes
    """The octets under the cipher."""


def check_mac(mac: bytes, content: bytes, secret: Secret, budget: Budget) -> bool:
    """Return whether `secret` is the one that the MacData content `mac` was made with over `content`.

    Raises `NotReadHereError` for a check that is not known here, and `DerError` for a broken one.
    """
    fields = values(mac)
    if [tag for tag, _ in fields[:2]] != [SEQUENCE, OCTET_STRING]:
        raise DerError("its check has not the form that the standard gives it")
    (_, algorithm), (_, wanted) = values(fields[0][1])
    oid, parameters = oids.cut_algorithm(algorithm)
    if oid == _PBMAC1:
        return hmac.compare_digest(_pbmac1(parameters, content, secret, budget), wanted)
    name = oids.HASHES.get(oid, "").lower()
    if name not in ("sha1", "sha224", "sha256", "sha384", "sha512"):
        raise NotReadHereError("its check uses a hash that is not known here")
    rounds = budget.spend(decode_integer(fields[2][1]) if len(fields) > 2 else 1)
    key = derive(name, secret, fields[1][1], rounds, MAC, hashlib.new(name).digest_size)
    return hmac.compare_digest(hmac.digest(key, content, name), wanted)


def _pbmac1(parameters: bytes, content: bytes, secret: Secret, budget: Budget) -> bytes:
    (_, derivation), (_, scheme) = values(sole(parameters, SEQUENCE, "its check"))
    oid = oids.cut_algorithm(scheme)[0]
    if oid not in PRFS:
        raise NotReadHereError("its check uses a hash that is not known here")
    return hmac.digest(pbkdf2(derivation, secret, None, budget), content, PRFS[oid])


def unlock(locked: Locked, secret: Secret, budget: Budget) -> bytes:
    """Return the text in the clear; raises `WrongPasswordError` where its end is not as the cipher leaves it.

    Raises `NotReadHereError` for a cipher that is not known here, and `DerError` for a broken description of it.
    """
    oid, parameters = oids.cut_algorithm(locked.algorithm)
    if oid == _PBES2:
        cipher, key, iv = _modern(parameters, secret, budget)
    elif oid in _OLD:
        cipher, key, iv = _old(oid, parameters, secret, budget)
    else:
        raise NotReadHereError(_UNKNOWN)
    block = _BLOCKS[cipher]
    if len(iv) != block or len(locked.text) % block or not locked.text:
        raise DerError("its locked part has not the length of a locked part")
    clear = _decrypt(cipher, key, iv, locked.text)
    filled = clear[-1]
    if not 1 <= filled <= block or clear[-filled:] != bytes((filled,)) * filled:
        raise WrongPasswordError
    return clear[:-filled]


def _old(oid: str, parameters: bytes, secret: Secret, budget: Budget) -> tuple[str, bytes, bytes]:
    """Return cipher, key and IV of a scheme of RFC 7292, appendix C."""
    (kind, salt), (number, rounds) = values(sole(parameters, SEQUENCE, "its cipher"))
    if (kind, number) != (OCTET_STRING, INTEGER):
        raise DerError("its cipher has no salt and count")
    cipher, size = _OLD[oid]
    count = budget.spend(decode_integer(rounds), 3)
    key = derive("sha1", secret, salt, count, KEY, size)
    if cipher == "3DES" and size == 16:
        key += key[:8]
    return cipher, key, derive("sha1", secret, salt, count, IV, _BLOCKS[cipher])


def _modern(parameters: bytes, secret: Secret, budget: Budget) -> tuple[str, bytes, bytes]:
    """Return cipher, key and IV of PBES2 (RFC 8018, appendix A.4)."""
    (_, derivation), (_, scheme) = values(sole(parameters, SEQUENCE, "its cipher"))
    oid, iv = oids.cut_algorithm(scheme)
    if oid not in _CIPHERS:
        raise NotReadHereError(_UNKNOWN)
    cipher, size = _CIPHERS[oid]
    return cipher, pbkdf2(derivation, secret, size, budget), sole(iv, OCTET_STRING, "the beginning of its cipher")


def _decrypt(cipher: str, key: bytes, iv: bytes, text: bytes) -> bytes:
    if cipher == "RC2":
        if len(text) > rc2.LARGEST:
            raise NotReadHereError("its locked part is too large for so old a cipher")
        return rc2.decrypt(key, iv, text)
    from cryptography.hazmat.decrepit.ciphers.algorithms import TripleDES
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    algorithm = algorithms.AES(key) if cipher == "AES" else TripleDES(key)
    reader = Cipher(algorithm, modes.CBC(iv)).decryptor()
    return reader.update(text) + reader.finalize()
