"""`pinspector pin` for every client: a text or a reason, and the certificate file."""

import subprocess
from pathlib import Path

import pytest
from cli.conftest import Cli

from inspector.clients.registry import clients

SPARE = "sha256/r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E="


@pytest.mark.parametrize("name", list(clients()))
def test_the_leaf_and_a_spare_key(cli: Cli, at_lab: tuple[str, ...], name: str) -> None:
    """The lab's host is under .test, which no registry knows: TrustKit and its user refuse it, all others write."""
    picks = ("--pick", "leaf", "--backup", SPARE, "--accept-private-anchor")
    outcome = cli("pin", *at_lab, "--for", name, *picks)
    if name in ("trustkit", "trustkit-plist", "react-native"):
        assert outcome.code == 1
        assert outcome.out == ""
        assert "no public registry has names under test" in outcome.err
        return
    assert outcome.code == 0, outcome.err
    assert "DO NOT RELEASE" in outcome.out.split("\n")[0]


def test_the_list_names_every_client(cli: Cli) -> None:
    """One line each, in their order."""
    lines = cli("pin", "--list").out.splitlines()
    assert [line.split()[0] for line in lines] == list(clients())


def test_a_certificate_file_is_der(cli: Cli, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """With --output the bytes of one certificate are written, which openssl reads as DER."""
    file = tmp_path / "leaf.cer"
    options = ("--for", "cer", "--accept-private-anchor", "--output", str(file))
    outcome = cli("pin", *at_lab, *options, "--pick", "leaf")
    assert outcome.code == 0, outcome.err
    assert "Ship the next certificate" in outcome.err
    shown = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-in", str(file), "-noout", "-subject"],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert shown.stdout.startswith("subject=")
    refused = cli("pin", *at_lab, *options[:-1], str(tmp_path / "two.cer"))
    assert refused.code == 1
    assert "more than one is picked" in refused.err
    assert not (tmp_path / "two.cer").exists()


@pytest.mark.parametrize(
    ("client", "picked"), [("apple", "intermediate"), ("curl", "leaf"), ("okhttp-kotlin", "leaf"), ("cronet", "leaf")]
)
def test_our_own_pick_is_one_that_the_client_can_express(
    cli: Cli, at_lab: tuple[str, ...], client: str, picked: str
) -> None:
    """Without --pick a client of one side gets the authority, a client of the leaf the leaf, any other both."""
    told = cli("pin", *at_lab, "--for", client, "--accept-private-anchor")
    assert told.code == 0, told.err
    said = next(line for line in told.err.splitlines() if "no --pick was given" in line)
    assert f"given: {picked} " in said
    assert (" and " in said) == (client in ("okhttp-kotlin", "cronet"))
