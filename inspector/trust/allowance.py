"""What cryptography's verifier refuses and Android takes, so that a path is judged by our own rules instead."""

from collections.abc import Sequence

from inspector.chain.certificate import Certificate
from inspector.chain.der import DerError, cut_certificate, values
from inspector.trust.directories import directory_allowance
from inspector.trust.rules import has_name_constraints

_SERIAL_DIGITS = 42
_VERIFIER_RSA_BITS = 2048
_GENERALIZED_TIME = 0x18


def allowance(path: Sequence[Certificate]) -> str:
    """Return the first such thing in `path` as a visible clause; empty where there is none.

    The verifier's rules are those of the CA/Browser Forum (sections 6.1.5 and 7.1). Conscrypt takes RSA from 1024 bits
    on (ChainStrengthAnalyzer), any version of an anchor, any serial number and both forms of time, and does not count
    self-issued certificates for the length of a path (RFC 5280, section 4.2.1.9). Of a path with name constraints only
    those on directory names are such a thing.
    """
    if has_name_constraints(path):
        return directory_allowance(path)
    for index, item in enumerate(path):
        name = item.subject.readable
        if index and item.key.type == "RSA" and (item.key.bits or 0) < _VERIFIER_RSA_BITS:
            return f"{name} signs with an RSA key of less than {_VERIFIER_RSA_BITS} bits"
        if 0 < index < len(path) - 1 and item.is_self_issued:
            return f"{name} issued itself, which does not count for the length of the path"
        if index == len(path) - 1 and item.version in (1, 2):
            return f"the root {name} is a certificate of version {item.version}"
        if len(item.serial) > _SERIAL_DIGITS or item.serial[0] in "89abcdef":
            return f"the serial number of {name} is negative or longer than 20 octets"
        if _has_long_time(item):
            return f"a date of {name} before 2050 is written in the long form"
    return ""


def _has_long_time(item: Certificate) -> bool:
    """Whether a year before 2050 is written with four digits (RFC 5280, section 4.1.2.5, asks for two)."""
    try:
        times = values(cut_certificate(item.der).validity)
    except DerError:
        return False
    return any(tag == _GENERALIZED_TIME and text < b"2050" for tag, text in times)
