"""Object identifiers and what people call them (RFC 4519, 5280, 5480, 6962, 8410, 9881, 9909)."""

from inspector.chain.der import OID, DerError, read

_MAX_OCTETS = 64

ATTRIBUTES = {
    "2.5.4.3": "CN",
    "2.5.4.4": "SN",
    "2.5.4.5": "serialNumber",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.9": "street",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "2.5.4.12": "title",
    "2.5.4.13": "description",
    "2.5.4.15": "businessCategory",
    "2.5.4.17": "postalCode",
    "2.5.4.41": "name",
    "2.5.4.42": "GN",
    "2.5.4.43": "initials",
    "2.5.4.44": "generationQualifier",
    "2.5.4.45": "x500UniqueIdentifier",
    "2.5.4.46": "dnQualifier",
    "2.5.4.65": "pseudonym",
    "2.5.4.97": "organizationIdentifier",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
    "1.2.840.113549.1.9.2": "unstructuredName",
    "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST",
    "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
}

SIGNATURES = {
    "1.2.840.113549.1.1.2": "MD2 with RSA",
    "1.2.840.113549.1.1.3": "MD4 with RSA",
    "1.2.840.113549.1.1.4": "MD5 with RSA",
    "1.2.840.113549.1.1.5": "SHA1 with RSA",
    "1.3.14.3.2.29": "SHA1 with RSA",
    "1.2.840.113549.1.1.10": "RSASSA-PSS",
    "1.2.840.113549.1.1.11": "SHA256 with RSA",
    "1.2.840.113549.1.1.12": "SHA384 with RSA",
    "1.2.840.113549.1.1.13": "SHA512 with RSA",
    "1.2.840.113549.1.1.14": "SHA224 with RSA",
    "1.2.840.113549.1.1.15": "SHA512/224 with RSA",
    "1.2.840.113549.1.1.16": "SHA512/256 with RSA",
    "2.16.840.1.101.3.4.3.13": "SHA3-224 with RSA",
    "2.16.840.1.101.3.4.3.14": "SHA3-256 with RSA",
    "2.16.840.1.101.3.4.3.15": "SHA3-384 with RSA",
    "2.16.840.1.101.3.4.3.16": "SHA3-512 with RSA",
    "1.2.840.10045.4.1": "SHA1 with ECDSA",
    "1.2.840.10045.4.3.1": "SHA224 with ECDSA",
    "1.2.840.10045.4.3.2": "SHA256 with ECDSA",
    "1.2.840.10045.4.3.3": "SHA384 with ECDSA",
    "1.2.840.10045.4.3.4": "SHA512 with ECDSA",
    "2.16.840.1.101.3.4.3.9": "SHA3-224 with ECDSA",
    "2.16.840.1.101.3.4.3.10": "SHA3-256 with ECDSA",
    "2.16.840.1.101.3.4.3.11": "SHA3-384 with ECDSA",
    "2.16.840.1.101.3.4.3.12": "SHA3-512 with ECDSA",
    "1.2.840.10040.4.3": "SHA1 with DSA",
    "2.16.840.1.101.3.4.3.1": "SHA224 with DSA",
    "2.16.840.1.101.3.4.3.2": "SHA256 with DSA",
    "2.16.840.1.101.3.4.3.3": "SHA384 with DSA",
    "2.16.840.1.101.3.4.3.4": "SHA512 with DSA",
    "1.3.101.112": "Ed25519",
    "1.3.101.113": "Ed448",
    "1.2.156.10197.1.501": "SM3 with SM2",
    "1.2.643.2.2.3": "GOST R 34.11-94 with GOST R 34.10-2001",
    "1.2.643.7.1.1.3.2": "GOST R 34.11-2012 with GOST R 34.10-2012 (256 bit)",
    "1.2.643.7.1.1.3.3": "GOST R 34.11-2012 with GOST R 34.10-2012 (512 bit)",
}

HASHES = {
    "1.2.840.113549.2.2": "MD2",
    "1.2.840.113549.2.5": "MD5",
    "1.3.14.3.2.26": "SHA1",
    "2.16.840.1.101.3.4.2.4": "SHA224",
    "2.16.840.1.101.3.4.2.1": "SHA256",
    "2.16.840.1.101.3.4.2.2": "SHA384",
    "2.16.840.1.101.3.4.2.3": "SHA512",
    "2.16.840.1.101.3.4.2.8": "SHA3-256",
    "2.16.840.1.101.3.4.2.9": "SHA3-384",
    "2.16.840.1.101.3.4.2.10": "SHA3-512",
}

