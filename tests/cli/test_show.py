"""`pinspector show`: text, JSON and PEM of a chain, and what the exit code says."""

import json
import re
import ssl
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from cli.conftest import Cli
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios

PIN = re.compile(r"sha256/[A-Za-z0-9+/]{43}=")
CERT_KEYS = {
    *("role", "origin", "subject", "issuer", "serial", "not_before", "not_after", "key", "signature", "names"),
    *("pin", "fingerprint", "pem"),
}


def shown(cli: Cli, *argv: str | Path, code: int = 0) -> dict[str, Any]:
    """Return the object that `show --json` prints, after checking the exit code."""
    outcome = cli("show", "--json", *argv)
    assert outcome.code == code
    parsed: dict[str, Any] = json.loads(outcome.out)
    return parsed


def test_a_trusted_chain_is_shown_from_leaf_to_root(cli: Cli, at_lab: tuple[str, ...], lab: Running) -> None:
    """Three layers with their pins, the root added from the store, and exit code 0."""
    outcome = cli("show", *at_lab)
    assert outcome.code == 0
    assert outcome.err == ""
    assert "\nTrusted by " in outcome.out
    assert f"{lab.host}:443  127.0.0.1:{lab.port}  TLS 1.3" in outcome.out
    assert f"roots in roots.pem for {lab.host}, " in outcome.out
    roles = re.findall(r"^  (leaf|intermediate|root): ", outcome.out, re.MULTILINE)
    assert roles == ["leaf", "intermediate", "root"]
    assert len(PIN.findall(outcome.out)) == 3
    assert "the server did not send it" in outcome.out


def test_a_chain_that_the_store_does_not_trust_is_shown_with_code_1(cli: Cli, lab: Running) -> None:
    """Mozilla's roots do not know the lab: the chain is shown all the same."""
    outcome = cli("show", lab.host, "--connect-to", lab.connect_to)
    assert outcome.code == 1
    assert "NOT TRUSTED by Mozilla's roots" in outcome.out
    assert len(PIN.findall(outcome.out)) == 2


def test_a_wrong_name_is_not_trusted(cli: Cli, at_lab: tuple[str, ...]) -> None:
    """The name given with --server-name is the one that is checked."""
    outcome = cli("show", *at_lab, "--server-name", "other.test")
    assert outcome.code == 1
    assert "other.test" in outcome.out


def test_another_date_changes_the_verdict(cli: Cli, at_lab: tuple[str, ...]) -> None:
    """Judged as of 2099 every certificate of the lab has ended."""
    outcome = cli("show", *at_lab, "--at", "2099-01-01")
    assert outcome.code == 1
    assert "EXPIRED" in outcome.out


def test_json_has_the_promised_keys(cli: Cli, at_lab: tuple[str, ...], lab: Running) -> None:
    """Every key of the schema is there with its type."""
    found = shown(cli, *at_lab)
    assert found["schema"] == 1
    address = f"127.0.0.1:{lab.port}"
    assert found["target"] == {"host": lab.host, "port": 443, "server_name": lab.host, "address": address}
    assert set(found["tls"]) == {"version", "cipher", "group", "starttls"}
    assert found["tls"]["version"] == "TLS 1.3"
    assert [item["role"] for item in found["served"]] == ["leaf", "intermediate"]
    assert [item["role"] for item in found["path"]] == ["leaf", "intermediate", "root"]
    assert [item["origin"] for item in found["path"]] == ["served", "served", "store"]
    assert found["trusted"] is True
    pins = [item["pin"] for item in found["path"]]
    assert found["paths"][0] == {"store": "file", "from_api": None, "to_api": None, "pins": pins, "trusted": True}
    assert all({"store", "from_api", "to_api", "pins", "trusted"} <= set(entry) for entry in found["paths"])
    for finding in found["findings"]:
        assert set(finding) == {"code", "severity", "title", "hint", "certificate"}
        assert finding["severity"] in {"error", "warning", "info"}


def test_json_of_a_certificate_agrees_with_the_library(cli: Cli, at_lab: tuple[str, ...]) -> None:
    """Serial, dates, fingerprint and names are those that cryptography reads from the PEM beside them."""
    for item in shown(cli, *at_lab)["path"]:
        assert set(item) == CERT_KEYS
        certificate = x509.load_pem_x509_certificate(item["pem"].encode())
        assert int(item["serial"], 16) == certificate.serial_number
        assert item["fingerprint"] == certificate.fingerprint(hashes.SHA256()).hex()
        assert datetime.fromisoformat(item["not_before"]) == certificate.not_valid_before_utc
        assert datetime.fromisoformat(item["not_after"]) == certificate.not_valid_after_utc
        assert item["not_after"].endswith("Z")
        assert set(item["key"]) == {"type", "bits", "curve"}
    assert shown(cli, *at_lab)["path"][0]["names"] == ["api.bank.test"]


