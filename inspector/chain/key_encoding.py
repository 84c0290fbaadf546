"""How clients that decode a key and encode it again write it, where that gives other bytes and so another pin.

Measured on the same keys with JDK 17, Conscrypt 2.5.2 (Android's provider) and Python's cryptography 50.
"""

from inspector.chain import oids
from inspector.chain.der import BIT_STRING, NULL_VALUE, OID, SEQUENCE, encode, read, sole, values

_WANT_NULL = frozenset({oids.RSA, oids.DSA})
_WANT_NOTHING = frozenset({oids.RSASSA_PSS, "1.3.101.110", "1.3.101.111", "1.3.101.112", "1.3.101.113"})
_DIFFIE_HELLMAN = "1.2.840.113549.1.3.1"
_SHORTEST = "clients that decode it write its lengths in the shortest form"


def reencode(spki: bytes, oid: str, parameters: bytes, bits: bytes) -> tuple[bytes | None, str]:
    """Return the other bytes that some clients hash, and a clause that says which; None where all clients agree.

    `parameters` stand with their header, `bits` are the octets of the bit string.
    """
    if oid == oids.EC:
        return _ec(spki, parameters, bits)
    if not parameters and oid in _WANT_NULL:
        return _rebuilt(spki, NULL_VALUE, bits), "Java and Android put back the NULL that it lacks"
    if parameters == NULL_VALUE and oid in _WANT_NOTHING:
        return _rebuilt(spki, b"", bits), "Java and Android leave out its NULL"
    if not parameters and oid not in _WANT_NOTHING and oid != _DIFFIE_HELLMAN:
        return _rebuilt(
            spki, NULL_VALUE, bits
        ), "Java adds a NULL to a kind of key that it does not know, Android does not"
    if oid == oids.RSASSA_PSS:
        other = _by_library(spki)
        return (None, "") if other == spki else (other, "programs on Python's cryptography make it a plain RSA key")
    shortest = _rebuilt(spki, parameters, bits)
    return (None, "") if shortest == spki else (shortest, _SHORTEST)


def _rebuilt(spki: bytes, parameters: bytes, bits: bytes) -> bytes:
    """Return the key with `parameters` and with its outer lengths in the shortest form."""
    algorithm = values(sole(spki, SEQUENCE, "the key"))[0][1]
    _, start, stop = read(algorithm, 0, len(algorithm))
    named = encode(OID, algorithm[start:stop])
    return encode(SEQUENCE, encode(SEQUENCE, named + parameters) + encode(BIT_STRING, bits))


def _ec(spki: bytes, parameters: bytes, bits: bytes) -> tuple[bytes | None, str]:
    is_named, is_expanded = parameters[:1] == bytes((OID,)), bits[:2] == b"\0\x04"
    if is_named and is_expanded:
        shortest = _rebuilt(spki, parameters, bits)
        return (None, "") if shortest == spki else (shortest, _SHORTEST)
    other = _by_library(spki)
    if other is None or other == spki:
        return None, ""
    if is_named:
        return other, "Android expands its compressed point"
    return other, "programs on Python's cryptography name the curve that it spells out"


def _by_library(spki: bytes) -> bytes | None:
    import warnings

    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return load_der_public_key(spki).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        except Exception:  # noqa: BLE001
            return None
