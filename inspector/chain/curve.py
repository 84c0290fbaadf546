"""Elliptic curves: which one a key is on, and whether its point is (RFC 5480; SEC 1, section 2.3.4)."""

from inspector.chain import oids
from inspector.chain.der import INTEGER, NULL, OID, SEQUENCE, DerError, sole, values

_PRIME_FIELD = bytes.fromhex("2a8648ce3d0101")
_NIST = {
    "P-256": (
        2**256 - 2**224 + 2**192 + 2**96 - 1,
        0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    ),
    "P-384": (
        2**384 - 2**128 - 2**96 + 2**32 - 1,
        int(
            "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF",
            16,
        ),
    ),
    "P-521": (
        2**521 - 1,
        int(
            "0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF1"
            "09E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B50"
            "3F00",
            16,
        ),
    ),
}
"""Prime and b of the curves y² = x³ - 3x + b that public certificates use (FIPS 186-4, appendix D.1.2)."""


def read_curve(parameters: bytes, problems: list[str]) -> tuple[str | None, int | None, str]:
    """Return name, field size in bits and label of the curve in an EC key's parameters (RFC 5480, section 2.1.1).

    Name and size are None where they are not told; why not is appended to `problems`. Raises `DerError`.
    """
    tag = parameters[0] if parameters else None
    if tag == OID:
        oid = oids.dotted(sole(parameters, OID, "its curve"))
        name, bits = oids.CURVES.get(oid, (oid, None))
        return name, bits, f"EC {name}"
    if tag == SEQUENCE:
        problems.append("it spells out its curve instead of naming it, and most clients refuse that")
        return None, _explicit_bits(parameters), "EC (explicit parameters)"
    problems.append("it inherits its curve from its issuer" if tag == NULL else "it names no curve")
    return None, None, "EC"


def _explicit_bits(parameters: bytes) -> int | None:
    """Return the length of the prime in ECParameters (X9.62), or None."""
    try:
        field = values(values(sole(parameters, SEQUENCE, "its curve"))[1][1])
    except (DerError, IndexError):
        return None
    if [tag for tag, _ in field] != [OID, INTEGER] or field[0][1] != _PRIME_FIELD:
        return None
    return int.from_bytes(field[1][1], "big").bit_length()


def check_point(curve: str | None, bits: int | None, point: bytes, problems: list[str]) -> None:
    """Append to `problems` what is wrong with a key's point, as far as its curve is known."""
    if point == b"\0":
        problems.append("its point is the one at infinity")
        return
    if bits is None or curve is None:
        return
    octets = (bits + 7) // 8
    if len(point) != {4: 2 * octets + 1, 2: octets + 1, 3: octets + 1}.get(point[0]):
        problems.append("its point has not the length that its curve asks for")
    elif curve in _NIST and point[0] == 4:
        prime, b = _NIST[curve]
        x, y = int.from_bytes(point[1 : octets + 1], "big"), int.from_bytes(point[octets + 1 :], "big")
        if (y * y - (x * x * x - 3 * x + b)) % prime or max(x, y) >= prime:
            problems.append("its point is not on its curve")
