"""Keys and signatures: weak ones, those that clients hash differently, worthless pins, timestamps, stapling."""

from pathlib import Path
from unittest.mock import patch

import pytest
from chain.building import certificate as by_hand
from chain.building import sequence
from chain.findings.looking import Found, found_in, look
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from testdata import shared
from trust.making import AT, HOST, Made, chain_of, make, make_leaf

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.chain.container import read_certificates
from inspector.chain.der import BIT_STRING, OID, encode
from inspector.chain.finding import Severity
from inspector.chain.pin import Pin
from inspector.lab.der_edit import with_compressed_point, with_sha1
from inspector.lab.pki import issue_leaf, key_named, make_root

ROOT = make("Root")
ISSUING = make("Issuing", ROOT)
BADSSL = "badssl/certs__sets__prod__pregen__chain__"


def badssl(name: str, ending: str = "pem") -> tuple[Certificate, ...]:
    """Return the certificates of one file of badssl.com's chains."""
    path: Path = shared("testdata", f"{BADSSL}{name}.{ending}")
    return tuple(parse_certificate(der) for der in read_certificates(path.read_bytes()))


def with_algorithm(oid: str) -> Certificate:
    """Return a hand-made certificate that names this signature algorithm, the octets of its OID in hexadecimal."""
    return parse_certificate(by_hand(algorithm=sequence(encode(OID, bytes.fromhex(oid)))))


# RFC 3279, RFC 4055, RFC 5758 and RFC 8410: the OIDs of signature algorithms.
@pytest.mark.parametrize(
    ("oid", "weak_hash"),
    [
        ("2a864886f70d010102", True),
        ("2a864886f70d010103", True),
        ("2a864886f70d010104", True),
        ("2a864886f70d010105", True),
        ("2a8648ce3d0401", True),
        ("2a8648ce380403", True),
        ("2a864886f70d01010e", False),
        ("2a864886f70d01010b", False),
        ("2a864886f70d01010d", False),
        ("2a8648ce3d040302", False),
        ("2b6570", False),
    ],
    ids=["md2", "md4", "md5", "sha1-rsa", "sha1-ecdsa", "sha1-dsa", "sha224", "sha256", "sha512", "ecdsa", "ed25519"],
)
def test_weak_signature_by_oid(oid: str, weak_hash: bool) -> None:
    """Exactly the hashes that Conscrypt's ChainStrengthAnalyzer refuses are weak, under any kind of key."""
    found = found_in((with_algorithm(oid),), ROOT)
    assert [item.severity for item in found.get("weak-signature", [])] == [Severity.ERROR] * weak_hash


def test_weak_signature_of_pss() -> None:
    """RSASSA-PSS is as weak as the hash in its parameters; SHA-1 where they are left out (RFC 4055, section 3.1)."""
    key = rsa.generate_private_key(65537, 2048)
    assert "weak-signature" in found_in((with_algorithm("2a864886f70d01010a"),), ROOT)
    made = (
        x509.CertificateBuilder()
        .subject_name(ROOT.subject)
        .issuer_name(ISSUING.subject)
        .public_key(key.public_key())
        .serial_number(5)
        .not_valid_before(AT)
        .not_valid_after(AT)
        .sign(
            key,
            hashes.SHA256(),
            rsa_padding=padding.PSS(mgf=padding.MGF1(hashes.SHA256()), salt_length=32),
        )
    )
    sound = parse_certificate(made.public_bytes(Encoding.DER))
    assert sound.signature == "SHA256 with RSASSA-PSS"
    assert "weak-signature" not in found_in((sound,), ROOT)


def test_weak_signature_of_real_chains() -> None:
    """Leaf and intermediate of badssl.com's old SHA-1 chains are named; a SHA-512 chain is not."""
    assert [item.certificate for item in found_in(badssl("wildcard-sha1-2017"))["weak-signature"]] == [0, 1]
    assert "weak-signature" not in found_in(badssl("wildcard-sha512"))


def test_signature_of_an_anchor_does_not_count() -> None:
    """A root is trusted for being in the store: its own SHA-1 is no finding, with a path or served for nothing."""
    root = make_root("Old Root", AT, kind="rsa2048")
    old = parse_certificate(with_sha1(root, root).der)
    leaf = parse_certificate(issue_leaf([HOST], root, AT, key=key_named(HOST)).der)
    found = found_in((leaf, old), Made(old, ROOT.key))
    assert old.signature == "SHA1 with RSA"
    assert "root-served" in found
    assert "weak-signature" not in found
    assert "weak-signature" not in found_in((leaf, old), ROOT)


def keyed(bits: int, *, place: str) -> Found:
    """Return what is noticed of a chain with an RSA key of so many bits in one place."""
    key = rsa.generate_private_key(65537, bits)
    root = make("Root", key=key) if place == "root" else ROOT
    issuing = make("Issuing", root, key=key if place == "intermediate" else None)
    leaf = make_leaf(issuing, key=key if place == "leaf" else None)
    return look(leaf, issuing, anchors=(root,))


