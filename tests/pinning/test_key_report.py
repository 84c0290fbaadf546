"""Keys alone: requests, public and private key files, with the pins that openssl computed (make_keys.py)."""

import base64
import json
import pickle
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from inspector.chain.container_kind import KEYS, kind_of
from inspector.pinning.backup import backup_from_file
from inspector.pinning.errors import BackupError, PassphraseNeeded
from inspector.pinning.key_report import report_key

_KEYS = json.loads(Path(__file__).with_name("keys.json").read_text())
CASES = [case for case in _KEYS["cases"] if case["kind"] != "certificate"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_pin_of_a_key_alone(case: dict[str, str]) -> None:
    """Kind and pin are those of the file, and as a backup it is what a backup from the file would be."""
    data = base64.b64decode(case["data"])
    password = _KEYS["password"] if case["encrypted"] else None
    report = report_key(data, "/home/me/next.bin", password)
    assert (report.kind, report.pin.base64) == (case["kind"], case["pin"])
    assert report.backup == backup_from_file(data, "/home/me/next.bin", password)
    assert (report.subject is None) == (case["kind"] != "CSR")
    assert kind_of(data) in KEYS


def test_nothing_of_a_private_key_is_kept() -> None:
    """What comes out holds the public half alone: the secret number is nowhere in it."""
    names = ("rsa pem", "p256 pem", "ed25519 pem")
    for case in (case for case in CASES if case["name"] in names):
        data = base64.b64decode(case["data"])
        key = load_pem_private_key(data, None)
        if isinstance(key, rsa.RSAPrivateKey):
            secret = key.private_numbers().d.to_bytes(128, "big")
        elif isinstance(key, ec.EllipticCurvePrivateKey):
            secret = key.private_numbers().private_value.to_bytes(32, "big")
        else:
            assert isinstance(key, ed25519.Ed25519PrivateKey)
            secret = key.private_bytes_raw()
        assert secret[-16:] not in pickle.dumps(report_key(data, "k"))


def test_a_locked_private_key_asks_for_its_passphrase() -> None:
    """Without one, and with a wrong one."""
    locked = next(base64.b64decode(case["data"]) for case in CASES if case["encrypted"])
    for given, wrong in ((None, False), ("no", True)):
        with pytest.raises(PassphraseNeeded) as caught:
            report_key(locked, "k", given)
        assert caught.value.wrong is wrong


def test_what_is_no_key() -> None:
    """Anything else is an error with a reason."""
    with pytest.raises(BackupError):
        report_key(b"hello", "k")


def test_a_request_that_is_read_in_part_keeps_its_pin() -> None:
    """Bytes behind a request do not cost the pin."""
    whole = next(
        base64.b64decode(case["data"]) for case in CASES if case["kind"] == "CSR" and case["name"].endswith("der")
    )
    assert report_key(whole + b"more", "k").pin == report_key(whole, "k").pin
