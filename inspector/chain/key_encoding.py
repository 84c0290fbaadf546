"""How clients that decode a key and encode it again would write it, where that gives other bytes and so another pin."""

from inspector.chain import oids
from inspector.chain.der import BIT_STRING, INTEGER, OID, SEQUENCE, DerError, encode, sole, values

_NO_PARAMETERS = b"\x05\x00"
_RSA_ALGORITHM = bytes.fromhex("300d06092a864886f70d0101010500")
_JAVA_KNOWS = frozenset(
    {
        oids.RSA,
        oids.RSASSA_PSS,
        oids.EC,
        oids.DSA,
        "1.2.840.113549.1.3.1",
        "1.3.101.110",
        "1.3.101.111",
        "1.3.101.112",
        "1.3.101.113",
    }
)
_SHORTEST = "clients that decode it write its lengths in the shortest form"


def reencode(spki: bytes, oid: str, parameters: bytes, bits: bytes) -> tuple[bytes | None, str]:
    """Return the other bytes that some clients hash, and a clause that says which; None where all clients agree.

    `parameters` stand with their header, `bits` are the octets of the bit string. Measured: Python's cryptography
    turns RSASSA-PSS keys into plain RSA keys, expands points and names explicit curves; Java and Conscrypt put a
    missing NULL back into RSA keys; Java 17 adds a NULL to key types that it does not know.
    """
    match oid:
        case oids.RSA | oids.RSASSA_PSS:
            return _rsa(spki, oid, parameters, bits)
        case oids.EC:
            return _ec(spki, parameters, bits)
    if not parameters and oid not in _JAVA_KNOWS:
        return _rebuilt(spki, _NO_PARAMETERS, bits), "Java adds a NULL to a kind of key that it does not know"
    shortest = _rebuilt(spki, parameters, bits)
    return (None, "") if shortest == spki else (shortest, _SHORTEST)


def _rebuilt(spki: bytes, parameters: bytes, bits: bytes) -> bytes:
    """Return the key with `parameters` and with lengths in the shortest form."""
    algorithm = values(sole(spki, SEQUENCE, "the key"))[0][1]
    oid = values(algorithm)[0][1]
    return encode(SEQUENCE, encode(SEQUENCE, encode(OID, oid) + parameters) + encode(BIT_STRING, bits))


def _rsa(spki: bytes, oid: str, parameters: bytes, bits: bytes) -> tuple[bytes | None, str]:
    if oid == oids.RSA and parameters not in (b"", _NO_PARAMETERS):
        return None, ""
    try:
        numbers = [int.from_bytes(octets, "big", signed=True) for _, octets in values(sole(bits[1:], SEQUENCE, ""))]
    except DerError:
        return None, ""
    if len(numbers) != 2 or min(numbers) <= 0 or bits[0]:
        return None, ""
    key = encode(SEQUENCE, b"".join(encode(INTEGER, _octets(number)) for number in numbers))
    plain = encode(SEQUENCE, _RSA_ALGORITHM + encode(BIT_STRING, b"\0" + key))
    if plain == spki:
        return None, ""
    if oid == oids.RSASSA_PSS:
        return plain, "programs on Python's cryptography turn it into a plain RSA key"
    return plain, _SHORTEST if parameters else "Java and Android put back the NULL that it lacks"


def _octets(number: int) -> bytes:
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def _ec(spki: bytes, parameters: bytes, bits: bytes) -> tuple[bytes | None, str]:
    named, expanded = parameters[:1] == bytes((OID,)), bits[:2] == b"\0\x04"
    if named and expanded and _rebuilt(spki, parameters, bits) == spki:
        return None, ""
    other = _by_library(spki)
    if other is None or other == spki:
        return None, ""
    if not named:
        return other, "clients that decode it name the curve that it spells out"
    return other, _SHORTEST if expanded else "clients that decode it expand its compressed point"


def _by_library(spki: bytes) -> bytes | None:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

    try:
        return load_der_public_key(spki).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except Exception:  # noqa: BLE001
        return None
