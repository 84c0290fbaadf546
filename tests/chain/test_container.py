"""Certificates in files, and names for files that hold none."""

import functools
from datetime import UTC, datetime

import pytest
from chain.building import certificate, dns_names
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    pkcs7,
    pkcs12,
)
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.container import NoCertificate, read_certificates, read_contents, to_pem
from inspector.chain.der import read

ONE, TWO = certificate(dns_names("one.example")), certificate(dns_names("two.example"))
KEY = ec.derive_private_key(5, ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65537, 1024)
SECRET = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def armour(label: str, body: str) -> bytes:
    """Return a PEM block."""
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n".encode()


def request() -> x509.CertificateSigningRequest:
    """Return a certificate request."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a")])
    return x509.CertificateSigningRequestBuilder().subject_name(name).sign(KEY, SHA256())


@functools.cache
def real() -> x509.Certificate:
    """Return a certificate that cryptography takes."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a")])
    builder = x509.CertificateBuilder(name, name, KEY.public_key(), 7)
    builder = builder.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2027, 1, 1, tzinfo=UTC)
    )
    return builder.sign(KEY, SHA256())


REAL = real().public_bytes(Encoding.DER)


def test_pem_blocks_are_read_with_anything_around_them() -> None:
    """Text, other line ends and blank space do not matter, and the order stays."""
    bundle = f"subject=CN = one\r\n{to_pem(ONE)}\n # and\n{to_pem(TWO)}trailing"
    assert read_certificates(bundle.encode()) == (ONE, TWO)
    assert read_certificates(bundle.replace("\n", "\r\n").encode()) == (ONE, TWO)
    assert read_certificates(b"\xef\xbb\xbf" + bundle.encode()) == (ONE, TWO)
    assert read_certificates(bundle.encode("utf-16")) == (ONE, TWO)
    for label in ("X509 CERTIFICATE", "TRUSTED CERTIFICATE"):
        assert read_certificates(to_pem(ONE).replace("CERTIFICATE", label).encode()) == (ONE,)


def test_one_bad_block_does_not_lose_the_rest() -> None:
    """What is left out is named by its number, and what follows is read."""
    data = b"".join(
        (
            armour("CERTIFICATE", "!!!"),
            SECRET,
            armour("CERTIFICATE", "AAAA"),
            b"-----BEGIN CERTIFICATE-----\nMIIB\n",
            to_pem(ONE).encode(),
            armour("X509 CRL", "AAAA"),
            to_pem(TWO).encode(),
            b"-----BEGIN CERTIFICATE-----\nMIIB",
        )
    )
    found = read_contents(data)
    assert found.certificates == (ONE, TWO)
    assert found.skipped == ("block 2 is a private key", "block 6 is a revocation list")
    assert found.broken == (
        "block 1 is not base64",
        "block 3 says it is a certificate and is none",
        "block 4 is cut off",
        "block 8 is cut off",
    )


def test_what_else_a_bundle_holds_is_named() -> None:
    """Parts that are no certificate are called what they are, without any text of the file; a flood is counted."""
    labels = ("CERTIFICATE REQUEST", "PUBLIC KEY", "EC PARAMETERS", "DH PARAMETERS", "X509 CRL", "A\x1b[31mB", "PGP")
    data = b"".join(armour(label, "AAAA") for label in labels) + to_pem(ONE).encode()
    assert read_contents(data).skipped == (
        "block 1 is a certificate request (CSR)",
        "block 2 is a public key",
        "block 3 is a set of key parameters",
        "block 4 is a set of key parameters",
        "block 5 is a revocation list",
        "block 6 is no certificate",
        "block 7 is no certificate",
    )
    flood = read_contents(armour("X509 CRL", "AAAA") * 1_000 + to_pem(ONE).encode())
    assert len(flood.skipped) == 21
    assert flood.skipped[-1] == "980 more like these were left out"


def test_private_keys_are_not_kept() -> None:
    """Nothing of a private key is in what comes out."""
    found = read_contents(SECRET + to_pem(ONE).encode() + SECRET)
    assert found.certificates == (ONE,)
    assert found.skipped == ("block 1 is a private key", "block 3 is a private key")


def test_der_is_read_one_after_the_other() -> None:
    """Certificates in DER may follow each other; what follows them is counted."""
    assert read_contents(ONE).certificates == (ONE,)
    found = read_contents(ONE + TWO + b"xyz")
    assert found.certificates == (ONE, TWO)
    assert found.broken == ("3 bytes at the end are no certificate",)


def test_base64_without_armour_is_read() -> None:
    """The body of a PEM block alone is enough."""
    body = "".join(to_pem(REAL).splitlines()[1:-1])
    assert read_certificates(body.encode()) == (REAL,)


