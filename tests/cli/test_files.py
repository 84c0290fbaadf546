"""Files and standard input as targets: every container, keys alone, passwords, and hostile content."""

import base64
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chain.building import P256, certificate, common_name, dns_names, sequence
from cli.conftest import Cli, Outcome
from cli.terminal import Terminal
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs7, pkcs12
from trust.making import AT, HOST, Made, make, make_leaf

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_certificates, to_pem
from inspector.chain.der import BIT_STRING, INTEGER, OID, encode
from inspector.chain.pin import Pin

PIN = re.compile(r"sha256/[A-Za-z0-9+/]{43}=")
CASES: dict[str, Any] = json.loads((Path(__file__).parent.parent / "data" / "pkcs12.json").read_text())
KEYS: dict[str, Any] = json.loads((Path(__file__).parent.parent / "pinning" / "keys.json").read_text())
KEY_FILES = {case["name"]: case for case in KEYS["cases"]}
PASSWORD: str = CASES["openssl"]["password"]
PKCS12_PINS = [f"sha256/{CASES[f'pin of {name}']}" for name in ("leaf", "inter", "root")]

Shown = Callable[..., dict[str, Any]]


@pytest.fixture
def shown(cli: Cli) -> Shown:
    """Return a function that gives the object of `show --json`, after checking the exit code."""

    def call(*argv: str | Path, code: int = 0) -> dict[str, Any]:
        outcome = cli("show", "--json", *argv)
        assert outcome.code == code, outcome.err
        parsed: dict[str, Any] = json.loads(outcome.out)
        return parsed

    return call


ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)
OTHER = make_leaf(ISSUING, "other.test")
CHAIN_PINS = [str(made.certificate.pin) for made in (LEAF, ISSUING, ROOT)]
NOW = f"{AT:%Y-%m-%dT%H:%M:%SZ}"


def pem(*chain: Made) -> str:
    """Return a bundle."""
    return "".join(to_pem(made.certificate.der) for made in chain)


@pytest.fixture
def roots(tmp_path: Path) -> tuple[str, ...]:
    """Return the options with which the chain is trusted."""
    file = tmp_path / "roots.pem"
    file.write_text(pem(ROOT))
    return ("--roots", str(file), "--at", NOW)


def forms() -> dict[str, bytes]:
    """Return the same leaf and intermediate in every container that needs no password."""
    library = [x509.load_der_x509_certificate(made.certificate.der) for made in (LEAF, ISSUING)]
    return {
        "PEM": pem(LEAF, ISSUING).encode(),
        "PEM upside down": pem(ROOT, ISSUING, LEAF).encode(),
        "PEM in UTF-16": pem(LEAF, ISSUING).encode("utf-16"),
        "PEM with Windows line ends": pem(LEAF, ISSUING).replace("\n", "\r\n").encode(),
        "DER": LEAF.certificate.der + ISSUING.certificate.der,
        "PKCS 7 in DER": pkcs7.serialize_certificates(library, Encoding.DER),
        "PKCS 7 in PEM": pkcs7.serialize_certificates(library, Encoding.PEM),
        "PKCS 12": pkcs12.serialize_key_and_certificates(None, None, library[0], library[1:], NoEncryption()),
    }


@pytest.mark.parametrize("form", forms())
def test_every_container_gives_the_same_path(shown: Shown, roots: tuple[str, ...], tmp_path: Path, form: str) -> None:
    """The path, the trust and the pins do not depend on how the certificates are packed."""
    file = tmp_path / "chain.bin"
    file.write_bytes(forms()[form])
    found = shown(file, *roots, "--server-name", HOST)
    assert [item["pin"] for item in found["path"]] == CHAIN_PINS
    assert found["trusted"] is True
    assert found["tls"] is None
    assert found["target"] == {"host": None, "port": None, "server_name": HOST, "address": None}


