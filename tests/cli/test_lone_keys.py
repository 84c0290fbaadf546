"""Files that hold a key and no certificate: requests, public and private keys."""

import base64
import subprocess
from pathlib import Path

import pytest
from chain.building import P256, common_name, dns_names, sequence
from cli.conftest import Cli
from cli.filing import (
    KEY_FILES,
    PIN,
    Shown,
)
from trust.making import HOST

from inspector.chain.der import BIT_STRING, INTEGER, OID, encode
from inspector.chain.pin import Pin

LONE = [name for name, case in KEY_FILES.items() if case["kind"] != "certificate" and not case["encrypted"]]


@pytest.mark.parametrize("name", LONE)
def test_a_key_alone_has_a_pin_and_no_chain(cli: Cli, shown: Shown, tmp_path: Path, name: str) -> None:
    """Requests, public and private keys in every form: kind and pin as openssl has it, code 0, no trust."""
    case = KEY_FILES[name]
    file = tmp_path / "next.key"
    file.write_bytes(base64.b64decode(case["data"]))
    found = shown(file)
    assert found["key"]["kind"] == case["kind"]
    assert found["key"]["pin"] == f"sha256/{case['pin']}"
    assert (found["trusted"], found["path"], found["served"], found["paths"]) == (False, None, [], [])
    text = cli("show", file)
    assert text.code == 0
    assert PIN.findall(text.out)[0] == f"sha256/{case['pin']}"
    assert "no chain" in text.out


def test_the_pem_of_a_key_alone_is_its_public_half(cli: Cli, openssl: str, tmp_path: Path) -> None:
    """It is what openssl makes of the private key."""
    file = tmp_path / "own.key"
    file.write_bytes(base64.b64decode(KEY_FILES["p256 pem"]["data"]))
    public = subprocess.run([openssl, "pkey", "-in", file, "-pubout"], capture_output=True, text=True, check=True)
    assert cli("show", "--pem", file).out == public.stdout


def test_a_key_alone_gives_no_pin_set(cli: Cli, tmp_path: Path) -> None:
    """No server has the key yet, so a pin set of it would lock everyone out: it is a backup."""
    file = tmp_path / "next.csr"
    file.write_bytes(base64.b64decode(KEY_FILES["rsa csr pem"]["data"]))
    outcome = cli("pin", file, "--for", "okhttp-kotlin", "--server-name", HOST)
    assert (outcome.code, outcome.out) == (1, "")
    assert "--backup" in outcome.err


def test_a_request_with_hostile_names(cli: Cli, shown: Shown, tmp_path: Path) -> None:
    """Subject and names are visible text, in lines and in JSON."""
    evil = "\x1b[31m\u202e\x00"
    wanted = sequence(encode(OID, bytes.fromhex("2a864886f70d01090e")), encode(0x31, sequence(dns_names(evil))))
    info = sequence(encode(INTEGER, b"\0"), common_name(evil), P256, encode(0xA0, wanted))
    file = tmp_path / "evil.csr"
    file.write_bytes(sequence(info, sequence(encode(OID, b"\x2a\x03")), encode(BIT_STRING, b"\0none")))
    outcome = cli("show", file)
    assert outcome.code == 0
    assert all(line.isprintable() for line in outcome.out.splitlines())
    assert Pin.of(P256).base64 in outcome.out
    found = shown(file)["key"]
    assert all(text.isprintable() for text in (found["subject"], *found["names"], *found["problems"]))
