"""A public key: its type and size by its own bytes, its pin, and whether clients agree on that pin."""

from dataclasses import dataclass, field

from inspector.chain import oids
from inspector.chain.der import BIT_STRING, INTEGER, NULL, OID, SEQUENCE, DerError, sole, values
from inspector.chain.pin import Pin


@dataclass(frozen=True, slots=True)
class Key:
    """A SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7)."""

    spki: bytes = field(repr=False)
    """The DER bytes as they stand in the certificate."""

    type: str
    """`RSA`, `RSASSA-PSS`, `EC`, `Ed25519`, …, or the algorithm's OID."""

    bits: int | None
    """Modulus or field size in bits; None where unknown."""

    curve: str | None
    """Curve name such as `P-256` for EC keys, else None."""

    label: str
    """What people call it: `RSA 2048`, `EC P-256`, `Ed25519`."""

    reencoded_pin: Pin | None = None
    """The pin that clients which re-encode the key would compute, where it differs from `pin`; else None."""

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
        return Key(spki, "unknown", None, None, "unreadable key", None, (str(error),))
    problems: list[str] = []
    kind = oids.KEYS.get(oid) or oids.POST_QUANTUM.get(oid) or oid
    size: int | None = None
    curve: str | None = None
    canonical = False
    try:
        if oid in (oids.RSA, oids.RSASSA_PSS, "1.2.840.113549.1.1.7"):
            size = _rsa_bits(bits, problems)
            canonical = oid == oids.RSA and parameters == b"\x05\x00"
        elif oid == oids.EC:
            curve, size = _curve(parameters)
            canonical = curve is not None and bits[:1] == b"\x04"
        elif oid in oids.FIXED_KEYS:
            kind, size = oids.FIXED_KEYS[oid]
            canonical = not parameters
    except DerError as error:
        problems.append(str(error))
    label = " ".join(str(part) for part in (kind, curve or (None if oid in oids.FIXED_KEYS else size)) if part)
    return Key(spki, kind, size, curve, label, None if canonical else _reencoded(spki), tuple(problems))


def _cut(spki: bytes) -> tuple[str, bytes, bytes]:
    fields = values(sole(spki, SEQUENCE, "the key"))
    if [tag for tag, _ in fields] != [SEQUENCE, BIT_STRING]:
        raise DerError("the key is not an algorithm and a bit string")
    algorithm = values(fields[0][1])
    if not algorithm or algorithm[0][0] != OID or len(algorithm) > 2:
        raise DerError("the key's algorithm is not an object identifier with parameters")
    bits = fields[1][1]
    if not bits:
        raise DerError("the key's bit string is empty")
    if bits[0]:
        raise DerError("the key's bit string does not end on a whole octet")
    parameters = fields[0][1][2 + len(algorithm[0][1]) :]
    return oids.dotted(algorithm[0][1]), parameters, bits[1:]


def _rsa_bits(bits: bytes, problems: list[str]) -> int:
    numbers = values(sole(bits, SEQUENCE, "the RSA key"))
    if [tag for tag, _ in numbers] != [INTEGER, INTEGER]:
        raise DerError("the RSA key is not a modulus and an exponent")
    modulus, exponent = (int.from_bytes(octets, "big", signed=True) for _, octets in numbers)
    if modulus <= 0:
        problems.append("the modulus is not positive")
    elif not modulus & 1:
        problems.append("the modulus is even")
    if exponent < 3 or not exponent & 1:
        problems.append("the exponent is not an odd number above 1")
    return max(modulus, 0).bit_length()


def _curve(parameters: bytes) -> tuple[str | None, int | None]:
    if not parameters:
        raise DerError("the key names no curve")
    tag = parameters[0]
    if tag == OID:
        oid = oids.dotted(sole(parameters, OID, "the curve"))
        return oids.CURVES.get(oid, (oid, None))
    if tag == SEQUENCE:
        raise DerError("the key spells out its curve instead of naming it, and most clients refuse that")
    if tag == NULL:
        raise DerError("the key inherits its curve from its issuer")
    raise DerError("the key's curve cannot be read")


def _reencoded(spki: bytes) -> Pin | None:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

    try:
        key = load_der_public_key(spki)
        pin = Pin.of(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    except Exception:  # noqa: BLE001
        return None
    return pin if pin != Pin.of(spki) else None