def test_served_stays_in_the_order_of_the_file(shown: Shown, roots: tuple[str, ...], tmp_path: Path) -> None:
    """Roles come from the chain's logic, and findings point at places of the file."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(ROOT, OTHER, ISSUING, LEAF))
    found = shown(file, *roots, "--server-name", HOST)
    assert [item["role"] for item in found["served"]] == ["root", "leaf", "intermediate", "leaf"]
    assert [item["pin"] for item in found["path"]] == CHAIN_PINS
    places = {finding["code"]: finding["certificate"] for finding in found["findings"]}
    assert places["unused-certificate"] == 1
    assert places["several-leaves"] == 3


def test_without_a_name_none_is_said_to_match(cli: Cli, shown: Shown, roots: tuple[str, ...], tmp_path: Path) -> None:
    """The text and the JSON say that no name was checked; a name that is given is checked, whatever its case."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(LEAF, ISSUING))
    assert "no name was checked" in cli("show", file, *roots).out
    found = shown(file, *roots)
    assert found["target"]["server_name"] is None
    assert "no-name-checked" in {finding["code"] for finding in found["findings"]}
    assert shown(file, *roots, "--server-name", HOST.upper())["target"]["server_name"] == HOST
    wrong = shown(file, *roots, "--server-name", "else.test", code=1)
    assert "name-mismatch" in {finding["code"] for finding in wrong["findings"]}
    assert cli("show", file, *roots, "--server-name", "a b").code == 2


def test_a_file_that_is_not_trusted_ends_with_1(shown: Shown, tmp_path: Path) -> None:
    """Mozilla's roots do not know the chain; it is shown all the same."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(LEAF, ISSUING))
    found = shown(file, code=1)
    assert (found["path"], len(found["served"])) == (None, 2)


def test_what_else_a_bundle_holds_is_said(cli: Cli, roots: tuple[str, ...], tmp_path: Path) -> None:
    """A private key is named and never shown; a broken block is an error among the findings."""
    secret = base64.b64decode(KEY_FILES["p256 pem"]["data"]).decode()
    file = tmp_path / "all.pem"
    broken = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
    file.write_text(pem(LEAF) + secret + broken + pem(ISSUING))
    outcome = cli("show", file, *roots)
    assert outcome.code == 0
    assert "Block 2 is a private key." in outcome.out
    assert "Block 3 says it is a certificate and is none." in outcome.out
    assert not any(line in outcome.out for line in secret.splitlines()[1:-1])


def test_text_of_files_that_climb_out_of_them(cli: Cli, tmp_path: Path) -> None:
    """Names in a file's certificates, and its own, never reach the terminal as they are."""
    evil = "\x1b]0;owned\x07\u202e[bold]"
    file = tmp_path / "evil\x1b[2J.pem"
    file.write_text(to_pem(certificate(dns_names(evil), subject=common_name(evil))))
    for details in ((), ("--details",)):
        outcome = cli("show", file, *details)
        assert outcome.code == 1
        assert all(line.isprintable() for line in outcome.out.splitlines())
        assert "\\x1b]0;owned\\x07" in outcome.out


# Keys alone


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


# Passwords


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a PKCS #12 file that is locked with a password."""
    file = tmp_path / "locked.p12"
    file.write_bytes(base64.b64decode(CASES["openssl"]["base64"]))
    return file


