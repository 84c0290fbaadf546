"""`pinspector pin`: the snippet alone on standard output, and everything that must not be handed out."""

import base64
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cli.conftest import Cli

from inspector.lab.running import Running

PIN = re.compile(r"sha256/[A-Za-z0-9+/]{43}=")
SPARE = "sha256/r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E="
DEAD = "sha256/47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


@pytest.fixture
def accepted(at_lab: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lab's target and options, its private root accepted."""
    return (*at_lab, "--accept-private-anchor")


@pytest.fixture
def path_pins(cli: Cli, at_lab: tuple[str, ...]) -> list[str]:
    """Return the pins of the lab's path, leaf first, as `show` prints them."""
    return PIN.findall(cli("show", *at_lab).out)


def test_without_a_pick_the_leaf_and_its_authority_are_pinned(
    cli: Cli, accepted: tuple[str, ...], path_pins: list[str]
) -> None:
    """Standard output is the snippet with these two pins; the choice is told on standard error."""
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin")
    assert outcome.code == 0
    assert PIN.findall(outcome.out) == path_pins[:2]
    assert all(line.startswith(("//", "val ", " ", ")")) or not line for line in outcome.out.splitlines())
    assert "no --pick was given" in outcome.err


@pytest.mark.parametrize(
    ("picks", "places"),
    [
        (["leaf"], [0]),
        (["intermediate"], [1]),
        (["root"], [2]),
        (["0", "2"], [0, 2]),
        (["root", "leaf"], [0, 2]),
        (["leaf", "0"], [0]),
    ],
    ids=["leaf", "intermediate", "root", "indices", "any order", "twice the same"],
)
def test_layers_are_picked_by_role_and_index(
    cli: Cli, accepted: tuple[str, ...], path_pins: list[str], picks: list[str], places: list[int]
) -> None:
    """The pins come in the order of the path, each once."""
    options = [word for name in picks for word in ("--pick", name)]
    outcome = cli("pin", *accepted, "--for", "okhttp-java", *options)
    assert outcome.code == 0
    assert PIN.findall(outcome.out) == [path_pins[place] for place in places]


def test_a_layer_is_picked_by_its_pin(cli: Cli, accepted: tuple[str, ...], path_pins: list[str]) -> None:
    """A pin of the path picks its layer."""
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin", "--pick", path_pins[1])
    assert PIN.findall(outcome.out) == [path_pins[1]]


def test_a_private_root_is_refused_unless_accepted(cli: Cli, at_lab: tuple[str, ...]) -> None:
    """Nothing is printed, the anchor is named, and the code is 1."""
    outcome = cli("pin", *at_lab, "--for", "okhttp-kotlin")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Lab Root X1, which is no public root" in outcome.err
    assert "--accept-private-anchor" in outcome.err


def test_an_accepted_private_root_stamps_the_snippet(cli: Cli, accepted: tuple[str, ...]) -> None:
    """The first line says that the snippet is not for release, and why."""
    outcome = cli("pin", *accepted, "--for", "nsc")
    assert outcome.code == 0
    assert "DO NOT RELEASE" in outcome.out.splitlines()[0]


@pytest.mark.parametrize("options", [(), ("--accept-private-anchor",)], ids=["private", "accepted"])
def test_a_private_root_has_to_be_known(cli: Cli, lab: Running, options: tuple[str, ...]) -> None:
    """Without it there is no path, so that no client connects: nothing is printed, and --roots is named."""
    outcome = cli("pin", lab.host, "--connect-to", lab.connect_to, "--for", "okhttp-kotlin", "--pick", "leaf", *options)
    assert (outcome.code, outcome.out) == (1, "")
    assert "untrusted chain" in outcome.err
    assert "--roots FILE" in outcome.err
    assert "Pick a layer" not in outcome.err


@pytest.mark.parametrize("options", [("--at", "2099-01-01"), ("--server-name", "other.test")], ids=["expired", "name"])
def test_an_untrusted_chain_gives_no_pin_even_where_its_anchor_is_accepted(
    cli: Cli, accepted: tuple[str, ...], options: tuple[str, ...]
) -> None:
    """Accepting the anchor accepts neither an expired certificate nor one for another name."""
    outcome = cli("pin", *accepted, *options, "--for", "okhttp-kotlin")
    assert (outcome.code, outcome.out) == (1, "")
    assert "untrusted chain" in outcome.err


def test_a_backup_is_taken_in_another_spelling(cli: Cli, accepted: tuple[str, ...]) -> None:
    """A bare base64 backup joins the picked pins, once."""
    bare = SPARE.removeprefix("sha256/")
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin", "--backup", bare, "--backup", SPARE)
    assert outcome.code == 0
    assert PIN.findall(outcome.out)[-1] == SPARE
    assert len(PIN.findall(outcome.out)) == 3


def test_a_backup_is_taken_from_a_private_key_that_is_never_shown(
    cli: Cli, accepted: tuple[str, ...], tmp_path: Path, openssl: str
) -> None:
    """The pin is the one of openssl's pipeline, and nothing of the key is printed."""
    key = tmp_path / "spare.pem"
    subprocess.run(
        [openssl, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key], check=True
    )
    public = subprocess.run(
        [openssl, "pkey", "-in", key, "-pubout", "-outform", "der"], check=True, capture_output=True
    )
    digest = subprocess.run([openssl, "dgst", "-sha256", "-hex"], check=True, input=public.stdout, capture_output=True)
    outcome = cli("pin", *accepted, "--for", "nsc", "--backup", key)
    expected = bytes.fromhex(digest.stdout.decode().split()[-1])

    assert base64.b64encode(expected).decode() in outcome.out
    secret = [line for line in key.read_text().splitlines() if not line.startswith("-")]
    assert not any(line in outcome.out + outcome.err for line in secret)


@pytest.mark.parametrize(
    ("backup", "code"),
    [("nonsense", 2), (DEAD, 2), ("sha256/AAAA", 2)],
    ids=["no-pin", "hash-of-nothing", "too-short"],
)
def test_a_backup_that_is_none_is_a_wrong_command_line(
    cli: Cli, accepted: tuple[str, ...], backup: str, code: int
) -> None:
    """Nothing is printed where a backup cannot be a pin."""
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin", "--backup", backup)
    assert (outcome.code, outcome.out) == (code, "")
    assert "--backup" in outcome.err


def test_a_backup_file_without_a_key_is_an_unreadable_file(cli: Cli, accepted: tuple[str, ...], tmp_path: Path) -> None:
    """The code is 4 and nothing is printed."""
    file = tmp_path / "backup.pem"
    file.write_text("no key at all\n")
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin", "--backup", file)
    assert (outcome.code, outcome.out) == (4, "")


def test_a_backup_in_the_present_chain_is_refused(cli: Cli, accepted: tuple[str, ...], path_pins: list[str]) -> None:
    """A pin of the path is no backup, whatever it is called."""
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin", "--pick", "leaf", "--backup", path_pins[2])
    assert (outcome.code, outcome.out) == (1, "")
    assert "present path" in outcome.err


def test_subdomains_and_expiry_reach_the_snippet(cli: Cli, accepted: tuple[str, ...]) -> None:
    """The options change the pattern and the date of the XML."""
    outcome = cli("pin", *accepted, "--for", "nsc", "--subdomains", "--expires", "2098-05-06")
    assert '<domain includeSubdomains="true">api.bank.test</domain>' in outcome.out
    assert '<pin-set expiration="2098-05-06">' in outcome.out
    assert "expiration" not in cli("pin", *accepted, "--for", "nsc", "--expires", "never").out


def test_a_whole_file_is_a_whole_file(cli: Cli, accepted: tuple[str, ...]) -> None:
    """The XML begins with its declaration and ends with its root element."""
    outcome = cli("pin", *accepted, "--for", "nsc", "--whole-file")
    assert outcome.out.startswith('<?xml version="1.0" encoding="utf-8"?>\n')
    assert outcome.out.endswith("</network-security-config>\n")


def test_an_output_file_is_new(cli: Cli, accepted: tuple[str, ...], tmp_path: Path) -> None:
    """The file holds what would have been printed; a second run leaves it as it is and says so with code 4."""
    file = tmp_path / "Pins.kt"
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin", "--output", file)
    assert (outcome.code, outcome.out) == (0, "")
    assert PIN.findall(file.read_text()) == PIN.findall(cli("pin", *accepted, "--for", "okhttp-kotlin").out)
    file.write_text("mine\n")
    again = cli("pin", *accepted, "--for", "okhttp-kotlin", "--output", file)
    assert (again.code, again.out, file.read_text()) == (4, "", "mine\n")
    assert list(tmp_path.iterdir()) == [file]


def test_the_list_names_every_client(cli: Cli) -> None:
    """One line each, no target needed."""
    outcome = cli("pin", "--list")
    assert outcome.code == 0
    assert [line.split()[0] for line in outcome.out.splitlines()][:3] == ["okhttp-kotlin", "okhttp-java", "nsc"]


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("api.bank.test",),
        ("--for", "nsc"),
        ("api.bank.test", "--for", "okhtp-kotlin"),
        ("api.bank.test", "--for", "nsc", "--expires", "2026-13-01"),
        ("api.bank.test", "--for", "nsc", "--expires", "2001-01-01"),
        ("https://", "--for", "nsc"),
    ],
    ids=" ".join,
)
def test_a_command_line_that_cannot_be_meant_ends_with_2(cli: Cli, argv: tuple[str, ...]) -> None:
    """Nothing is printed and nothing is contacted."""
    outcome = cli("pin", *argv)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err