def test_json_without_a_path_has_null_there(cli: Cli, lab: Running) -> None:
    """No root, no path: null, an empty list of pins for the store, and trusted false."""
    found = shown(cli, lab.host, "--connect-to", lab.connect_to, code=1)
    assert found["path"] is None
    assert found["trusted"] is False
    assert found["paths"][0]["store"] == "mozilla"
    assert found["paths"][0]["pins"] == []
    assert [item["role"] for item in found["served"]] == ["leaf", "intermediate"]
    assert any(finding["severity"] == "error" for finding in found["findings"])


def test_pem_is_the_path_and_nothing_else(cli: Cli, at_lab: tuple[str, ...], lab: Running) -> None:
    """Three blocks without comments, the last of them the root."""
    outcome = cli("show", "--pem", *at_lab)
    assert outcome.code == 0
    blocks = re.findall(r"-----BEGIN CERTIFICATE-----\n.*?-----END CERTIFICATE-----\n", outcome.out, re.DOTALL)
    assert "".join(blocks) == outcome.out
    assert len(blocks) == 3
    assert ssl.PEM_cert_to_DER_cert(blocks[2]) == ssl.PEM_cert_to_DER_cert(lab.ca_pem)


def test_a_file_is_judged_like_a_served_chain(
    cli: Cli, at_lab: tuple[str, ...], lab_roots: Path, tmp_path: Path
) -> None:
    """The PEM of a chain, saved and read back, gives the same pins; there are no facts of a handshake."""
    file = tmp_path / "chain.pem"
    file.write_text(cli("show", "--pem", *at_lab).out)
    found = shown(cli, file, "--roots", lab_roots, "--server-name", "api.bank.test")
    assert found["tls"] is None
    assert found["target"] == {"host": None, "port": None, "server_name": "api.bank.test", "address": None}
    assert [item["pin"] for item in found["path"]] == [item["pin"] for item in shown(cli, *at_lab)["path"]]


def test_standard_input_is_a_file(cli: Cli, program: tuple[str, ...], at_lab: tuple[str, ...], lab_roots: Path) -> None:
    """A chain piped in with `-` as the target is read."""
    chain = cli("show", "--pem", *at_lab).out
    command = [*program, "show", "-", "--json", "--roots", str(lab_roots), "--server-name", "api.bank.test"]
    done = subprocess.run(command, input=chain, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["trusted"] is True


def test_served_but_unused_certificates_are_listed_apart(
    cli: Cli, at_lab: tuple[str, ...], lab_roots: Path, tmp_path: Path
) -> None:
    """A certificate that stands in no path is shown under its own heading and counted in JSON's served list."""
    pems = re.findall(r"-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n", cli("show", "--pem", *at_lab).out)
    file = tmp_path / "chain.pem"
    file.write_text("".join((pems[0], pems[1], pems[1])))
    arguments = (file, "--roots", lab_roots, "--server-name", "api.bank.test")
    outcome = cli("show", *arguments)
    path, unused = outcome.out.split("In the file, but in no path")
    assert len(PIN.findall(path)) == 3
    assert len(PIN.findall(unused)) == 1
    assert len(shown(cli, *arguments)["served"]) == 3


def test_certificates_of_another_path_are_served_too(cli: Cli, tmp_path: Path) -> None:
    """A cross-signed root that the shown path does without stays in JSON's served list, and in the text."""
    with scenarios()["cross-signed"].start() as running:
        roots = tmp_path / "roots.pem"
        roots.write_text(running.ca_pem)
        arguments = (running.host, "--connect-to", running.connect_to, "--roots", roots)
        found = shown(cli, *arguments)
        text = cli("show", *arguments).out
    assert [item["origin"] for item in found["served"]] == ["served"] * 3
    assert len({item["pem"] for item in found["served"]}) == 3
    assert found["served"][2]["pem"] not in [item["pem"] for item in found["path"]]
    assert len(PIN.findall(text.split("Served, in another path:")[1])) == 1