@pytest.fixture
def no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make this process one without a terminal."""
    monkeypatch.setattr("inspector.cli.opening._has_terminal", lambda: False)


def pins_of(outcome: Outcome) -> list[str]:
    """Return the pins in the JSON of `show`."""
    return [item["pin"] for item in json.loads(outcome.out)["served"]]


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\nmore\n"])
def test_a_password_from_a_file(cli: Cli, locked: Path, tmp_path: Path, end: str) -> None:
    """Its first line opens the container."""
    file = tmp_path / "password"
    file.write_bytes((PASSWORD + end).encode())
    outcome = cli("show", "--json", locked, "--password-file", file)
    assert (outcome.code, outcome.err) == (1, "")
    assert pins_of(outcome) == PKCS12_PINS


@pytest.mark.parametrize("command", [("show",), ("show", "--json"), ("pin", "--for", "okhttp-kotlin")])
@pytest.mark.usefixtures("no_terminal")
def test_without_a_password_a_locked_file_ends_with_4(
    cli: Cli, locked: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    """Without a terminal the option is named; a wrong password says so, and neither it nor a pin is printed."""
    outcome = cli(*command, locked)
    assert (outcome.code, outcome.out) == (4, "")
    assert "locked with a password" in outcome.err
    assert "--password-file" in outcome.err
    file = tmp_path / "password"
    for content in (b"hunter2", b"", b"\n"):
        file.write_bytes(content)
        outcome = cli(*command, locked, "--password-file", file)
        assert (outcome.code, outcome.out) == (4, "")
        assert ("does not open it" in outcome.err) == (content == b"hunter2")
        assert "hunter2" not in outcome.err


def test_a_password_file_that_is_none(cli: Cli, locked: Path, tmp_path: Path) -> None:
    """An absent one, one in another encoding, and standard input for two things at once."""
    assert cli("show", locked, "--password-file", tmp_path / "absent").code == 4
    file = tmp_path / "password"
    file.write_bytes(b"caf\xe9")
    assert "UTF-8" in cli("show", locked, "--password-file", file).err
    assert cli("show", "-", "--password-file", "-").code == 2


def test_a_container_without_or_with_an_empty_password_asks_for_none(cli: Cli, tmp_path: Path) -> None:
    """It is opened silently."""
    for name in ("openssl-readable", "openssl-empty-password"):
        file = tmp_path / "open.p12"
        file.write_bytes(base64.b64decode(CASES[name]["base64"]))
        outcome = cli("show", "--json", file)
        assert (outcome.code, outcome.err) == (1, "")
        assert pins_of(outcome) == PKCS12_PINS


def test_the_terminal_is_asked_for_the_password(locked: Path) -> None:
    """A wrong one is said to be wrong, the right one opens; neither is echoed."""
    with Terminal(["show", locked]) as terminal:
        terminal.read_until("Password of ")
        terminal.press("hunter2\n")
        terminal.read_until("Wrong. Password of ")
        terminal.press(f"{PASSWORD}\n")
        assert terminal.finish() == 1
    assert "hunter2" not in terminal.seen
    assert PASSWORD not in terminal.seen
    assert PKCS12_PINS[0] in terminal.seen


def test_three_wrong_passwords_end_with_4(locked: Path) -> None:
    """And nothing is shown."""
    with Terminal(["show", locked]) as terminal:
        for _ in range(3):
            terminal.read_until("Password of ")
            terminal.press("hunter2\n")
        assert terminal.finish() == 4
    assert "does not open it" in terminal.seen
    assert not PIN.search(terminal.seen)


def test_a_locked_file_on_standard_input_asks_on_the_terminal(locked: Path) -> None:
    """What was piped in is kept while the terminal is asked."""
    with Terminal(["show", "-"], piped=locked.read_bytes()) as terminal:
        terminal.read_until("Password of standard input")
        terminal.press(f"{PASSWORD}\n")
        assert terminal.finish() == 1
    assert PKCS12_PINS[2] in terminal.seen


def test_the_passphrase_of_a_private_key(tmp_path: Path) -> None:
    """A locked private key is asked for in the same way, and its pin is shown."""
    case = next(case for case in KEYS["cases"] if case["encrypted"])
    file = tmp_path / "own.key"
    file.write_bytes(base64.b64decode(case["data"]))
    with Terminal(["show", file]) as terminal:
        terminal.read_until("Password of ")
        terminal.press(f"{KEYS['password']}\n")
        assert terminal.finish() == 0
    assert case["pin"] in terminal.seen


# Snippets from files


def snippet(cli: Cli, file: Path, *options: str) -> Outcome:
    """Return the outcome of a snippet for OkHttp."""
    return cli("pin", file, "--for", "okhttp-kotlin", "--accept-private-anchor", *options)


def test_the_host_of_a_file_is_the_first_that_the_leaf_names(cli: Cli, roots: tuple[str, ...], tmp_path: Path) -> None:
    """That it was chosen is said; a name that is given comes first."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(ISSUING, LEAF))
    outcome = snippet(cli, file, *roots)
    assert outcome.code == 0
    assert f'"{HOST}"' in outcome.out
    assert f"The pins are for {HOST}, the first host that the leaf names" in outcome.err
    given = snippet(cli, file, *roots, "--server-name", HOST)
    assert given.out == outcome.out
    assert "first host" not in given.err


