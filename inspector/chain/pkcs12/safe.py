"""The certificates in a PKCS #12 container (RFC 7292, section 4); its private keys stay locked."""

from dataclasses import dataclass

from inspector.chain import oids
from inspector.chain.ber import definite, joined_octets
from inspector.chain.der import INTEGER, OCTET_STRING, OID, SEQUENCE, DerError, read, sole, values
from inspector.chain.pkcs12.decryption import Locked, WrongPasswordError, check_mac, unlock
from inspector.chain.pkcs12.derivation import Budget, NotReadHereError, Secret, secrets

MAX_NESTING = 4
"""Deepest nesting of bags in bags that is looked into."""

_DATA, _ENCRYPTED = "1.2.840.113549.1.7.1", "1.2.840.113549.1.7.6"
_BAGS = "1.2.840.113549.1.12.10.1."
_PLAIN_KEY, _LOCKED_KEY, _CERTIFICATE, _LIST, _NESTED = (f"{_BAGS}{number}" for number in (1, 2, 3, 4, 6))
_X509 = "1.2.840.113549.1.9.22.1"
_NAMES = {
    _PLAIN_KEY: "a private key, which was not kept",
    _LOCKED_KEY: "a private key, which was left locked",
    _LIST: "a revocation list",
}


class PasswordError(Exception):
    """A container that only its password opens."""

    def __init__(self, *, wrong: bool) -> None:
        super().__init__()
        self.wrong = wrong
        """Whether a password was given and did not open it."""


@dataclass(frozen=True, slots=True)
class Safe:
    """What was found in a container."""

    certificates: tuple[bytes, ...]
    """As they stand in it, in their order; not yet looked into."""

    others: tuple[str, ...]
    """What else it holds, one noun phrase each."""


def read_safe(data: bytes, password: str | None) -> Safe:
    """Return the certificates in the PKCS #12 container `data`.

    Where certificates are locked the empty password is tried, and then `password`. What is not locked is read without
    one: nothing in a file is trusted because the file is whole. Raises `PasswordError`, and `DerError` with a clause
    for a container that is broken or not readable here.
    """
    try:
        content, mac = _open(data)
        parts = [_part(item) for _, item in values(sole(definite(content), SEQUENCE, "its content"))]
        if not any(isinstance(part, Locked) for part in parts):
            return _collect([part for part in parts if isinstance(part, bytes)])
        for given in dict.fromkeys(("", password or "")):
            for secret in secrets(given):
                found = _try(content, mac, parts, secret)
                if found is not None:
                    return found
    except DerError:
        raise
    except ValueError:
        raise DerError("it has not the form that the standard gives it") from None
    raise PasswordError(wrong=bool(password))


def _open(data: bytes) -> tuple[bytes, bytes | None]:
    """Return the octets that the check is over, and the content of the MacData, None where there is no check."""
    fields = values(sole(definite(data), SEQUENCE, "the container"))
    if [tag for tag, _ in fields[:2]] != [INTEGER, SEQUENCE]:
        raise DerError("it has no version and content")
    mac = fields[2][1] if len(fields) > 2 and fields[2][0] == SEQUENCE else None
    oid, inner = _info(fields[1][1])
    if oid != _DATA:
        raise NotReadHereError("it is locked to a certificate, not by a password")
    return sole(inner, OCTET_STRING, "its content"), mac


def _info(content: bytes) -> tuple[str, bytes]:
    """Return the type of a ContentInfo, and what stands inside its explicit tag."""
    (tag, oid), (explicit, inner) = values(content)
    if (tag, explicit) != (OID, 0xA0):
        raise DerError("a part of it is not a kind and a content")
    return oids.dotted(oid), inner


def _part(content: bytes) -> bytes | Locked:
    """Return the SafeContents of one part, or what it takes to unlock them."""
    oid, inner = _info(content)
    if oid == _DATA:
        return sole(inner, OCTET_STRING, "a part of it")
    if oid != _ENCRYPTED:
        raise NotReadHereError("a part of it is locked to a certificate, not by a password")
    (_, _), (_, info) = values(sole(inner, SEQUENCE, "a locked part"))[:2]
    (_, _), (_, algorithm), (tag, text) = values(info)[:3]
    return Locked(algorithm, joined_octets(text) if tag == 0xA0 else text)


def _try(content: bytes, mac: bytes | None, parts: list[bytes | Locked], secret: Secret) -> Safe | None:
    budget = Budget()
    try:
        if mac is not None and not check_mac(mac, content, secret, budget):
            return None
        return _collect([unlock(part, secret, budget) if isinstance(part, Locked) else part for part in parts])
    except WrongPasswordError:
        return None
    except NotReadHereError:
        raise
    except ValueError:
        if mac is None:
            return None
        raise


def _collect(contents: list[bytes]) -> Safe:
    certificates: list[bytes] = []
    others: list[str] = []
    for content in contents:
        _read_bags(content, certificates, others, 0)
    return Safe(tuple(certificates), tuple(others))


def _read_bags(content: bytes, certificates: list[bytes], others: list[str], depth: int) -> None:
    if depth > MAX_NESTING:
        raise DerError("the bags in it are nested too deep")
    for _, bag in values(sole(definite(content), SEQUENCE, "a part of it")):
        (_, kind), (_, value), *_ = values(bag)
        oid = oids.dotted(kind)
        if oid == _NESTED:
            _read_bags(value, certificates, others, depth + 1)
        elif oid == _CERTIFICATE:
            (_, form), (_, wrapped) = values(sole(value, SEQUENCE, "a certificate's bag"))
            if oids.dotted(form) == _X509:
                _, start, stop = read(wrapped, 0, len(wrapped))
                certificates.append(wrapped[start:stop])
            else:
                others.append("a certificate of another kind")
        else:
            others.append(_NAMES.get(oid, "something that is no certificate"))
