"""Certificates and rules at the edge: weak signatures, short keys, old roots, odd serials, revocation."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from trust.making import AT, HOST, Made, chain_of, make, make_leaf, store_of

from inspector.chain.certificate import parse_certificate
from inspector.chain.der import SEQUENCE, read, sole
from inspector.lab.der_edit import _value, with_sha1
from inspector.lab.pki import Credential
from inspector.trust.allowance import allowance
from inspector.trust.assess import assess
from inspector.trust.odd_signature import is_signed_by_bytes
from inspector.trust.rules import objection
from inspector.trust.stores import mozilla

ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING, serial=0x1234)


def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    """Return a new RSA key."""
    return rsa.generate_private_key(65537, bits)


def credential(made: Made) -> Credential:
    """Return the same as the lab has it."""
    assert not isinstance(made.key, ed25519.Ed25519PrivateKey)
    return Credential(x509.load_der_x509_certificate(made.certificate.der), made.key)


def test_a_sha1_signature_is_a_path_and_refused() -> None:
    """SHA-1 makes an edge, so that the chain is shown whole, and the reason names it."""
    issuing = make("Issuing", ROOT, signs=True, key=rsa_key(2048))
    weak = with_sha1(credential(make_leaf(issuing)), credential(issuing))
    leaf = Made(parse_certificate(weak.der), weak.key)
    found = assess(chain_of(leaf, issuing), store_of(ROOT), name=HOST, at=AT)
    assert found.path is not None
    assert found.reason == f"The leaf {HOST} is signed using SHA1 with RSA, which clients refuse as broken."
    other = make("Issuing", ROOT, signs=True, key=rsa_key(2048))
    assert assess(chain_of(leaf, other), store_of(ROOT), name=HOST, at=AT).path is None


def test_short_rsa_keys() -> None:
    """An authority with 1,024 bits is taken, as Android takes it, and said to be allowed."""
    short = make("Issuing", ROOT, signs=True, key=rsa_key(1024))
    found = assess(chain_of(make_leaf(short), short), store_of(ROOT), name=HOST, at=AT)
    assert found.trusted
    assert found.allowed == "Issuing signs with an RSA key of less than 2048 bits"
    late = assess(chain_of(make_leaf(short, days=(-9, -1)), short), store_of(ROOT), name=HOST, at=AT)
    assert not late.trusted
    assert late.allowed == ""


def test_odd_serial_numbers() -> None:
    """A serial number of 21 octets is taken, as clients take it."""
    long = make_leaf(ISSUING, serial=(1 << 158) + 1)
    assert assess(chain_of(long, ISSUING), store_of(ROOT), name=HOST, at=AT).trusted


def _first_version(root: Made) -> Made:
    """Return a self-signed certificate of version 1: the signed part without version and extensions."""
    content = sole(credential(root).certificate.tbs_certificate_bytes, SEQUENCE, "it")
    fields, at = [], 0
    while at < len(content):
        _, _, stop = read(content, at, len(content))
        fields.append(content[at:stop])
        at = stop
    body = _value(SEQUENCE, b"".join(fields[1:7]))
    assert isinstance(root.key, rsa.RSAPrivateKey)
    signature = root.key.sign(body, padding.PKCS1v15(), hashes.SHA256())
    der = _value(SEQUENCE, body + fields[2] + _value(3, b"\0" + signature))
    return Made(parse_certificate(der), root.key)


def test_roots_of_the_first_version() -> None:
    """A root of version 1 has no basic constraints and anchors all the same; as an intermediate it does not."""
    old = _first_version(make("Old", key=rsa_key(2048)))
    assert old.certificate.version == 1
    leaf = make_leaf(old)
    found = assess(chain_of(leaf), store_of(old), name=HOST, at=AT)
    assert found.trusted
    assert found.allowed == "the root Old is a certificate of version 1"


def test_signatures_over_bytes() -> None:
    """The check over bytes agrees with the library on true and false signatures, and answers no to junk."""
    issuer, leaf = ISSUING.certificate, LEAF.certificate
    assert is_signed_by_bytes(issuer.key.spki, leaf.der)
    assert not is_signed_by_bytes(ROOT.certificate.key.spki, leaf.der)
    assert not is_signed_by_bytes(issuer.key.spki, leaf.der[:-1] + bytes([leaf.der[-1] ^ 1]))
    assert not is_signed_by_bytes(b"junk", leaf.der)
    assert not is_signed_by_bytes(issuer.key.spki, b"\x30\x00")


def _revoking(serials: list[int], issuer: Made = ISSUING, days: tuple[int, int] = (-1, 7)) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(AT + timedelta(days=days[0]))
        .next_update(AT + timedelta(days=days[1]))
        .add_extension(x509.CRLNumber(1), critical=False)
    )
    for serial in serials:
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(AT - timedelta(days=3))
        builder = builder.add_revoked_certificate(entry.build())
    return builder.sign(credential(issuer).key, hashes.SHA256()).public_bytes(Encoding.DER)


CRL_ISSUING = make(
    "Issuing",
    ROOT,
    extra=[(x509.KeyUsage(False, False, False, False, False, True, True, False, False), True)],
)
CRL_LEAF = make_leaf(CRL_ISSUING, serial=0x1234)


@pytest.mark.parametrize(
    ("lists", "reason"),
    [
        ([_revoking([1, 2], CRL_ISSUING)], ""),
        ([_revoking([0x1234], CRL_ISSUING)], f"{HOST} was revoked by Issuing on 2026-11-21."),
        (
            [_revoking([], CRL_ISSUING, (-9, -1))],
            "The revocation list of Issuing cannot be relied on: it is not for this day.",
        ),
        (
            [_revoking([], Made(CRL_ISSUING.certificate, ROOT.key))],
            "The revocation list of Issuing cannot be relied on: its signature is wrong.",
        ),
        ([_revoking([0x1234], make("Elsewhere"))], ""),
    ],
    ids=["good", "revoked", "stale", "forged", "of another"],
)
def test_revocation_lists_that_were_handed_over(lists: list[bytes], reason: str) -> None:
    """A list of an issuer in the path counts, also against the path where it cannot be relied on."""
    found = assess(chain_of(CRL_LEAF, CRL_ISSUING), store_of(ROOT), name=HOST, at=AT, lists=lists)
    assert found.reason == reason
    assert found.trusted == (reason == "")


def test_a_revocation_list_that_is_junk_is_a_no() -> None:
    """A list that cannot be read leads to no trust."""
    assert not assess(chain_of(LEAF, ISSUING), store_of(ROOT), name=HOST, at=AT, lists=[b"junk"]).trusted


def test_mozillas_roots_are_refused_for_nothing_of_their_own() -> None:
    """No root of Mozilla's set breaks a rule of ours; what the library would refuse in one of them is allowed."""
    allowed = set()
    for der in mozilla().anchors:
        root = parse_certificate(der)
        assert objection((LEAF.certificate, root), AT) == "", root.subject.full
        if allowance((LEAF.certificate, root)):
            allowed.add(root.subject.readable)
    assert allowed <= {"Certum Trusted Network CA 2"}