RSA = "1.2.840.113549.1.1.1"
RSASSA_PSS = "1.2.840.113549.1.1.10"
RSAES_OAEP = "1.2.840.113549.1.1.7"
EC = "1.2.840.10045.2.1"
DSA = "1.2.840.10040.4.1"

KEYS: dict[str, tuple[str, int | None]] = {
    RSA: ("RSA", None),
    RSASSA_PSS: ("RSASSA-PSS", None),
    RSAES_OAEP: ("RSAES-OAEP", None),
    EC: ("EC", None),
    DSA: ("DSA", None),
    "1.2.840.113549.1.3.1": ("DH", None),
    "1.2.840.10046.2.1": ("DH", None),
    "1.3.132.1.12": ("ECDH", None),
    "1.3.101.110": ("X25519", 256),
    "1.3.101.111": ("X448", 448),
    "1.3.101.112": ("Ed25519", 256),
    "1.3.101.113": ("Ed448", 456),
    "1.2.643.2.2.19": ("GOST R 34.10-2001", 256),
    "1.2.643.7.1.1.1.1": ("GOST R 34.10-2012 (256 bit)", 256),
    "1.2.643.7.1.1.1.2": ("GOST R 34.10-2012 (512 bit)", 512),
    "1.2.156.10197.1.301": ("SM2", 256),
}
"""Key types, with their size in bits where the type alone says it."""

_POST_QUANTUM = (
    *("ML-DSA-44", "ML-DSA-65", "ML-DSA-87"),
    *("SLH-DSA-SHA2-128s", "SLH-DSA-SHA2-128f", "SLH-DSA-SHA2-192s"),
    *("SLH-DSA-SHA2-192f", "SLH-DSA-SHA2-256s", "SLH-DSA-SHA2-256f"),
    *("SLH-DSA-SHAKE-128s", "SLH-DSA-SHAKE-128f", "SLH-DSA-SHAKE-192s"),
    *("SLH-DSA-SHAKE-192f", "SLH-DSA-SHAKE-256s", "SLH-DSA-SHAKE-256f"),
)
for _last, _name in enumerate(_POST_QUANTUM, start=17):
    KEYS[f"2.16.840.1.101.3.4.3.{_last}"] = (_name, None)
    SIGNATURES[f"2.16.840.1.101.3.4.3.{_last}"] = _name
for _last, _name in enumerate(("ML-KEM-512", "ML-KEM-768", "ML-KEM-1024"), start=1):
    KEYS[f"2.16.840.1.101.3.4.4.{_last}"] = (_name, None)

CURVES = {
    "1.2.840.10045.3.1.1": ("P-192", 192),
    "1.3.132.0.33": ("P-224", 224),
    "1.2.840.10045.3.1.7": ("P-256", 256),
    "1.3.132.0.34": ("P-384", 384),
    "1.3.132.0.35": ("P-521", 521),
    "1.3.132.0.10": ("secp256k1", 256),
    "1.3.36.3.3.2.8.1.1.7": ("brainpoolP256r1", 256),
    "1.3.36.3.3.2.8.1.1.11": ("brainpoolP384r1", 384),
    "1.3.36.3.3.2.8.1.1.13": ("brainpoolP512r1", 512),
    "1.2.156.10197.1.301": ("SM2", 256),
    "1.3.132.0.1": ("sect163k1", 163),
    "1.3.132.0.15": ("sect163r2", 163),
    "1.3.132.0.26": ("sect233k1", 233),
    "1.3.132.0.27": ("sect233r1", 233),
    "1.3.132.0.16": ("sect283k1", 283),
    "1.3.132.0.17": ("sect283r1", 283),
    "1.3.132.0.36": ("sect409k1", 409),
    "1.3.132.0.37": ("sect409r1", 409),
    "1.3.132.0.38": ("sect571k1", 571),
    "1.3.132.0.39": ("sect571r1", 571),
}

