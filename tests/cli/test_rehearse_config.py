"""`pinspector rehearse --config`: the pins that stand in code, against a server of the lab."""

import hashlib
import json
import ssl
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from cli.conftest import Cli
from cli.rehearsed import answers
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from inspector.lab.running import Running

SPARE = b64encode(bytes(range(32))).decode()
ISRG_ROOT_X1 = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
NEVER = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


@pytest.fixture
def options(lab: Running, lab_roots: Path) -> list[str]:
    """Return the command line up to the pins."""
    return ["rehearse", lab.host, "--connect-to", f"127.0.0.1:{lab.port}", "--roots", str(lab_roots), "--config"]


@pytest.fixture
def chain(cli: Cli, lab: Running, lab_roots: Path) -> list[dict[str, Any]]:
    """Return the path of the lab's chain, leaf first."""
    told = cli("show", lab.host, "--connect-to", f"127.0.0.1:{lab.port}", "--roots", lab_roots, "--json")
    path: list[dict[str, Any]] = json.loads(told.out)["path"]
    return path


def bare(layer: dict[str, Any]) -> str:
    """Return the pin of a layer without its prefix."""
    pin: str = layer["pin"]
    return pin.removeprefix("sha256/")


def nsc(host: str, *pins: str, expires: str = "2035-01-01", more: str = "") -> str:
    """Return a network security config."""
    lines = "".join(f'<pin digest="SHA-256">{pin}</pin>' for pin in pins)
    domain = f'<domain includeSubdomains="false">{host}</domain>'
    config = f'<domain-config>{domain}<pin-set expiration="{expires}">{lines}</pin-set></domain-config>'
    return f"<network-security-config>{config}{more}</network-security-config>"


def kotlin(host: str, *pins: str) -> str:
    """Return a source with a pinner."""
    listed = ", ".join(f'"{pin}"' for pin in pins)
    return (
        f'import okhttp3.CertificatePinner\nval pinner = CertificatePinner.Builder().add("{host}", {listed}).build()\n'
    )


