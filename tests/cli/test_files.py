"""Files as targets: every container, every order, and snippets from them."""

import base64
from pathlib import Path

import pytest
from chain.building import certificate, common_name, dns_names
from cli.conftest import Cli, Outcome
from cli.filing import (
    CHAIN_PINS,
    ISSUING,
    KEY_FILES,
    LEAF,
    OTHER,
    ROOT,
    Shown,
    pem,
)
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs7, pkcs12
from trust.making import HOST, make_leaf

from inspector.chain.container import to_pem


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


@pytest.mark.parametrize("host", ["*.bank.test", "10.0.0.1"])
def test_a_leaf_that_names_no_single_host_needs_one(
    cli: Cli, roots: tuple[str, ...], tmp_path: Path, host: str
) -> None:
    """The option is named, and nothing is printed."""
    file = tmp_path / "chain.pem"
    file.write_text(pem(make_leaf(ISSUING, host), ISSUING))
    outcome = snippet(cli, file, *roots)
    assert (outcome.code, outcome.out) == (2, "")
    assert "--server-name" in outcome.err
