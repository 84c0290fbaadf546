"""Private keys that tests put into files, and looking for any part of them in what is told."""

import base64
import re

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey

LENGTH = 16
"""Characters of a secret that must not be told together."""

_SPACING = re.compile(r"[\s:,\\│|]|&#160;|&nbsp;")
"""What may stand between the characters of a number or of base64 on screens, in pictures and in dumps."""


def pem_of(key: Key, form: PrivateFormat) -> str:
    """Return the key as PEM that is not encrypted."""
    return key.private_bytes(Encoding.PEM, form, NoEncryption()).decode()


def body_of(pem: str) -> str:
    """Return the base64 of a PEM block on one line."""
    return "".join(line for line in pem.splitlines() if "-----" not in line)


def runs_of_key(key: Key, form: PrivateFormat) -> frozenset[str]:
    """Return every run of the secret numbers of `key`: of its base64 as it stands in the file, hexadecimal, decimal."""
    text = body_of(pem_of(key, form))
    der = base64.b64decode(text)
    runs = set[str]()
    for secret in _secrets(key):
        octets = secret.to_bytes((secret.bit_length() + 7) // 8, "big")
        if octets in der:
            place = der.index(octets)
            runs |= runs_of(text[-(-place * 8 // 6) : (place + len(octets)) * 8 // 6])
        for skipped in range(3):
            runs |= runs_of(base64.b64encode(octets[skipped:]).decode().rstrip("="))
        runs |= runs_of(octets.hex()) | runs_of(str(secret))
    return frozenset(runs)


def _secrets(key: Key) -> tuple[int, ...]:
    numbers = key.private_numbers()
    if isinstance(numbers, rsa.RSAPrivateNumbers):
        return (numbers.d, numbers.p, numbers.q, numbers.dmp1, numbers.dmq1, numbers.iqmp)
    return (numbers.private_value,)


def runs_of(secret: str) -> frozenset[str]:
    """Return every run of so many characters of `secret`, lower case."""
    return frozenset(secret[place : place + LENGTH].lower() for place in range(len(secret) - LENGTH + 1))


def told_in(text: str, runs: frozenset[str]) -> list[str]:
    """Return the runs that stand in `text`, whatever stands between their characters."""
    plain = _SPACING.sub("", text).lower().replace("-", "+").replace("_", "/")
    return sorted(runs & {plain[place : place + LENGTH] for place in range(len(plain) - LENGTH + 1)})