def test_a_misspelled_client_is_guessed(cli: Cli) -> None:
    """The nearest name is offered."""
    assert "okhttp-kotlin" in cli("pin", "api.bank.test", "--for", "okhtp-kotlin").err


@pytest.mark.parametrize("pick", ["middle", "7", SPARE], ids=["word", "index", "pin"])
def test_a_pick_that_is_not_in_the_path_ends_with_2(cli: Cli, accepted: tuple[str, ...], pick: str) -> None:
    """A pick must name a layer of the path."""
    outcome = cli("pin", *accepted, "--for", "nsc", "--pick", pick)
    assert (outcome.code, outcome.out) == (2, "")


@pytest.mark.parametrize(("client", "said"), [("okhttp-kotlin", True), ("cer", True), ("nsc", False)])
def test_a_date_is_told_where_the_client_has_no_expiry(
    cli: Cli, accepted: tuple[str, ...], client: str, said: bool
) -> None:
    """It stands nowhere in such a client's code."""
    outcome = cli("pin", *accepted, "--for", client, "--pick", "leaf", "--expires", "2099-01-01")
    assert outcome.code == 0, outcome.err
    assert ("--expires is left out" in outcome.err) is said
    assert ("2099-01-01" in outcome.out) is not said


def test_a_date_that_has_passed_says_nothing_of_android(cli: Cli, accepted: tuple[str, ...]) -> None:
    """Not every client is one of Android's."""
    outcome = cli("pin", *accepted, "--for", "okhttp-kotlin", "--expires", "2020-01-01")
    assert (outcome.code, outcome.out) == (2, "")
    assert "Android" not in outcome.err


