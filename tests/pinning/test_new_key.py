"""New backup keys: what openssl reads in the files that are made."""

import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from inspector.chain.pin import Pin
from inspector.files import AlreadyThereError, WriteError
from inspector.key_files import request_path, write_key
from inspector.pinning.new_key import KeyKind, make_key


def openssl(*arguments: str, given: bytes = b"") -> bytes:
    """Return what openssl prints."""
    return subprocess.run(["openssl", *arguments], input=given, capture_output=True, check=True, timeout=60).stdout


@pytest.mark.parametrize("kind", list(KeyKind))
def test_openssl_computes_the_same_pin(kind: KeyKind, tmp_path: Path) -> None:
    """The pin of the private key and the pin of the request are the one that is given."""
    made = make_key(kind, "api.example.com")
    key, request = write_key(tmp_path / "spare.key", made)
    public = openssl("pkey", "-in", str(key), "-pubout", "-outform", "der")
    assert Pin(sha256(public).digest()) == made.pin == Pin.of(made.spki)
    asked = openssl("req", "-in", str(request), "-noout", "-pubkey", "-verify")
    assert openssl("pkey", "-pubin", "-outform", "der", given=asked) == public


def test_request_names_the_host(tmp_path: Path) -> None:
    """The request holds the host, and with subdomains what is one label below it."""
    _, request = write_key(tmp_path / "a.key", make_key(KeyKind.P256, "example.com", subdomains=True))
    text = openssl("req", "-in", str(request), "-noout", "-text").decode()
    assert "DNS:example.com, DNS:*.example.com" in text
    assert "CN = example.com" in text


@pytest.mark.parametrize(
    ("host", "shown"),
    [("2001:db8::1", "IP Address:2001:DB8:0:0:0:0:0:1"), ("192.0.2.1", "IP Address:192.0.2.1")],
)
def test_request_names_an_address(host: str, shown: str, tmp_path: Path) -> None:
    """An address is asked for as an address."""
    _, request = write_key(tmp_path / "a.key", make_key(KeyKind.P256, host, subdomains=True))
    assert shown in openssl("req", "-in", str(request), "-noout", "-text").decode()


def test_long_host_has_no_common_name(tmp_path: Path) -> None:
    """A host that is too long for a common name stands in a critical alternative name alone."""
    host = ".".join(["a" * 30] * 4)
    _, request = write_key(tmp_path / "a.key", make_key(KeyKind.P256, host))
    text = openssl("req", "-in", str(request), "-noout", "-text").decode()
    assert "CN =" not in text
    assert "Subject Alternative Name: critical" in text
    assert f"DNS:{host}" in text


def test_passphrase_encrypts_the_key(tmp_path: Path) -> None:
    """With a passphrase the key opens with that one alone, and shows it nowhere."""
    made = make_key(KeyKind.P256, "example.com", "correct horse")
    key, _ = write_key(tmp_path / "a.key", made)
    assert made.encrypted
    assert b"ENCRYPTED" in key.read_bytes()
    assert openssl("pkey", "-in", str(key), "-passin", "pass:correct horse", "-pubout", "-outform", "der") == made.spki
    with pytest.raises(subprocess.CalledProcessError):
        openssl("pkey", "-in", str(key), "-passin", "pass:wrong", "-pubout")
    assert "PRIVATE" not in repr(made)


def test_only_the_owner_reads_the_key(tmp_path: Path) -> None:
    """The private key has mode 0600."""
    key, _ = write_key(tmp_path / "a.key", make_key(KeyKind.P256, "example.com"))
    assert key.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("taken", ["a.key", "a.csr"])
def test_nothing_is_overwritten(taken: str, tmp_path: Path) -> None:
    """Where one of the names is taken, that file stays as it was and the other is not left behind."""
    (tmp_path / taken).write_text("mine")
    with pytest.raises(AlreadyThereError):
        write_key(tmp_path / "a.key", make_key(KeyKind.P256, "example.com"))
    assert [path.name for path in tmp_path.iterdir()] == [taken]
    assert (tmp_path / taken).read_text() == "mine"


def test_absent_folder_is_said(tmp_path: Path) -> None:
    """A folder that is not there is named as the cause."""
    with pytest.raises(WriteError, match="folder does not exist"):
        write_key(tmp_path / "no" / "a.key", make_key(KeyKind.P256, "example.com"))


def test_request_never_has_the_name_of_the_key() -> None:
    """A key that is called like a request gets a request of another name."""
    assert request_path(Path("/x/a.key")) == Path("/x/a.csr")
    assert request_path(Path("/x/a.csr")) == Path("/x/a.csr.csr")
    assert request_path(Path("/x/a")) == Path("/x/a.csr")
