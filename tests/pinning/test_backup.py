"""Backup pins from text and from files; expected pins were computed by openssl (make_keys.py)."""

import base64
import json
import traceback
from pathlib import Path

import pytest

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.pinning.backup import BackupError, PassphraseNeeded, backup_from_file, backup_from_text, backup_problem
from inspector.pinning.pin_set import BackupPin

_KEYS = json.loads(Path(__file__).with_name("keys.json").read_text())
PASSWORD: str = _KEYS["password"]
CASES: list[dict[str, str]] = _KEYS["cases"]
BY_NAME = {case["name"]: base64.b64decode(case["data"]) for case in CASES}
PINS = {case["name"]: case["pin"] for case in CASES}
SPARE = Pin.of(b"spare")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pin_of_a_file_equals_openssl(case: dict[str, str]) -> None:
    """Certificates, CSRs, public and private keys of every form give the pin that openssl gives."""
    password = PASSWORD if case["encrypted"] else None
    backup = backup_from_file(BY_NAME[case["name"]], "/home/me/next.bin", password)
    assert backup == BackupPin(Pin(base64.b64decode(case["pin"])), f"{case['kind']} next.bin")


def test_odd_encodings_are_really_in_the_corpus() -> None:
    """The PSS, compressed and explicit keys hash differently once a library has encoded them again."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

    for name in ("pss pem", "compressed pem", "explicit pem"):
        public = load_pem_private_key(BY_NAME[name], None).public_key()
        again = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        assert Pin.of(again).base64 != PINS[name]


ENCRYPTED = [case["name"] for case in CASES if case["encrypted"]]


@pytest.mark.parametrize("name", ENCRYPTED)
def test_an_encrypted_key_asks_for_its_passphrase(name: str) -> None:
    """Without a passphrase and with a wrong one the error says which of the two it is."""
    with pytest.raises(PassphraseNeeded) as caught:
        backup_from_file(BY_NAME[name], "key.pem")
    assert not caught.value.wrong
    with pytest.raises(PassphraseNeeded) as caught:
        backup_from_file(BY_NAME[name], "key.pem", "wrong horse")
    assert caught.value.wrong


def test_a_passphrase_that_is_not_needed_does_no_harm() -> None:
    """A plain key opens whatever was typed."""
    assert backup_from_file(BY_NAME["p256 pem"], "k", "anything").pin.base64 == PINS["p256 pem"]


def test_errors_hold_nothing_of_the_key() -> None:
    """Neither the message nor the chain of causes shows key bytes or the passphrase."""
    broken = BY_NAME["rsa pem"].replace(b"M", b"N", 3)
    secret = BY_NAME["rsa encrypted pem"]
    for data, password in ((broken, None), (secret, "wrong horse"), (secret, None)):
        with pytest.raises(BackupError) as caught:
            backup_from_file(data, "key.pem", password)
        text = "".join(traceback.format_exception(caught.value))
        assert "wrong horse" not in text
        assert not any(line.decode() in text for line in data.splitlines() if len(line) > 30)
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__


def test_an_encrypted_openssh_key_points_to_the_public_one() -> None:
    """Where its encryption is not supported, the .pub file beside it gives the same pin."""
    with pytest.raises(BackupError) as caught:
        backup_from_file(base64.b64decode(_KEYS["ssh_locked"]), "id_ed25519")
    assert "public key" in caught.value.hint or ".pub" in caught.value.hint


def test_a_curve_that_is_unknown_here() -> None:
    """The key cannot be read, but what was made from it can."""
    with pytest.raises(BackupError) as caught:
        backup_from_file(base64.b64decode(_KEYS["odd_curve"]), "key.pem")
    assert "CSR" in caught.value.hint


def test_the_first_key_of_several_counts() -> None:
    """A chain file begins with its leaf; text and parameters in front do not matter."""
    both = b"subject=CN = next\n" + BY_NAME["p256 certificate pem"] + BY_NAME["rsa certificate pem"]
    assert backup_from_file(both, "fullchain.pem").pin.base64 == PINS["p256 pem"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\x30",
        b"\x30\x80\x00\x00",
        b"\x30\x03\x02\x01\x05",
        bytes(range(256)) * 8,
        bytes.fromhex("300506012aa000"),
        bytes.fromhex("300702010330003000"),
        bytes.fromhex("300730003000030100"),
        bytes.fromhex("300930050201003000300003"),
        bytes.fromhex("300430000300"),
        bytes.fromhex("300602010102010b"),
        b"-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE REQUEST-----\nMAMCAQU=\n-----END CERTIFICATE REQUEST-----\n",
        b"-----BEGIN PUBLIC KEY-----\nMAMCAQU=\n-----END PUBLIC KEY-----\n",
        b"-----BEGIN PRIVATE KEY-----\nMAMCAQU=\n-----END PRIVATE KEY-----\n",
        b"-----BEGIN OPENSSH PRIVATE KEY-----\nMAMCAQU=\n-----END OPENSSH PRIVATE KEY-----\n",
        b"-----BEGIN DH PARAMETERS-----\nMAMCAQU=\n-----END DH PARAMETERS-----\n",
        b"-----BEGIN PKCS7-----\nMAMCAQU=\n-----END PKCS7-----\n",
        b"ssh-ed25519 AAAA me",
        b"\x00" * ((1 << 20) + 1),
    ],
)
def test_files_that_give_no_pin(data: bytes) -> None:
    """One clear error with something to try, whatever the bytes."""
    with pytest.raises(BackupError) as caught:
        backup_from_file(data, "x")
    assert caught.value.reason
    assert caught.value.hint


def test_every_cut_of_a_file_is_an_error_or_the_same_pin() -> None:
    """Files cut anywhere never crash and never give another pin."""
    for name in ("p256 der", "p256 sec1 der", "p256 csr der", "p256 certificate der", "p256 public der"):
        data = BY_NAME[name]
        for length in range(len(data)):
            try:
                found = backup_from_file(data[:length], "x")
            except BackupError:
                continue
            assert found.pin.base64 == PINS[name], (name, length)


def test_bytes_behind_a_key_do_not_change_its_pin() -> None:
    """A newline at the end of a DER file is not part of the key."""
    for name in ("p256 public der", "p256 csr der", "p256 certificate der"):
        assert backup_from_file(BY_NAME[name] + b"\n", "x").pin.base64 == PINS[name]


def test_a_file_name_becomes_a_visible_label() -> None:
    """Control characters in a file name reach no screen; folders are left away."""
    label = backup_from_file(BY_NAME["p256 csr pem"], "C:\\keys\\ne\x1b[31mxt.csr").label
    assert label == "CSR ne\\x1b[31mxt.csr"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (str(SPARE), "typed"),
        (f" {SPARE.base64} ", "typed"),
        (f"sha256//{SPARE.base64}", "typed"),
        (f'pin-sha256="{SPARE.base64}"', "typed"),
        (SPARE.hex, "typed as hex"),
        (SPARE.digest.hex(":").upper(), "typed as hex"),
    ],
)
def test_typed_pins(text: str, label: str) -> None:
    """Any spelling is the same pin; hexadecimal is labelled, since fingerprints look like that."""
    assert backup_from_text(text) == BackupPin(SPARE, label)


def test_every_pin_reads_back_from_every_spelling() -> None:
    """Also the one in 64 whose base64 begins with a slash, where OkHttp's spelling looks like curl's."""
    for number in range(500):
        pin = Pin.of(b"%d" % number)
        for text in (str(pin), str(pin).rstrip("="), f"sha256//{pin.base64}", pin.base64, pin.hex):
            assert backup_from_text(text).pin == pin, text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sha256/",
        "A" * 43 + "=",
        "sha1/qvTGHdzF6KLavt4PO0gs2a6pQ00=",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
    ],
)
def test_typed_text_that_is_no_pin(text: str) -> None:
    """Refused with a reason and a hint, the dead values too."""
    with pytest.raises(BackupError) as caught:
        backup_from_text(text)
    assert caught.value.hint


def test_what_is_no_backup(path: tuple[Layer, ...]) -> None:
    """A pin of the present path, a fingerprint, a known backup and a served key are told apart."""
    used, unused = path[:2], path[2:]
    assert "intermediate in the present path" in (backup_problem(path[1].pin, used) or "")
    fingerprint = Pin(bytes.fromhex(path[0].certificate.fingerprint))
    assert "fingerprint" in (backup_problem(fingerprint, used) or "")
    assert "already" in (backup_problem(SPARE, used, (BackupPin(SPARE, "typed"),)) or "")
    assert "no path" in (backup_problem(path[2].pin, used, (), unused) or "")
    assert backup_problem(SPARE, used, (), unused) is None
