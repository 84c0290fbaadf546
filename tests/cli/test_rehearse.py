"""`pinspector rehearse`, against servers of the lab."""

import json
import subprocess
from pathlib import Path

import pytest
from cli.conftest import Cli
from lab.command import target_of

from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios

ANSWERS = {"works", "locked-out", "unprotected", None}


def options(lab: Running, roots: Path) -> list[str]:
    """Return the command line up to what is pinned."""
    return ["rehearse", lab.host, "--connect-to", f"127.0.0.1:{lab.port}", "--roots", str(roots)]


def test_text_has_matrix_reasons_help_and_dates(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """Everything is told, and the default pick is said on standard error."""
    told = cli(*options(lab, lab_roots))
    assert told.code == 0
    for words in ("Leaf renewed, new key", "What breaks, and why", "What would close the most", "Dates", "locked out"):
        assert words in told.out
    assert "Pinned, since no --pick was given" in told.err
    assert "sha256/" not in told.out


def test_json_is_one_object(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """JSON alone stands on standard output, with a cell for each client and event."""
    told = cli(*options(lab, lab_roots), "--pick", "leaf", "--for", "okhttp-java", "--for", "curl", "--json")
    made = json.loads(told.out)
    assert [item["client"] for item in made["clients"]] == ["okhttp-java", "curl"]
    assert len(made["events"]) >= 12
    assert {cell["answer"] for event in made["events"] for cell in event["cells"]} <= ANSWERS


def test_markdown_is_a_page(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """Markdown begins with its title and has the table."""
    told = cli(*options(lab, lab_roots), "--pick", "leaf", "--markdown")
    assert told.out.startswith("# Rehearsal of the pins for `api.bank.test`")
    assert "| Leaf renewed, new key |" in told.out


def test_backup_decides_whether_a_lost_key_locks_out(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """The same chain with and without a spare key."""
    spare = "sha256/C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
    for backup, answer in ((["--backup", spare], "works"), ([], "locked-out")):
        told = cli(*options(lab, lab_roots), "--pick", "leaf", "--for", "okhttp-kotlin", "--json", *backup)
        events = {event["code"]: event for event in json.loads(told.out)["events"]}
        assert events["key-lost"]["cells"][0]["answer"] == answer


def test_all_leaf_keys_are_rehearsed_together(cli: Cli, tmp_path: Path) -> None:
    """With `--all-addresses` the RSA key joins the ECDSA one, and the switch between them works."""
    with scenarios()["two-keys"].start() as running:
        target = ["rehearse", *target_of(running, tmp_path)]
        for more, answer in (([], "locked-out"), (["--all-addresses"], "works")):
            told = cli(*target, "--pick", "leaf", "--for", "curl", "--for", "okhttp-java", "--json", *more)
            assert told.code == 0, told.err
            events = {event["code"]: event for event in json.loads(told.out)["events"]}
            assert {cell["answer"] for cell in events["other-key-kind"]["cells"]} == {answer}


def test_pins_that_fail_today_are_a_bad_answer(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """A set that no client here can have is no success: the intermediate for curl."""
    told = cli(*options(lab, lab_roots), "--pick", "intermediate", "--for", "curl")
    assert told.code == 1
    assert "curl looks at the leaf's key only" in told.out


def test_untrusted_chain_is_refused(cli: Cli, lab: Running) -> None:
    """Without the lab's roots there is nothing to rehearse."""
    told = cli("rehearse", lab.host, "--connect-to", f"127.0.0.1:{lab.port}")
    assert told.code == 1
    assert told.out == ""
    assert "untrusted chain" in told.err


def test_unknown_client_is_a_usage_error(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """A client that cannot be rehearsed is named with those that can."""
    told = cli(*options(lab, lab_roots), "--for", "pigeon")
    assert told.code == 2
    assert "okhttp-kotlin" in told.err


def test_every_client_with_a_judge_can_be_asked_for(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """Code for old OkHttp, wget and Python are played; React Native is told as iOS and as Android."""
    wanted = [word for name in ("okhttp-3", "wget", "python", "react-native") for word in ("--for", name)]
    told = cli(*options(lab, lab_roots), "--pick", "leaf", "--json", *wanted)
    assert told.code == 0
    made = json.loads(told.out)
    titles = [item["title"] for item in made["clients"]]
    assert titles == ["OkHttp before 4.3", "wget", "Python", "React Native iOS", "React Native Android"]
    events = {event["code"]: [cell["answer"] for cell in event["cells"]] for event in made["events"]}
    assert events["today"] == ["works", "works", "works", None, None]


def test_client_without_a_judge_is_a_usage_error(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """What Go builds from a chain is not known here, and TLSA records ask no authority."""
    for name in ("go", "tlsa", "flutter"):
        told = cli(*options(lab, lab_roots), "--for", name)
        assert (told.code, told.out) == (2, "")
        assert f"The client {name} cannot be rehearsed." in told.err


def test_unreachable_host_is_no_success(cli: Cli, lab: Running) -> None:
    """No chain, no rehearsal."""
    told = cli("rehearse", lab.host, "--connect-to", "127.0.0.1:1")
    assert told.code == 3
    assert told.out == ""


@pytest.mark.parametrize(("client", "picked"), [("apple", "intermediate"), ("curl", "leaf")])
def test_our_own_pick_is_one_that_the_client_can_express(
    cli: Cli, lab: Running, lab_roots: Path, client: str, picked: str
) -> None:
    """Without --pick one client gets what `pin` would pick for it: it is rehearsed, and nothing is left out."""
    told = cli(*options(lab, lab_roots), "--for", client)
    assert told.code == 0, told.err
    assert f"no --pick was given: {picked} " in told.err
    assert " and " not in told.err.partition("no --pick was given: ")[2].partition("\n")[0]
    assert "left out" not in told.out


def test_a_client_is_named_once_before_its_reason(cli: Cli, lab: Running, lab_roots: Path) -> None:
    """The reason begins with its name already."""
    told = cli(*options(lab, lab_roots), "--pick", "leaf", "--pick", "intermediate", "--for", "apple")
    assert told.code == 1
    (line,) = [line for line in told.out.splitlines() if "cannot take the leaf together with a layer above it" in line]
    assert line.count("Apple NSPinnedDomains") == 1


def test_a_backup_that_the_client_cannot_pin_is_not_turned_to(
    cli: Cli, lab: Running, lab_roots: Path, tmp_path: Path, openssl: str
) -> None:
    """It has no rehearsal at all, and the reason names the kind of key."""
    key = tmp_path / "spare.pem"
    make = [openssl, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521", "-out", str(key)]
    subprocess.run(make, check=True)
    told = cli(*options(lab, lab_roots), "--pick", "leaf", "--backup", key, "--for", "ktor-darwin")
    assert told.code == 1
    assert "Ktor Darwin cannot pin a key of the kind EC P-521, as the backup (private key spare.pem) is" in told.out
    assert " works" not in told.out
