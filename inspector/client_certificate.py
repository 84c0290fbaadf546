"""Reading the file with a client certificate and its private key."""

from typing import TYPE_CHECKING, cast

from inspector.chain.container import NoCertificate, read_contents
from inspector.chain.container_kind import Kind, kind_of
from inspector.chain.sizes import KEY_FILE_BYTES
from inspector.chain.text import sentence
from inspector.net.client_certificate import ClientCertificate
from inspector.reading import FileError, PasswordNeededError, read_file, shown_name

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes

_WANTED = "Give one PEM file with the certificate, the certificates of its issuers, and the private key."
_UNPACK = "Unpack it into PEM: openssl pkcs12 -in FILE -out client.pem"


def read_client_certificate(name: str, passphrase: str | None = None) -> ClientCertificate:
    """Return the certificate in the PEM file called `name` that belongs to the private key in it, and the others.

    Raises `PasswordNeededError` where the key is encrypted and `passphrase` is missing or wrong, else `FileError`.
    No text of the key ever stands in an error.
    """
    return open_client_certificate(read_file(name, KEY_FILE_BYTES), name, passphrase)


def open_client_certificate(data: bytes, name: str, passphrase: str | None = None) -> ClientCertificate:
    """Return what `read_client_certificate` returns and raise what it raises, for the content `data` of the file."""
    shown = shown_name(name)
    if kind_of(data) is Kind.PKCS12:
        raise FileError(f"{shown} is a PKCS #12 container, and a PEM file is needed.", _UNPACK)
    try:
        chain = read_contents(data).certificates
    except NoCertificate as error:
        raise FileError(f"{shown} holds no client certificate: {error.reason}.", _WANTED) from None
    return _paired(chain, _key_block(data, shown), passphrase, shown)


def _key_block(data: bytes, shown: str) -> bytes:
    import re

    blocks = re.findall(rb"-----BEGIN ([A-Z ]{0,20}PRIVATE KEY)-----(.*?)-----END \1-----", data, re.DOTALL)
    if not blocks:
        raise FileError(f"{shown} holds no private key in PEM.", _WANTED)
    if len(blocks) > 1:
        raise FileError(f"{shown} holds {len(blocks)} private keys, and one is needed.", _WANTED)
    label, body = blocks[0]
    return b"-----BEGIN %s-----%s-----END %s-----\n" % (label, body, label)


def _paired(chain: tuple[bytes, ...], block: bytes, passphrase: str | None, shown: str) -> ClientCertificate:
    from cryptography.x509 import load_der_x509_certificate

    key = _open_key(block, passphrase, shown)
    own = key.public_key()
    for place, der in enumerate(chain):
        try:
            belongs = load_der_x509_certificate(der).public_key() == own
        except Exception:  # noqa: BLE001, S112 - a certificate that cannot be read is not ours
            continue
        if belongs:
            return _usable(ClientCertificate((der, *chain[:place], *chain[place + 1 :]), key), shown)
    raise FileError(f"{shown}: its private key belongs to none of its certificates.", _WANTED)


def _open_key(block: bytes, passphrase: str | None, shown: str) -> "CertificateIssuerPrivateKeyTypes":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    locked = b"ENCRYPTED" in block
    if locked and not passphrase:
        raise _locked(shown, wrong=passphrase is not None)
    secret = passphrase.encode() if locked and passphrase else None
    try:
        return cast("CertificateIssuerPrivateKeyTypes", load_pem_private_key(block, secret))
    except UnsupportedAlgorithm:
        raise FileError(f"{shown}: this kind of private key cannot be used.", "Use an RSA or EC key.") from None
    except Exception:  # noqa: BLE001 - no text of a library that saw the key
        if locked:
            raise _locked(shown, wrong=True) from None
        raise FileError(f"{shown}: the private key in it cannot be read.", _WANTED) from None


def _locked(shown: str, *, wrong: bool) -> PasswordNeededError:
    what = "the passphrase does not open its private key" if wrong else "its private key is locked with a passphrase"
    return PasswordNeededError(f"{shown}: {what}.", sentence("give the passphrase that it was made with"), wrong=wrong)


def _usable(own: ClientCertificate, shown: str) -> ClientCertificate:
    """Return `own` where a handshake can be made with it."""
    from inspector.net.offer import make_context
    from inspector.net.options import FetchOptions

    try:
        make_context(FetchOptions(client_certificate=own))
    except Exception:  # noqa: BLE001 - no text of a library that saw the key
        raise FileError(f"{shown}: TLS cannot use this certificate and its key.", "Use an RSA or EC key.") from None
    return own