def test_a_trusted_certificate_loses_what_openssl_adds() -> None:
    """OpenSSL's trust settings behind the certificate are left out."""
    pem = to_pem(ONE + b"\x30\x00").replace("CERTIFICATE", "TRUSTED CERTIFICATE")
    assert read_certificates(pem.encode()) == (ONE,)


@pytest.mark.parametrize("encoding", [Encoding.DER, Encoding.PEM])
def test_pkcs_7_is_read(encoding: Encoding) -> None:
    """The certificates of a PKCS #7 container come out whole."""
    assert read_certificates(pkcs7.serialize_certificates([real()], encoding)) == (REAL,)


def test_odd_certificates_in_pkcs_7_are_kept() -> None:
    """A certificate that cryptography refuses is taken out of its container all the same."""
    odd = certificate(dns_names("odd.example"), validity=b"\x04\x00\x04\x00")
    data = pkcs7.serialize_certificates([real()], Encoding.DER)
    at = data.index(REAL)
    assert len(odd) < len(REAL)
    padded = odd + b"\x04" + bytes([len(REAL) - len(odd) - 2]) + bytes(len(REAL) - len(odd) - 2)
    assert read_certificates(data[:at] + padded + data[at + len(REAL) :]) == (odd,)


def test_streamed_pkcs_7_is_read() -> None:
    """Containers with indefinite lengths, as signing in a stream makes them, are read without a warning."""
    body = pkcs7.serialize_certificates([real()], Encoding.DER)
    inner = body[body.index(b"\xa0", 8) :]
    _, start, stop = read(inner, 0, len(inner))
    streamed = b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\xa0\x80" + inner[start:stop] + bytes(4)
    assert read_certificates(streamed) == (REAL,)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (b" \n\t", "it is empty"),
        (b"\xef\xbb\xbf\n", "it is empty"),
        (SECRET, "private key"),
        (KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()), "private key"),
        (KEY.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()), "private key"),
        (RSA_KEY.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()), "private key"),
        (KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")), "private key"),
        (KEY.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()), "private key"),
        (request().public_bytes(Encoding.PEM), "certificate request"),
        (request().public_bytes(Encoding.DER), "certificate request"),
        (KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), "public key"),
        (KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo), "public key"),
        (RSA_KEY.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1), "public key"),
        (KEY.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH), "public key"),
        (armour("X509 CRL", "AAAA"), "revocation list"),
        (pkcs12.serialize_key_and_certificates(b"a", KEY, real(), None, BestAvailableEncryption(b"x")), "PKCS #12"),
        (armour("PKCS7", "AAAA"), "PKCS #7 container without"),
        (armour("CERTIFICATE", "AAAA"), "cannot be read"),
        (ONE[:-5], "no certificate, nor anything else"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\n  <HTML>", "web page"),
        (b"\xfe\xed\xfe\xed\x00\x00", "Java key store"),
        (b"PK\x03\x04", "ZIP"),
        (armour("PGP PUBLIC KEY BLOCK", "AAAA"), "OpenPGP"),
        (b"hello", "there is no certificate in it"),
        (armour("SOMETHING", "AAAA"), "there is no certificate in it"),
        (b"\x30\x03\x02\x01\x01", "nor anything else"),
        (b"\x30\x82", "nor anything else"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_files_are_named(data: bytes, reason: str) -> None:
    """What holds no certificate is called what it is, with what to try, and without any of its text."""
    with pytest.raises(NoCertificate, match=reason) as caught:
        read_certificates(data)
    assert caught.value.hint
    assert str(caught.value) == caught.value.reason


def test_pem_is_what_openssl_writes() -> None:
    """The block is 64 columns wide and is read back; cryptography writes the same."""
    assert to_pem(REAL) == real().public_bytes(Encoding.PEM).decode()
    assert read_certificates(to_pem(REAL).encode()) == (REAL,)


def test_endless_beginnings_are_read_once() -> None:
    """A file of a million block beginnings is gone through in one pass."""
    with pytest.raises(NoCertificate):
        read_contents(b"-----BEGIN CERTIFICATE-----\n" * 50_000)


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_any_bytes_are_read_or_named(head: bytes, tail: bytes) -> None:
    """Nothing but NoCertificate is raised, and what surrounds a certificate does not hide it."""
    for data in (head, b"\x30" + head, b"-----BEGIN CERTIFICATE-----" + head):
        try:
            read_contents(data)
        except NoCertificate as error:
            assert error.reason.isprintable()  # noqa: PT017
    if b"-----" not in head and head[:1] != b"\x30" and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        assert read_certificates(head + b"\n" + to_pem(ONE).encode() + tail) == (ONE,)
