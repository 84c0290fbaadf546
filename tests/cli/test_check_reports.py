"""The reports that other programs read: JUnit XML, SARIF 2.1.0 by its published schema, and JSON."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from cli.checking import OLD, SPARE, config, root_pin, write
from cli.conftest import Cli

from inspector.lab.running import Running

SCHEMA = json.loads((Path(__file__).parent.parent / "data" / "sarif-schema-2.1.0.json").read_text())
SHOWN = "A" * 43 + "="


@pytest.fixture
def project(lab: Running, tmp_path: Path) -> Path:
    """Return a project: a host that connects, one that is refused, a dead pin, and a file that cannot be read."""
    folder = tmp_path / "my app"
    write(folder, config(root_pin(lab), SPARE), "good.xml")
    write(folder, config(OLD, SPARE), "sub/wrong & odd.xml")
    write(folder, config(SHOWN, root_pin(lab)), "dead.xml")
    write(folder, "<network-security-config>", "broken.xml")
    return folder


def sarif(cli: Cli, *argv: str | Path) -> dict[str, Any]:
    """Return the SARIF log of a check, valid by its schema."""
    file = Path("report.sarif")
    cli("check", *argv, "--sarif", file)
    log: dict[str, Any] = json.loads(file.read_text())
    jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(log)
    return log


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_schema_is_one_that_can_fail() -> None:
    """It is SARIF's, and refuses a log without a version."""
    assert SCHEMA["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(SCHEMA).validate({"runs": []})


def test_sarif_places_results_on_lines_of_files(cli: Cli, project: Path, reached: tuple[str, ...]) -> None:
    """A refused host is an error on its pattern's line; addresses are relative to where the check was started."""
    (run,) = sarif(cli, "my app", *reached)["runs"]
    places = {
        (result["ruleId"], location["artifactLocation"]["uri"], location["region"]["startLine"], result["level"])
        for result in run["results"]
        for location in (result["locations"][0]["physicalLocation"],)
    }
    assert ("refused", "my%20app/sub/wrong%20%26%20odd.xml", 4, "error") in places
    assert ("dead-pin", "my%20app/dead.xml", 6, "error") in places
    assert not any("good.xml" in place[1] for place in places)
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {result["ruleId"] for result in run["results"]}
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "broken.xml" in note["message"]["text"]
    assert run["invocations"][0]["executionSuccessful"] is True


def test_sarif_of_what_has_no_place_is_valid_too(cli: Cli, project: Path) -> None:
    """An absolute path, an unreachable host, nothing read at all."""
    log = sarif(cli, project / "good.xml", "--connect-to", "127.0.0.1:1", "--timeout", "3")
    (result,) = log["runs"][0]["results"]
    assert (result["ruleId"], result["level"]) == ("no-chain", "warning")
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert sarif(cli, project / "absent")["runs"][0]["results"] == []


def test_junit_has_a_case_for_each_host_and_file(cli: Cli, project: Path, reached: tuple[str, ...]) -> None:
    """Counts add up; what is refused is a failure, what could not be read an error."""
    cli("check", "my app", *reached, "--junit", "junit.xml")
    root = ET.parse("junit.xml").getroot()
    assert root.tag == "testsuites"
    suites = {suite.get("name"): suite for suite in root}
    assert set(suites) == {"good.xml", "sub/wrong & odd.xml", "dead.xml", "my app"}
    for element in (root, *root):
        for name, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error")):
            assert int(element.get(name, "-1")) == len(list(element.iter(tag)))
    good = suites["good.xml"]
    assert (good.get("tests"), good.get("failures")) == ("3", "0")
    (failure,) = suites["sub/wrong & odd.xml"].iter("failure")
    assert "pins" in str(failure.get("message"))
    assert f"{OLD}: not in this chain" in str(failure.text)
    (error,) = suites["my app"].iter("error")
    assert "broken.xml" in str(error.get("message"))


def test_junit_of_an_unreachable_host_is_an_error(cli: Cli, project: Path) -> None:
    """It is neither a pass nor a failure of the pins."""
    cli("check", project / "good.xml", "--connect-to", "127.0.0.1:1", "--timeout", "3", "--junit", "junit.xml")
    root = ET.parse("junit.xml").getroot()
    assert (root.get("failures"), root.get("errors")) == ("0", "1")


def test_reports_are_written_over_and_beside_the_text(cli: Cli, project: Path, reached: tuple[str, ...]) -> None:
    """A CI job runs again; a folder that is not there is code 4."""
    Path("junit.xml").write_text("from before")
    outcome = cli("check", "my app", *reached, "--junit", "junit.xml")
    assert outcome.code == 1
    assert "REFUSED" in outcome.out
    assert "from before" not in Path("junit.xml").read_text()
    assert cli("check", "my app", *reached, "--junit", "absent/junit.xml").code == 4


def test_json_tells_of_every_file_host_and_rule(cli: Cli, project: Path, reached: tuple[str, ...]) -> None:
    """Keys beside the promised ones, worst file first."""
    found = json.loads(cli("check", "my app", "--json", *reached).out)
    assert found["ending"] == "bad"
    assert [file["name"] for file in found["files"]] == ["dead.xml", "sub/wrong & odd.xml", "good.xml"]
    assert {verdict["file"]: verdict["outcome"] for verdict in found["verdicts"]} == {
        "dead.xml": "connects",
        "sub/wrong & odd.xml": "refused",
        "good.xml": "connects",
    }
    (host,) = found["hosts"]
    assert host["reached"] is host["trusted"] is True
    assert [layer["role"] for layer in host["path"]] == ["leaf", "intermediate", "root"]
    (unread,) = found["unread"]
    assert unread["name"] == "broken.xml"
    for verdict in found["verdicts"]:
        for problem in verdict["problems"]:
            assert {"code", "severity", "title", "hint", "certificate"} <= set(problem)


def test_a_pasted_failure_text_is_explained(cli: Cli, lab: Running, reached: tuple[str, ...]) -> None:
    """Line by line, beside the path of today; JSON has the same."""
    text = (
        "Certificate pinning failure!\n  Peer certificate chain:\n"
        f"    sha256/{OLD}: CN=proxy\n  Pinned certificates for api.bank.test:\n    sha256/{root_pin(lab)}\n"
    )
    Path("failure.txt").write_text(text)
    outcome = cli("check", "failure.txt", *reached)
    assert outcome.code == 0, "its pin matches today"
    assert "The path today:" in outcome.out
    assert f"3: sha256/{OLD} CN=proxy" in outcome.out
    (failure,) = json.loads(cli("check", "failure.txt", "--json", *reached).out)["failures"]
    assert failure["host"] == "api.bank.test"
    assert [line["line"] for line in failure["lines"]] == [1, 3, 5]
    log = sarif(cli, "failure.txt", *reached)
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["pin-failure", "no-backup"]