def test_config_takes_the_place_of_a_set(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """The clients are those of the project, each with its own pins; where they stand is said."""
    (tmp_path / "Net.kt").write_text(kotlin(lab.host, f"sha256/{bare(chain[0])}", f"sha256/{SPARE}"))
    (tmp_path / "network_security_config.xml").write_text(nsc(lab.host, bare(chain[1])))
    told = cli(*options, str(tmp_path), "--json")
    assert told.code == 0, told.err
    found = answers(told.out)
    assert found["today"] == {"okhttp": "works", "nsc": "works"}
    assert found["new-key"] == {"okhttp": "locked-out", "nsc": "works"}
    assert found["backup-key"] == {"okhttp": "works", "nsc": "works"}
    assert found["key-lost"] == {"okhttp": "works", "nsc": "locked-out"}
    assert found["new-intermediate"] == {"okhttp": "works", "nsc": "locked-out"}
    assert found["set-expired"] == {"okhttp": "works", "nsc": "unprotected"}
    made = json.loads(told.out)
    assert [item["where"] for item in made["clients"]] == ["Net.kt:2", "network_security_config.xml:1"]
    assert made["suggestion"] is None
    assert made["source"] == str(tmp_path)
    assert {"code": "set-expires", "day": "2035-01-01"}.items() <= next(
        item for item in made["timeline"]["moments"] if item["code"] == "set-expires"
    ).items()


def test_text_says_where_and_suggests_nothing(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """What stands in code is not ours to change, and the page says so instead of praising the set."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(nsc(lab.host, bare(chain[0])))
    told = cli(*options, str(file))
    assert told.code == 0
    assert f"Network Security Config: In {file}:1." in told.out
    assert "Its pins end as 2035-01-01 begins." in told.out
    assert "These pins stand in code" in told.out
    assert "No single change" not in told.out
    assert "sha256/" not in told.out


def test_debug_builds_and_other_hosts_are_left_out(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """Only shipped rule sets that are about the target are played."""
    overrides = '<debug-overrides><trust-anchors><certificates src="user"/></trust-anchors></debug-overrides>'
    shipped = tmp_path / "app/src/main/res/xml/network_security_config.xml"
    debug = tmp_path / "app/src/debug/kotlin/Net.kt"
    other = tmp_path / "app/src/main/kotlin/Other.kt"
    for file in (shipped, debug, other):
        file.parent.mkdir(parents=True, exist_ok=True)
    shipped.write_text(nsc(lab.host, bare(chain[0]), more=overrides))
    debug.write_text(kotlin(lab.host, f"sha256/{NEVER}"))
    other.write_text(kotlin("other.bank.test", f"sha256/{SPARE}"))
    told = cli(*options, str(tmp_path), "--json")
    assert told.code == 0
    assert [item["client"] for item in json.loads(told.out)["clients"]] == ["nsc"]


def test_one_client_twice_is_told_apart(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """Two builders are two columns with names and codes of their own."""
    (tmp_path / "A.kt").write_text(kotlin(lab.host, f"sha256/{bare(chain[0])}"))
    (tmp_path / "B.kt").write_text(kotlin(lab.host, f"sha256/{bare(chain[2])}"))
    told = cli(*options, str(tmp_path), "--json")
    assert answers(told.out)["new-key"] == {"okhttp": "locked-out", "okhttp-2": "works"}
    assert [item["title"] for item in json.loads(told.out)["clients"]] == ["OkHttp", "OkHttp 2"]


def test_pins_are_played_however_they_are_written(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """Without padding, in the other alphabet, and as the obsolete SHA-1: OkHttp takes them, and so does the play."""
    url = bare(chain[0]).rstrip("=").replace("+", "-").replace("/", "_")
    leaf = x509.load_der_x509_certificate(ssl.PEM_cert_to_DER_cert(chain[0]["pem"]))
    spki = leaf.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    old = b64encode(hashlib.sha1(spki, usedforsecurity=False).digest()).decode()
    for pin in (f"sha256/{url}", f"sha1/{old}"):
        file = tmp_path / "Net.kt"
        file.write_text(kotlin(lab.host, pin))
        told = cli(*options, str(file), "--json")
        assert told.code == 0
        found = answers(told.out)
        assert (found["same-key"]["okhttp"], found["new-key"]["okhttp"]) == ("works", "locked-out")


def test_both_systems_of_one_call_are_played(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """React Native's variants are systems, not builds: both are shipped."""
    hashes = f"'{bare(chain[0])}', '{SPARE}'"
    call = f"initializeSslPinning({{ '{lab.host}': {{ publicKeyHashes: [{hashes}] }} }});"
    (tmp_path / "App.tsx").write_text(
        f"import {{ initializeSslPinning }} from 'react-native-ssl-public-key-pinning';\n{call}\n"
    )
    made = json.loads(cli(*options, str(tmp_path), "--json").out)
    assert [item["title"] for item in made["clients"]] == ["React Native iOS", "React Native Android"]


def test_what_needs_no_authority_is_left_out_and_said(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """TLSA records take a leaf without its chain, about which most events are."""
    (tmp_path / "zone.txt").write_text(f"_443._tcp.{lab.host}. IN TLSA 3 1 1 {'ab' * 32}\n")
    assert cli(*options, str(tmp_path)).code == 1
    (tmp_path / "Net.kt").write_text(kotlin(lab.host, f"sha256/{bare(chain[0])}"))
    told = cli(*options, str(tmp_path))
    assert told.code == 0
    assert "zone.txt is left out" in told.out


def test_dead_pins_are_no_spare_key(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """A placeholder is the pin of no key: the turn to the backup has none to turn to."""
    file = tmp_path / "Net.kt"
    file.write_text(kotlin(lab.host, f"sha256/{bare(chain[0])}", f"sha256/{NEVER}"))
    assert answers(cli(*options, str(file), "--json").out)["backup-key"] == {"okhttp": None}


def test_a_public_root_is_no_spare_key(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """The pin of a root elsewhere is the key of nobody here, and the page says so by its name."""
    file = tmp_path / "Net.kt"
    file.write_text(kotlin(lab.host, f"sha256/{bare(chain[0])}", f"sha256/{ISRG_ROOT_X1}"))
    told = cli(*options, str(file), "--json")
    assert answers(told.out)["backup-key"] == {"okhttp": None}
    assert "ISRG Root X1" in json.loads(told.out)["clients"][0]["notes"][0]


def test_pins_that_fail_today_are_a_bad_answer(cli: Cli, options: list[str], lab: Running, tmp_path: Path) -> None:
    """A pin of another key locks out from today on."""
    file = tmp_path / "Net.kt"
    file.write_text(kotlin(lab.host, f"sha256/{SPARE}"))
    told = cli(*options, str(file), "--json")
    assert told.code == 1
    assert answers(told.out)["today"] == {"okhttp": "locked-out"}


def test_expired_pins_are_a_bad_answer(
    cli: Cli, options: list[str], chain: list[dict[str, Any]], lab: Running, tmp_path: Path
) -> None:
    """A set that ended protects nothing today, and nothing later."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(nsc(lab.host, bare(chain[0]), expires="2020-01-01"))
    told = cli(*options, str(file), "--json")
    assert told.code == 1
    found = answers(told.out)
    assert (found["today"]["nsc"], found["set-expired"]["nsc"], found["user-ca"]["nsc"]) == ("unprotected",) * 3


def test_app_that_crashes_is_a_bad_answer(cli: Cli, options: list[str], lab: Running, tmp_path: Path) -> None:
    """A config that does not parse stops the app: locked out of its own server."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(nsc(lab.host, "notapin"))
    told = cli(*options, str(file), "--json")
    assert told.code == 1
    assert answers(told.out)["today"] == {"nsc": "locked-out"}
    assert "fails before it connects" in told.out


def test_what_pins_nothing_there_is_refused(cli: Cli, options: list[str], tmp_path: Path) -> None:
    """Rules for other hosts alone leave nothing to rehearse."""
    file = tmp_path / "Net.kt"
    file.write_text(kotlin("other.bank.test", f"sha256/{SPARE}"))
    told = cli(*options, str(file))
    assert (told.code, told.out) == (1, "")
    assert "pins api.bank.test" in told.err


def test_unreadable_config_is_code_four(cli: Cli, options: list[str], tmp_path: Path) -> None:
    """A file that is not there, and one that configures nothing."""
    (tmp_path / "poem.txt").write_text("no pins here\n")
    for name in ("none.kt", "poem.txt"):
        told = cli(*options, str(tmp_path / name))
        assert (told.code, told.out) == (4, "")


@pytest.mark.parametrize(
    "more", [["--pick", "leaf"], ["--for", "nsc"], ["--backup", f"sha256/{SPARE}"], ["--subdomains"]]
)
def test_choosing_beside_config_is_a_usage_error(cli: Cli, options: list[str], more: list[str], tmp_path: Path) -> None:
    """The pins are those of the code or those that are chosen, never both."""
    told = cli(*options, str(tmp_path), *more)
    assert told.code == 2
    assert "--config" in told.err
