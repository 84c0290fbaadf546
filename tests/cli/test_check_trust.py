"""`check` of curl and wget where the chain is not checked, or where there is none: as the programs themselves do."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli.checking import OLD
from cli.conftest import Cli
from testdata import require_client

from inspector.lab.running import Running

CURL, WGET = "curl --pinnedpubkey 'sha256//{}' ", "wget --pinnedpubkey='sha256//{}' "


@pytest.fixture
def leaf(cli: Cli, at_lab: tuple[str, ...]) -> str:
    """Return the base64 of the leaf's pin."""
    pin: str = json.loads(cli("show", *at_lab, "--json").out)["path"][0]["pin"]
    return pin.removeprefix("sha256/")


def verdict(cli: Cli, tmp_path: Path, command: str, *options: str) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the only verdict of `check` for a script with one command."""
    script = tmp_path / "get.sh"
    script.write_text(command)
    told = cli("check", script, *options, "--json")
    (only,) = json.loads(told.out)["verdicts"]
    return told.code, only


@pytest.mark.parametrize("url", ["http://{}/", "{}", "HTTP://{}:80/x", "ftp://{}/"])
@pytest.mark.parametrize("program", [CURL, WGET])
def test_without_tls_nothing_is_pinned(
    cli: Cli, leaf: str, lab: Running, at_lab: tuple[str, ...], tmp_path: Path, program: str, url: str
) -> None:
    """Neither with roots that trust the chain nor with others: the pin is never looked at."""
    for options in (at_lab, at_lab[:3]):
        code, found = verdict(cli, tmp_path, program.format(leaf) + url.format(lab.host), *options)
        assert (code, found["outcome"], found["matched"]) == (1, "not-pinned", [])


@pytest.mark.parametrize("more", ["--proto-default https {}", "--ssl-reqd ftp://{}/"])
def test_what_begins_tls_by_an_option_is_pinned(
    cli: Cli, leaf: str, lab: Running, at_lab: tuple[str, ...], tmp_path: Path, more: str
) -> None:
    """The default for URLs without a scheme, and the upgrade that it insists on."""
    assert verdict(cli, tmp_path, CURL.format(leaf) + more.format(lab.host), *at_lab)[1]["outcome"] == "connects"


def test_one_url_without_tls_is_enough(
    cli: Cli, leaf: str, lab: Running, at_lab: tuple[str, ...], tmp_path: Path
) -> None:
    """The same host with and without TLS in one command."""
    urls = f"https://{lab.host}/ http://{lab.host}/"
    assert verdict(cli, tmp_path, CURL.format(leaf) + urls, *at_lab)[1]["outcome"] == "not-pinned"


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("program", ["curl", "wget"])
@pytest.mark.parametrize("unchecked", [True, False])
def test_a_chain_that_is_not_trusted(
    cli: Cli,
    leaf: str,
    lab: Running,
    at_lab: tuple[str, ...],
    tmp_path: Path,
    *,
    program: str,
    right: bool,
    unchecked: bool,
) -> None:
    """The program itself decides: it is run against the same server, and `check` says the same."""
    require_client(shutil.which(program), program)
    pin = leaf if right else OLD
    switch = [{"curl": "-k", "wget": "--no-check-certificate"}[program]] if unchecked else []
    pinned = ["--pinnedpubkey", f"sha256//{pin}"] if program == "curl" else [f"--pinnedpubkey=sha256//{pin}"]
    real = [program, *switch, *pinned, f"https://127.0.0.1:{lab.port}/"]
    done = subprocess.run([*real, *(["-O", "-"] if program == "wget" else [])], capture_output=True, timeout=20)
    assert (done.returncode == 0) is (right and unchecked)
    command = " ".join([program, *switch, *pinned, f"https://{lab.host}/"])
    code, found = verdict(cli, tmp_path, command, *at_lab[:3])
    assert found["outcome"] == ("connects" if done.returncode == 0 else "refused")
    assert code == (done.returncode != 0)
    assert "unused-pin" not in [problem["code"] for problem in found["problems"]]


def test_a_rehearsal_without_trust_and_without_tls(
    cli: Cli, leaf: str, at_lab: tuple[str, ...], lab: Running, tmp_path: Path
) -> None:
    """Clocks and roots do not stop `curl -k`; without TLS no attack is refused."""
    answers = {}
    for name, command in (("k", CURL + "-k https://"), ("clear", CURL + "http://"), ("tls", CURL + "https://")):
        script = tmp_path / f"{name}.sh"
        script.write_text(command.format(leaf) + lab.host)
        told = json.loads(cli("rehearse", *at_lab, "--config", script, "--json").out)
        answers[name] = {event["code"]: event["cells"][0]["answer"] for event in told["events"]}
    for event in ("clock-ahead", "clock-behind", "root-removed"):
        assert [answers[name][event] for name in ("k", "clear", "tls")] == ["works", "unprotected", "locked-out"]
    for event in ("user-ca", "wrong-issue"):
        assert [answers[name][event] for name in ("k", "clear", "tls")] == ["works", "unprotected", "works"]