@pytest.mark.parametrize("host", ["*.bank.test", "10.0.0.1", "under_score.test"])
def test_a_leaf_that_names_no_single_host_needs_one(
    cli: Cli, roots: tuple[str, ...], tmp_path: Path, host: str
) -> None:
    """The option is named, and nothing is printed."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(make_leaf(ISSUING, host), ISSUING))
    outcome = snippet(cli, file, *roots)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--server-name" in outcome.err


# Details


def test_details_show_every_extension_and_the_making_of_the_pin(
    cli: Cli, roots: tuple[str, ...], tmp_path: Path
) -> None:
    """Names, raw bytes and offsets stand in the text; without the option they do not."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(LEAF, ISSUING))
    outcome = cli("show", file, *roots, "--details")
    start, spki = LEAF.certificate.der.index(LEAF.certificate.key.spki), LEAF.certificate.key.spki
    assert f"{len(spki)} from offset {start} ({start:#06x}): the SubjectPublicKeyInfo" in outcome.out
    assert LEAF.certificate.pin.hex in outcome.out
    for extension in LEAF.certificate.extensions:
        assert f"extension  {extension.name}" in outcome.out
        assert f"raw: {extension.der.hex()}" in outcome.out
    assert "extension" not in cli("show", file, *roots).out


def test_details_in_json(shown: Shown, roots: tuple[str, ...], tmp_path: Path) -> None:
    """Two keys are added to every certificate, and the bytes are those of the certificate."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(LEAF, ISSUING))
    plain, detailed = shown(file, *roots), shown(file, *roots, "--details")
    for item, more in zip(plain["path"], detailed["path"], strict=True):
        assert {key: more[key] for key in item} == item
        assert set(more) - set(item) == {"extensions", "spki"}
        read = parse_certificate(read_certificates(more["pem"].encode())[0])
        place = more["spki"]
        assert read.der[place["offset"] : place["offset"] + place["length"]].hex() == place["hex"]
        assert [entry["hex"] for entry in more["extensions"]] == [item.der.hex() for item in read.extensions]


def test_the_commands_of_a_host_give_its_pins(cli: Cli, at_lab: tuple[str, ...], openssl: str) -> None:
    """The line for each served certificate, run by a shell against the server, prints the pin above it."""
    text = cli("show", *at_lab, "--details").out
    blocks = re.findall(r"pin        sha256/(\S+)\n.*?by hand    (openssl [^\n]+)", text, re.DOTALL)
    assert len(blocks) == 3
    for pin, command in blocks[:2]:
        assert "s_client" in command
        done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
        assert (done.stdout.strip(), done.stderr) == (pin, "")
    assert "FILE" in blocks[2][1]


# Standard input and the app


def test_the_app_reads_standard_input_and_then_the_terminal() -> None:
    """A chain that is piped in is explored, and the keys come from the terminal."""
    with Terminal(["-"], piped=pem(LEAF, ISSUING).encode()) as terminal:
        terminal.read_until("Issuing")
        terminal.press("q")
        assert terminal.finish() == 0


def test_what_is_pasted_is_read_too() -> None:
    """Where standard input is the terminal, it is read until Ctrl-D, and then the app begins."""
    with Terminal(["-"]) as terminal:
        terminal.read_until("Ctrl-D")
        terminal.press(pem(LEAF, ISSUING) + "\x04")
        terminal.read_until("judged")
        terminal.press("q")
        assert terminal.finish() == 0


def test_without_a_terminal_the_app_refuses_standard_input(program: tuple[str, ...]) -> None:
    """The command that does without one is named."""
    done = subprocess.run(
        [*program, "-"], input=pem(LEAF).encode(), capture_output=True, check=False, start_new_session=True
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pinspector show -" in done.stderr


def test_standard_input_without_certificates_ends_with_4(program: tuple[str, ...]) -> None:
    """Empty and other input is a file that cannot be understood."""
    for data in (b"", b"hello", b"\x1b[31m" * 100):
        done = subprocess.run([*program, "show", "-"], input=data, capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (4, b"")
        assert done.stderr.startswith(b"pinspector: standard input: ")
        assert b"\x1b" not in done.stderr
