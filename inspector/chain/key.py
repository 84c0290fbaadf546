"""A public key: its type and size by its own bytes, its pin, and whether clients agree on that pin."""

from dataclasses import dataclass, field

from inspector.chain import oids
from inspector.chain.curve import check_point, read_curve
from inspector.chain.der import BIT_STRING, INTEGER, NULL_VALUE, SEQUENCE, DerError, sole, values
from inspector.chain.key_encoding import reencode
from inspector.chain.pin import Pin


@dataclass(frozen=True, slots=True)
class Key:
    """A SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7)."""

    spki: bytes = field(repr=False)
    """The DER bytes as they stand in the certificate."""

    type: str
    """`RSA`, `RSASSA-PSS`, `EC`, `Ed25519`, …, or the algorithm's OID; `unknown` where that cannot be read."""

    bits: int | None
    """Modulus or field size in bits; None where unknown."""

    curve: str | None
    """Curve name such as `P-256` for EC keys, or the curve's OID; None for other keys and unnamed curves."""

    label: str
    """What people call it: `RSA 2048`, `EC P-256`, `Ed25519`."""

    reencoded_pin: Pin | None = None
    """The pin that clients which re-encode the key would compute, where it differs from `pin`; else None."""

    reencoded_by: str = ""
    """One clause that says which clients re-encode it and how; empty where `reencoded_pin` is None."""

    problems: tuple[str, ...] = ()
    """One clause for each thing that could not be read, or that no sound key has; empty for an ordinary key."""

    @property
    def pin(self) -> Pin:
        """SHA-256 over the SubjectPublicKeyInfo bytes."""
        return Pin.of(self.spki)


def parse_key(spki: bytes) -> Key:
    """Return the key in the DER SubjectPublicKeyInfo `spki`; never raises for an unknown or broken key."""
    try:
        oid, parameters, bits = _cut(spki)
    except DerError as error:
        return Key(spki, "unknown", None, None, "unreadable key", problems=(str(error),))
    problems: list[str] = []
    kind, size = oids.KEYS.get(oid, (oid, None))
    curve: str | None = None
    label = kind
    try:
        if oid == oids.EC:
            curve, size, label = read_curve(parameters, problems)
            check_point(curve, size, _whole_octets(bits), problems)
        elif oid in (oids.RSA, oids.RSASSA_PSS, oids.RSAES_OAEP):
            size = _rsa_bits(_whole_octets(bits), problems)
            label = f"{kind} {size}"
            if oid == oids.RSA and parameters not in (b"", NULL_VALUE):
                problems.append("its algorithm has parameters other than NULL")
        elif oid == oids.DSA:
            size = _dsa_bits(parameters)
            label = f"{kind} {size}"
        else:
            _whole_octets(bits)
    except DerError as error:
        problems.append(str(error))
    other, by = reencode(spki, oid, parameters, bits)
    return Key(spki, kind, size, curve, label, Pin.of(other) if other else None, by, tuple(problems))


def _cut(spki: bytes) -> tuple[str, bytes, bytes]:
    """Return the algorithm's OID, its parameters with their header, and the octets of the bit string."""
    fields = values(sole(spki, SEQUENCE, "the key"))
    if [tag for tag, _ in fields] != [SEQUENCE, BIT_STRING]:
        raise DerError("it is not an algorithm and a bit string")
    return *oids.cut_algorithm(fields[0][1]), fields[1][1]


def _whole_octets(bits: bytes) -> bytes:
    if len(bits) < 2:
        raise DerError("its bit string is empty")
    if bits[0]:
        raise DerError("its bit string does not end on a whole octet")
    return bits[1:]


def _rsa_bits(content: bytes, problems: list[str]) -> int:
    numbers = values(sole(content, SEQUENCE, "the RSA key"))
    if [tag for tag, _ in numbers] != [INTEGER, INTEGER]:
        raise DerError("it is not a modulus and an exponent")
    modulus, exponent = (int.from_bytes(octets, "big", signed=True) for _, octets in numbers)
    if modulus <= 0 or not modulus & 1:
        problems.append("its modulus is not a positive odd number")
    if exponent < 3 or not exponent & 1:
        problems.append("its exponent is not an odd number above 1")
    return max(modulus, 0).bit_length()


def _dsa_bits(parameters: bytes) -> int:
    if not parameters:
        raise DerError("it inherits its parameters from its issuer, and clients disagree about its pin")
    numbers = values(sole(parameters, SEQUENCE, "the DSA parameters"))
    if [tag for tag, _ in numbers] != [INTEGER, INTEGER, INTEGER]:
        raise DerError("its DSA parameters are not three numbers")
    return int.from_bytes(numbers[0][1], "big").bit_length()
