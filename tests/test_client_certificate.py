"""The file with a client certificate: what is read from it, and what is refused without a word of the key."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from net.credentials import Credential, issue

from inspector.client_certificate import read_client_certificate
from inspector.net.options import FetchOptions
from inspector.reading import FileError, PasswordNeededError

PASSPHRASE = "correct horse"


@pytest.fixture(scope="module")
def own() -> Credential:
    """Return a client's certificate, of an authority of its own."""
    return issue("client.bank.test", issue("Client Authority"))


def key_of(credential: Credential, passphrase: str | None = None, form: PrivateFormat = PrivateFormat.PKCS8) -> bytes:
    """Return the key in PEM, encrypted where there is a passphrase."""
    lock = NoEncryption() if passphrase is None else BestAvailableEncryption(passphrase.encode())
    return credential.key.private_bytes(Encoding.PEM, form, lock)


def write(folder: Path, *parts: bytes) -> str:
    """Return the name of a file of these parts."""
    file = folder / "client.pem"
    file.write_bytes(b"".join(parts))
    return str(file)


def refused(name: str, passphrase: str | None = None) -> FileError:
    """Return the error, in which nothing of a key may stand."""
    with pytest.raises(FileError) as caught:
        read_client_certificate(name, passphrase)
    error = caught.value
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    assert "PRIVATE KEY" not in f"{error.reason}{error.hint}"
    return error


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL], ids=["PKCS #8", "SEC 1"])
def test_certificate_and_key_in_any_order(tmp_path: Path, own: Credential, form: PrivateFormat) -> None:
    """The certificate of the key comes first, whatever the order of the file; the others follow."""
    authority = issue("Client Authority")
    name = write(tmp_path, authority.pem, key_of(own, form=form), own.pem)
    found = read_client_certificate(name)
    assert found.chain == (own.der, authority.der)
    assert isinstance(found.key, ec.EllipticCurvePrivateKey)
    assert found.key.private_numbers() == own.key.private_numbers()


def test_an_rsa_key_is_taken(tmp_path: Path) -> None:
    """Beside EC keys."""
    credential = issue("client.bank.test", rsa_bits=2_048)
    found = read_client_certificate(write(tmp_path, credential.pem, key_of(credential)))
    assert isinstance(found.key, rsa.RSAPrivateKey)


@pytest.mark.parametrize("form", [PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL], ids=["PKCS #8", "SEC 1"])
def test_a_locked_key_needs_its_passphrase(tmp_path: Path, own: Credential, form: PrivateFormat) -> None:
    """Missing, empty and wrong ones are told apart from other errors; the right one opens it."""
    name = write(tmp_path, own.pem, key_of(own, PASSPHRASE, form))
    for given, wrong in ((None, False), ("", True), ("battery staple", True)):
        error = refused(name, given)
        assert isinstance(error, PasswordNeededError)
        assert error.wrong is wrong
    assert read_client_certificate(name, PASSPHRASE).chain == (own.der,)


def test_a_passphrase_that_nothing_needs_does_no_harm(tmp_path: Path, own: Credential) -> None:
    """A key that is not locked is read."""
    assert read_client_certificate(write(tmp_path, own.pem, key_of(own)), PASSPHRASE).chain == (own.der,)


def test_what_is_missing_is_named(tmp_path: Path, own: Credential) -> None:
    """No certificate, no key, two keys, another's key, a broken key, no file."""
    assert "holds no client certificate" in refused(write(tmp_path, key_of(own))).reason
    assert "holds no private key" in refused(write(tmp_path, own.pem)).reason
    assert "holds 2 private keys" in refused(write(tmp_path, own.pem, key_of(own), key_of(own))).reason
    assert "belongs to none" in refused(write(tmp_path, own.pem, key_of(issue("other.test")))).reason
    label = b"-----BEGIN PRIVATE KEY-----\n"
    broken = key_of(own).replace(label + b"M", label + b"X")
    assert "cannot be read" in refused(write(tmp_path, own.pem, broken)).reason
    assert "There is no file" in refused(str(tmp_path / "absent.pem")).reason


def test_a_key_that_tls_cannot_use_is_refused(tmp_path: Path, own: Credential) -> None:
    """A key for agreement signs nothing: the pair is whole, and no handshake can be made with it."""
    key = X25519PrivateKey.generate()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "client.bank.test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .sign(own.key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    assert "TLS cannot use" in refused(write(tmp_path, certificate.public_bytes(Encoding.PEM), pem)).reason


def test_pkcs12_is_pointed_to_pem(tmp_path: Path, own: Credential) -> None:
    """The way out is named."""
    data = pkcs12.serialize_key_and_certificates(b"me", own.key, own.certificate, None, NoEncryption())
    error = refused(write(tmp_path, data))
    assert "PKCS #12" in error.reason
    assert "openssl pkcs12" in error.hint


def test_the_key_stands_in_no_representation(tmp_path: Path, own: Credential) -> None:
    """Neither the value nor the options that hold it write it out."""
    found = read_client_certificate(write(tmp_path, own.pem, key_of(own)))
    assert repr(found) == "ClientCertificate()"
    assert "client_certificate" not in repr(FetchOptions(client_certificate=found))