@pytest.mark.parametrize("client", ["okhttp-kotlin", "nsc", "cer", "curl"])
def test_a_chosen_moment_is_no_moment_of_reading(cli: Cli, accepted: tuple[str, ...], client: str) -> None:
    """With --at the snippet says as of when it holds, and not that it was read then."""
    now = f"{datetime.now(UTC):%Y-%m-%d}"
    for options, words in ((("--at", now), f", as of {now} "), ((), f", read {now} ")):
        outcome = cli("pin", *accepted, *options, "--for", client, "--pick", "leaf")
        assert outcome.code == 0, outcome.err
        assert words in outcome.out


def test_a_root_that_is_not_sent_is_named_with_the_client(cli: Cli, accepted: tuple[str, ...]) -> None:
    """The layer, the client, and why they do not meet."""
    outcome = cli("pin", *accepted, "--for", "tlsa", "--pick", "root")
    assert (outcome.code, outcome.out) == (1, "")
    assert "TLSA records cannot match the root (Lab Root X1): the server does not send this certificate" in outcome.err


@pytest.mark.parametrize("client", ["okhttp-kotlin", "nsc"])
def test_a_backup_that_is_encoded_oddly_is_refused(
    cli: Cli, accepted: tuple[str, ...], tmp_path: Path, openssl: str, client: str
) -> None:
    """Its pin is one that the client may never compute, as that of a picked key would be."""
    key = tmp_path / "spare.pem"
    make = [openssl, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", str(key)]
    subprocess.run(make, check=True)
    subprocess.run([openssl, "ec", "-in", key, "-conv_form", "compressed", "-out", key], check=True)
    outcome = cli("pin", *accepted, "--for", client, "--pick", "leaf", "--backup", key)
    assert (outcome.code, outcome.out) == (1, "")
    assert "the key of the backup (private key spare.pem) is encoded oddly" in outcome.err
