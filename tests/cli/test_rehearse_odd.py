"""`pinspector rehearse` with other moments, short and long chains, addresses, IDN hosts and hostile names."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.rehearsed import answers
from cryptography.x509 import DNSName, GeneralName, IPAddress

from inspector.lab.pki import Credential, issue_ca, issue_leaf, key_named, make_root, name_of

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
HOSTILE = "evil\x1b[2J\u202e]8;; ```\n| # <script> [/]"


def chain(host: str, depth: int) -> list[Credential]:
    """Return credentials for `host`, leaf first and anchor last."""
    above: list[Credential] = []
    for place in range(depth - 1):
        above.insert(0, issue_ca(f"File {place}", above[0], NOW) if above else make_root("File Root", NOW))
    numeric = host[0].isdigit() or ":" in host
    name: GeneralName = IPAddress(ip_address(host)) if numeric else DNSName(host.encode("idna").decode())
    key = key_named("file leaf")
    return [issue_leaf([name], above[0] if above else None, NOW, key=key, subject=name_of("leaf", None)), *above]


def options(folder: Path, credentials: Sequence[Credential], host: str, *more: str) -> list[str]:
    """Return the command line for a file with the credentials, whose last one is trusted."""
    (folder / "chain.pem").write_text("".join(item.pem for item in credentials))
    (folder / "root.pem").write_text(credentials[-1].pem)
    at = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    named = ["--server-name", host, "--roots", str(folder / "root.pem")]
    return ["rehearse", str(folder / "chain.pem"), *named, *(() if "--at" in more else ("--at", at)), *more]


def test_at_moves_the_present(cli: Cli, tmp_path: Path) -> None:
    """Another moment moves today, the events and the proposals, and nothing else: a leaf of then works then."""
    credentials = chain("a.example.com", 3)
    later = (NOW + timedelta(days=40)).date()
    for at, day in ((None, NOW.date()), (f"{later}", later)):
        more = [] if at is None else ["--at", at]
        told = cli(*options(tmp_path, credentials, "a.example.com", "--pick", "leaf", "--json", *more))
        assert told.code == 0, told.err
        made = json.loads(told.out)
        assert made["at"].startswith(str(day))
        assert {"code": "today", "day": str(day), "words": "Today"} in made["timeline"]["moments"]
        assert answers(told.out)["set-expired"]["nsc"] == "unprotected"
        assert answers(told.out)["same-key"]["okhttp-kotlin"] == "works"


@pytest.mark.parametrize("days", [-30, 80])
def test_at_outside_of_the_leaf_is_refused(cli: Cli, tmp_path: Path, days: int) -> None:
    """At a moment at which the leaf does not hold there is nothing to rehearse."""
    at = str((NOW + timedelta(days=days)).date())
    told = cli(*options(tmp_path, chain("a.example.com", 3), "a.example.com", "--at", at))
    assert (told.code, told.out) == (1, "")
    assert "untrusted chain" in told.err


@pytest.mark.parametrize("depth", [1, 2, 3, 8])
def test_chains_of_any_length(cli: Cli, tmp_path: Path, depth: int) -> None:
    """A leaf that is its own root, one right below the root, and a long chain: what cannot happen has no answer."""
    told = cli(*options(tmp_path, chain("a.example.com", depth), "a.example.com", "--pick", "leaf", "--json"))
    assert told.code == 0, told.err
    found = {code: row["okhttp-kotlin"] for code, row in answers(told.out).items()}
    assert found["today"] == "works"
    missing = {code for code, answer in found.items() if answer is None} - {"backup-key"}
    authority = {"new-intermediate", "lower-anchor", "sibling-issue"}
    alone = {"root-removed", "cross-sign-ended", "root-missing", "own-issue"}
    assert missing == {1: authority | alone, 2: authority}.get(depth, set())
    assert len(json.loads(told.out)["timeline"]["spans"]) == depth


def test_own_root_needs_no_consent_but_its_name(cli: Cli, tmp_path: Path) -> None:
    """A rehearsal hands out no snippet: a private root that is named is enough."""
    command = options(tmp_path, chain("a.example.com", 2), "a.example.com", "--pick", "leaf")
    assert cli(*command).code == 0
    place = command.index("--roots")
    told = cli(*command[:place], *command[place + 2 :])
    assert (told.code, told.out) == (1, "")
    assert "--roots FILE" in told.err


@pytest.mark.parametrize("host", ["192.0.2.7", "2001:db8::7"])
def test_addresses(cli: Cli, tmp_path: Path, host: str) -> None:
    """OkHttp pins an address; Apple and TrustKit say that they cannot, and are no bad answer."""
    told = cli(*options(tmp_path, chain(host, 3), host, "--pick", "leaf", "--json"))
    assert told.code == 0, told.err
    found = answers(told.out)["today"]
    assert found["okhttp-kotlin"] == "works"
    assert found["apple"] is None
    assert json.loads(told.out)["host"] == host


def test_idn_host_is_its_a_label(cli: Cli, tmp_path: Path) -> None:
    """The host may be typed as people write it; every client is asked for its A-label."""
    told = cli(*options(tmp_path, chain("bücher.example", 3), "bücher.example", "--pick", "leaf", "--json"))
    assert told.code == 0, told.err
    assert json.loads(told.out)["host"] == "xn--bcher-kva.example"
    assert answers(told.out)["today"] == dict.fromkeys(("okhttp-kotlin", "nsc", "apple", "curl"), "works") | {
        "trustkit-plist": None
    }


@pytest.mark.parametrize("form", [[], ["--json"], ["--markdown"]])
def test_hostile_names_do_nothing(cli: Cli, tmp_path: Path, form: list[str]) -> None:
    """Names of certificates are visible text, and in Markdown stand in code blocks alone."""
    leaf = issue_leaf(["a.example.com"], None, NOW, key=key_named("file leaf"), subject=name_of(HOSTILE, HOSTILE))
    told = cli(*options(tmp_path, [leaf], "a.example.com", "--pick", "leaf", *form))
    assert told.code == 0, told.err
    assert "evil" in told.out
    assert not {"\x1b", "\u202e", "\x00"} & set(told.out + told.err)
    if form == ["--markdown"]:
        assert all("evil" not in part for part in told.out.split("```")[::2])
    if form == ["--json"]:
        json.loads(told.out)