EXTENSIONS = {
    "2.5.29.9": "Subject directory attributes",
    "2.5.29.14": "Subject key identifier",
    "2.5.29.15": "Key usage",
    "2.5.29.16": "Private key usage period",
    "2.5.29.17": "Subject alternative names",
    "2.5.29.18": "Issuer alternative names",
    "2.5.29.19": "Basic constraints",
    "2.5.29.30": "Name constraints",
    "2.5.29.31": "CRL distribution points",
    "2.5.29.32": "Certificate policies",
    "2.5.29.33": "Policy mappings",
    "2.5.29.35": "Authority key identifier",
    "2.5.29.36": "Policy constraints",
    "2.5.29.37": "Extended key usage",
    "2.5.29.46": "Freshest CRL",
    "2.5.29.54": "Inhibit any policy",
    "1.3.6.1.5.5.7.1.1": "Authority information access",
    "1.3.6.1.5.5.7.1.3": "Qualified certificate statements",
    "1.3.6.1.5.5.7.1.11": "Subject information access",
    "1.3.6.1.5.5.7.1.24": "TLS features",
    "1.3.6.1.5.5.7.48.1.5": "OCSP no check",
    "1.3.6.1.4.1.11129.2.4.2": "Certificate timestamps",
    "1.3.6.1.4.1.11129.2.4.3": "Precertificate poison",
    "1.3.6.1.4.1.311.20.2": "Microsoft certificate type",
    "1.3.6.1.4.1.311.21.1": "Microsoft CA version",
    "1.3.6.1.4.1.311.21.2": "Microsoft previous CA certificate hash",
    "1.3.6.1.4.1.311.21.7": "Microsoft certificate template",
    "1.3.6.1.4.1.311.21.10": "Microsoft application policies",
    "1.3.6.1.4.1.44363.44": "Delegated credentials",
    "2.16.840.1.113730.1.1": "Netscape certificate type",
    "2.16.840.1.113730.1.13": "Netscape comment",
    "1.2.840.113533.7.65.0": "Entrust version",
    "2.23.140.3.1": "CA/Browser Forum organisation identifier",
}

USAGES = {
    "1.3.6.1.5.5.7.3.1": "serverAuth",
    "1.3.6.1.5.5.7.3.2": "clientAuth",
    "1.3.6.1.5.5.7.3.3": "codeSigning",
    "1.3.6.1.5.5.7.3.4": "emailProtection",
    "1.3.6.1.5.5.7.3.5": "ipsecEndSystem",
    "1.3.6.1.5.5.7.3.6": "ipsecTunnel",
    "1.3.6.1.5.5.7.3.7": "ipsecUser",
    "1.3.6.1.5.5.7.3.8": "timeStamping",
    "1.3.6.1.5.5.7.3.9": "OCSPSigning",
    "1.3.6.1.5.5.7.3.17": "ipsecIKE",
    "1.3.6.1.4.1.311.10.3.3": "msServerGatedCrypto",
    "1.3.6.1.4.1.311.20.2.2": "msSmartcardLogin",
    "1.3.6.1.4.1.311.10.3.4": "msEncryptedFileSystem",
    "2.16.840.1.113730.4.1": "nsServerGatedCrypto",
    "1.3.6.1.4.1.11129.2.4.4": "precertificateSigning",
    "1.3.6.1.5.2.3.4": "kerberosClientAuth",
    "1.3.6.1.5.2.3.5": "kerberosKDC",
    "2.5.29.37.0": "anyExtendedKeyUsage",
}

POLICIES = {
    "2.5.29.32.0": "any policy",
    "2.23.140.1.1": "extended validation",
    "2.23.140.1.2.1": "domain validated",
    "2.23.140.1.2.2": "organisation validated",
    "2.23.140.1.2.3": "individual validated",
}


def dotted(octets: bytes) -> str:
    """Return the object identifier encoded in `octets` in dotted form (X.690, section 8.19).

    Raises `DerError` where it is empty, cut off, not minimal or longer than 64 octets.
    """
    if not octets or octets[-1] & 0x80:
        raise DerError("an object identifier is empty or cut off")
    if len(octets) > _MAX_OCTETS:
        raise DerError(f"an object identifier has {len(octets)} octets")
    arcs: list[int] = []
    arc, fresh = 0, True
    for octet in octets:
        if fresh and octet == 0x80:
            raise DerError("an object identifier is not in its shortest form")
        arc = arc << 7 | octet & 0x7F
        fresh = octet < 0x80
        if fresh:
            arcs.append(arc)
            arc = 0
    first = min(arcs[0] // 40, 2)
    return ".".join(map(str, (first, arcs[0] - 40 * first, *arcs[1:])))


def cut_algorithm(content: bytes) -> tuple[str, bytes]:
    """Return OID and parameters, with their header, from the content of an AlgorithmIdentifier; raises `DerError`."""
    tag, start, stop = read(content, 0, len(content))
    if tag != OID:
        raise DerError("its algorithm has no object identifier")
    return dotted(content[start:stop]), content[stop:]