@pytest.mark.parametrize(
    ("bits", "place", "expected"),
    [
        (1024, "leaf", [(Severity.WARNING, f"{HOST} has a short key: RSA 1024.")]),
        (1024, "intermediate", [(Severity.WARNING, "Issuing has a short key: RSA 1024.")]),
        (1024, "root", [(Severity.WARNING, "Root has a short key: RSA 1024.")]),
        (2048, "leaf", []),
    ],
)
def test_short_rsa_keys(bits: int, place: str, expected: list[tuple[Severity, str]]) -> None:
    """RSA under 2048 bits is a warning in any layer."""
    assert [(item.severity, item.title) for item in keyed(bits, place=place).get("weak-key", [])] == expected


@pytest.mark.parametrize(
    ("name", "severity"),
    [("rsa_512.der", Severity.ERROR), ("rsa_65536.der", None), ("ec_unknowncurve.der", None)],
)
def test_keys_that_android_refuses(name: str, severity: Severity | None) -> None:
    """RSA under 1024 bits is an error (ChainStrengthAnalyzer); long keys and keys of unknown size are not short."""
    certificate = parse_certificate(shared("testdata", f"hostile/{name}").read_bytes())
    found = found_in((certificate,), ROOT).get("weak-key", [])
    assert [item.severity for item in found] == ([severity] if severity else [])


def test_weak_leaf_has_both() -> None:
    """A short key and a SHA-1 signature are two findings."""
    root = make_root("Legacy Root", AT, kind="rsa2048")
    leaf = with_sha1(issue_leaf([HOST], root, AT, key=key_named("legacy", "rsa1024")), root)
    found = found_in((parse_certificate(leaf.der),), Made(parse_certificate(root.der), ROOT.key))
    assert {"weak-key", "weak-signature"} <= set(found)


def test_key_encoding() -> None:
    """A key that some clients write anew has two pins: both are told, and it is not to be pinned."""
    root = make_root("Odd Root", AT)
    leaf = parse_certificate(with_compressed_point(issue_leaf([HOST], root, AT), root).der)
    (finding,) = found_in((leaf,), Made(parse_certificate(root.der), ROOT.key))["key-encoding"]
    expanded = x509.load_der_x509_certificate(leaf.der).public_key()
    other = Pin.of(expanded.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    assert finding.severity is Severity.WARNING
    assert str(leaf.pin) in finding.hint
    assert str(other) in finding.hint
    assert "Android expands its compressed point" in finding.hint
    assert "key-encoding" not in look(make_leaf(ISSUING), ISSUING, anchors=(ROOT,))


def test_dead_pin() -> None:
    """A key whose hash is a placeholder cannot be had; the rule is asked with the pin put in its place."""
    leaf = make_leaf(ISSUING)
    with patch("inspector.chain.findings.keys.dead_reason", lambda pin: "so" if pin == leaf.certificate.pin else None):
        (finding,) = look(leaf, ISSUING, anchors=(ROOT,))["dead-pin"]
    assert finding.severity is Severity.ERROR
    assert finding.title == f"The pin of {HOST} is worthless: so."
    assert "dead-pin" not in look(leaf, ISSUING, anchors=(ROOT,))


def test_timestamps() -> None:
    """A public leaf without timestamps is told; badssl.com's old leaf carries them."""
    chain = chain_of(make_leaf(ISSUING), ISSUING)
    assert found_in(chain, ROOT, public=True)["no-scts"][0].severity is Severity.INFO
    assert "no-scts" not in found_in(chain, ROOT)
    (stamped, *_) = badssl("backup__wildcard-sha256-rsa2048-embeded-sct", "crt")
    assert stamped.extension("1.3.6.1.4.1.11129.2.4.2") is not None
    assert "no-scts" not in found_in((stamped,), Made(stamped, ROOT.key), public=True)


def test_must_staple() -> None:
    """The TLS feature status_request is the demand; another feature is none (RFC 7633)."""
    demand = x509.TLSFeature([x509.TLSFeatureType.status_request])
    other = x509.TLSFeature([x509.TLSFeatureType.status_request_v2])
    found = look(make_leaf(ISSUING, extra=[(demand, False)]), ISSUING, anchors=(ROOT,))
    assert found["must-staple"][0].severity is Severity.INFO
    assert "must-staple" not in look(make_leaf(ISSUING, extra=[(other, False)]), ISSUING, anchors=(ROOT,))
    assert "must-staple" not in look(make_leaf(ISSUING), ISSUING, anchors=(ROOT,))


def test_keys_of_no_size_are_left_alone() -> None:
    """A key whose size is unknown is not called short."""
    unknown = by_hand(
        spki=sequence(sequence(encode(OID, bytes.fromhex("2b6571"))), encode(BIT_STRING, b"\0" + bytes(57)))
    )
    found = found_in((parse_certificate(unknown),), ROOT)
    assert "weak-key" not in found
