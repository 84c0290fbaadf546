"""The signature algorithm of a certificate by the name that people use (RFC 4055, 5758, 8410, 9881)."""

from inspector.chain import oids
from inspector.chain.der import SEQUENCE, DerError, sole, values
from inspector.chain.oids import cut_algorithm

_WITHOUT_PARAMETERS = ("ECDSA", "Ed25519", "Ed448", "ML-DSA", "SLH-DSA")


def read_signature(algorithm: bytes, outer: bytes, problems: list[str]) -> str:
    """Return what people call the AlgorithmIdentifier `algorithm`, or its OID, or `unreadable`; never raises.

    `outer` is the one beside the signature; what is odd about them is appended to `problems`.
    """
    if outer and outer != algorithm:
        problems.append("the algorithm beside the signature is not the one that was signed")
    try:
        oid, parameters = cut_algorithm(sole(algorithm, SEQUENCE, "the algorithm"))
    except DerError as error:
        problems.append(str(error))
        return "unreadable"
    name = oids.SIGNATURES.get(oid, oid)
    if oid == oids.RSASSA_PSS:
        return f"{_pss_hash(parameters, problems)} with RSASSA-PSS"
    if parameters and any(kind in name for kind in _WITHOUT_PARAMETERS):
        problems.append("the algorithm has parameters, and none may stand there")
    elif len(parameters) > 2 and name.endswith("RSA"):
        problems.append("the algorithm has parameters other than NULL")
    return name


def _pss_hash(parameters: bytes, problems: list[str]) -> str:
    """Return the hash in RSASSA-PSS-params; SHA1 where it is left out (RFC 4055, section 3.1)."""
    if not parameters:
        problems.append("RSASSA-PSS stands without its parameters")
        return "SHA1"
    try:
        fields = dict(values(sole(parameters, SEQUENCE, "the parameters")))
        if 0xA0 not in fields:
            return "SHA1"
        oid, _ = cut_algorithm(sole(fields[0xA0], SEQUENCE, "the hash"))
    except DerError as error:
        problems.append(f"the parameters of RSASSA-PSS cannot be read: {error}")
        return "unknown hash"
    return oids.HASHES.get(oid, oid)
