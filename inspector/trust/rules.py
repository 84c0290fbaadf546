"""What is wrong with a path in plain words: dates, authority, strength, usage, constraints, the name."""

from collections.abc import Callable, Sequence
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.match import match_host

Path = Sequence[Certificate]

_BROKEN_HASHES = ("MD2", "MD4", "MD5", "SHA1")
_SHORTEST = {"RSA": 1024, "RSASSA-PSS": 1024}
_NOT_FOR_TLS = frozenset({"DSA", "DH", "ECDH", "RSAES-OAEP", "X25519", "X448", "unknown"})
_CURVES = frozenset({"P-224", "P-256", "P-384", "P-521"})
_UNDERSTOOD = frozenset(("1.3.6.1.5.5.7.1.1", *(f"2.5.29.{arc}" for arc in (14, 15, 17, 19, 30, 35, 37))))
_KEY_USAGE = "2.5.29.15"
_EXTENDED_USAGE = "2.5.29.37"
_NAME_CONSTRAINTS = "2.5.29.30"


def objection(path: Path, at: datetime) -> str:
    """Return the first thing that is wrong with `path` at `at`, whatever its host, as one visible sentence.

    Empty where nothing is. Signatures and name constraints are not looked at. Rules: RFC 5280, section 6.1, with the
    weak keys and hashes that Android, the JDK and browsers refuse. Unlike Android, the anchor's dates count.
    """
    for rule in _RULES:
        reason = rule(path, at)
        if reason:
            return reason
    return ""


def name_objection(leaf: Certificate, name: str) -> str:
    """Return why `leaf` is not for the host `name`, as one visible sentence; empty where it is."""
    match = match_host(name, leaf)
    return "" if match.matched else f"The name does not match: {match.reason}."


def has_name_constraints(path: Path) -> bool:
    """Whether a certificate of the path limits names (RFC 5280, section 4.2.1.10)."""
    return any(_extension(item, _NAME_CONSTRAINTS) for item in path)


def _dates(path: Path, at: datetime) -> str:
    for index, item in enumerate(path):
        who = _who(path, index)
        if item.not_before is None or item.not_after is None:
            return f"{who} has dates that cannot be read."
        if at > item.not_after:
            return f"{who} expired on {item.not_after:%Y-%m-%d}."
        if at < item.not_before:
            return f"{who} is not valid before {item.not_before:%Y-%m-%d}."
    return ""


def _authorities(path: Path, at: datetime) -> str:
    del at
    below = 0
    for index, item in enumerate(path[1:], 1):
        who = _who(path, index)
        old_anchor = index == len(path) - 1 and item.version in (1, 2)
        if not item.is_ca and not old_anchor:
            return f"{who} signed a certificate and is no authority: its basic constraints do not say CA."
        if item.path_length is not None and item.path_length < below:
            return f"{who} allows {_count(item.path_length)} below it, and there {_are(below)}."
        if _extension(item, _KEY_USAGE) and "keyCertSign" not in item.key_usages:
            return f"{who} signed a certificate, which its key usage does not allow."
        below += not item.is_self_issued
    return ""


def _strength(path: Path, at: datetime) -> str:
    del at
    for index, item in enumerate(path[: max(1, len(path) - 1)]):
        if item.signature.startswith(_BROKEN_HASHES):
            return f"{_who(path, index)} is signed using {item.signature}, which clients refuse as broken."
    for index, item in enumerate(path):
        if item.key.type in _NOT_FOR_TLS or (item.key.type == "EC" and item.key.curve not in _CURVES):
            return f"{_who(path, index)} has a key of a kind that TLS clients do not take: {item.key.label}."
        shortest = _SHORTEST.get(item.key.type)
        if shortest is not None and item.key.bits is not None and item.key.bits < shortest:
            return f"{_who(path, index)} has a key of {item.key.bits} bits, which is too short for any client."
    return ""


def _usages(path: Path, at: datetime) -> str:
    del at
    for index, item in enumerate(path):
        allowed = {"serverAuth", "anyExtendedKeyUsage"}
        if _extension(item, _EXTENDED_USAGE) and not allowed.intersection(item.extended_usages):
            return f"{_who(path, index)} is not for TLS servers: its extended key usage says something else."
    return ""


def _critical(path: Path, at: datetime) -> str:
    del at
    for index, item in enumerate(path):
        for extension in item.extensions:
            if extension.critical and extension.oid not in _UNDERSTOOD:
                return f"{_who(path, index)} has a critical extension that few clients know: {extension.name}."
    return ""


_RULES: tuple[Callable[[Path, datetime], str], ...] = (_dates, _authorities, _strength, _usages, _critical)


def _who(path: Path, index: int) -> str:
    role = "The leaf" if index == 0 else "The root" if index == len(path) - 1 else "The intermediate"
    return f"{role} {path[index].subject.readable}"


def _count(number: int) -> str:
    return "no further authority" if number == 0 else f"{number} further authorit{'y' if number == 1 else 'ies'}"


def _are(number: int) -> str:
    return "is 1" if number == 1 else f"are {number}"


def _extension(item: Certificate, oid: str) -> bool:
    return any(extension.oid == oid for extension in item.extensions)
