"""`pinspector check` against a TLS server on loopback: verdicts, exit codes, what is printed where."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cli.checking import OLD, SPARE, config, root_pin, write
from cli.conftest import Cli
from cli.terminal import Terminal

from inspector.lab.running import Running
from inspector.net.cancel import Cancel

VERDICT_KEYS = {"client", "pattern", "host", "outcome", "matched", "reason", "problems"}


def checked(cli: Cli, *argv: str | Path, code: int) -> dict[str, Any]:
    """Return the object that `check --json` prints, after checking the exit code."""
    outcome = cli("check", "--json", *argv)
    assert outcome.code == code, outcome.err
    parsed: dict[str, Any] = json.loads(outcome.out)
    return parsed


def test_a_right_pin_connects(cli: Cli, lab: Running, reached: tuple[str, ...], tmp_path: Path) -> None:
    """The host comes from the config, the chain from the server: code 0, and the layer is named."""
    file = write(tmp_path, config(root_pin(lab), SPARE))
    found = checked(cli, file, *reached, code=0)
    (verdict,) = found["verdicts"]
    assert set(verdict) >= VERDICT_KEYS
    assert verdict["client"] == "nsc"
    assert verdict["pattern"] == verdict["host"] == "api.bank.test"
    assert verdict["outcome"] == "connects"
    assert verdict["matched"] == [{"pin": f"sha256/{root_pin(lab)}", "role": "root"}]
    assert [pin["kind"] for pin in verdict["pins"]] == ["root", "absent"]
    assert verdict["problems"] == []
    assert found["schema"] == 1
    outcome = cli("check", file, *reached)
    assert (outcome.code, outcome.err) == (0, "")
    assert "connects    api.bank.test" in outcome.out
    assert outcome.out.endswith("1 connects.\n")


def test_a_wrong_pin_is_refused(cli: Cli, reached: tuple[str, ...], tmp_path: Path) -> None:
    """No pin is in the path: code 1."""
    file = write(tmp_path, config(SPARE, OLD))
    (verdict,) = checked(cli, file, *reached, code=1)["verdicts"]
    assert verdict["outcome"] == "refused"
    assert verdict["matched"] == []
    assert [pin["says"] for pin in verdict["pins"]] == ["not in this chain"] * 2
    assert "REFUSED" in cli("check", file, *reached).out


def test_a_named_host_that_no_rule_covers_is_not_pinned(
    cli: Cli, lab: Running, reached: tuple[str, ...], tmp_path: Path
) -> None:
    """The target wins: the host of the file is not asked."""
    file = write(tmp_path, config(root_pin(lab), SPARE, domain="other.test"))
    found = checked(cli, file, "api.bank.test", *reached, code=1)
    (verdict,) = found["verdicts"]
    assert (verdict["host"], verdict["outcome"], verdict["pattern"]) == ("api.bank.test", "not-pinned", "")
    assert [host["target"] for host in found["hosts"]] == ["api.bank.test"]


def test_a_rule_for_names_below_covers_a_named_host(
    cli: Cli, lab: Running, reached: tuple[str, ...], tmp_path: Path
) -> None:
    """The pattern is matched by the client's own rules."""
    file = write(tmp_path, config(root_pin(lab), SPARE, domain="bank.test", subdomains="true"))
    (verdict,) = checked(cli, file, "api.bank.test", *reached, code=0)["verdicts"]
    assert (verdict["pattern"], verdict["outcome"]) == ("bank.test", "connects")


def test_a_chain_in_a_file_is_a_target(cli: Cli, lab: Running, reached: tuple[str, ...], tmp_path: Path) -> None:
    """What `show --pem` saved is judged without any network; the leaf names the host."""
    chain = tmp_path / "chain.pem"
    chain.write_text(cli("show", lab.host, "--pem", *reached).out)
    file = write(tmp_path, config(root_pin(lab), SPARE))
    (verdict,) = checked(cli, file, chain, "--roots", reached[3], code=0)["verdicts"]
    assert (verdict["host"], verdict["outcome"]) == ("api.bank.test", "connects")


def test_an_untrusted_chain_is_refused(cli: Cli, lab: Running, tmp_path: Path) -> None:
    """The pins would match, and no client gets that far."""
    file = write(tmp_path, config(root_pin(lab), SPARE))
    (verdict,) = checked(cli, file, "--connect-to", lab.connect_to, code=1)["verdicts"]
    assert verdict["outcome"] == "refused"
    assert "not trusted by Mozilla's roots" in verdict["reason"]


def test_an_unreachable_host_is_no_success(cli: Cli, lab: Running, tmp_path: Path) -> None:
    """Code 3, no verdict, and the reason among what has no answer."""
    file = write(tmp_path, config(root_pin(lab), SPARE))
    options = ("--connect-to", "127.0.0.1:1", "--timeout", "3")
    found = checked(cli, file, *options, code=3)
    assert found["verdicts"] == []
    (unanswered,) = found["unanswered"]
    assert (unanswered["host"], unanswered["stage"]) == ("api.bank.test", "connect")
    assert "outcome" not in unanswered
    assert found["hosts"][0]["stage"] == "connect"
    outcome = cli("check", file, *options)
    assert "NO ANSWER   api.bank.test" in outcome.out
    assert "1 without an answer" in outcome.out


def test_offline_contacts_nobody_and_tells_what_the_file_tells(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dead value is an error of the file: code 1; a good file is code 0."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("contacted")

    monkeypatch.setattr("inspector.inspection.fetch", refuse)
    found = checked(cli, write(tmp_path, config("A" * 43 + "=", SPARE)), "--offline", code=1)
    assert found["verdicts"] == []
    assert "dead-pin" in [problem["code"] for rule in found["rules"] for problem in rule["problems"]]
    checked(cli, write(tmp_path, config(SPARE, OLD)), "--offline", code=0)


@pytest.mark.parametrize(
    "argv",
    [("--offline", "a.test"), ("-",), ("a.test:0",), ("a..test",), ("--android", "1"), ("--roots",)],
    ids=" ".join,
)
def test_a_wrong_command_line_is_code_2(cli: Cli, tmp_path: Path, argv: tuple[str, ...]) -> None:
    """A target that cannot be one, and options that exclude each other; nothing is printed."""
    outcome = cli("check", write(tmp_path, config(SPARE)), *argv)
    assert outcome.code == 2
    assert outcome.out == ""


def test_a_project_is_checked_although_some_of_it_cannot_be_read(
    cli: Cli, lab: Running, reached: tuple[str, ...], tmp_path: Path
) -> None:
    """One line each on standard error; the rest is judged: code 0."""
    write(tmp_path, config(root_pin(lab), SPARE))
    write(tmp_path, "<network-security-config><domain-config>", "res/xml/broken.xml")
    write(tmp_path, '<!DOCTYPE x [<!ENTITY a "b">]><network-security-config>&a;</network-security-config>', "bomb.xml")
    (tmp_path / "compiled.xml").write_bytes(b"\x03\x00\x08\x00\0\0")
    outcome = cli("check", tmp_path, *reached)
    assert outcome.code == 0, outcome.out
    told = [line for line in outcome.err.splitlines() if line.startswith("pinspector: ")]
    assert [line.split()[1].rstrip(":,") for line in told] == ["compiled.xml", "bomb.xml", "res/xml/broken.xml"]


@pytest.mark.parametrize("kind", ["absent", "empty folder", "binary", "large", "unknown", "broken"])
def test_where_nothing_can_be_read_it_is_code_4(cli: Cli, tmp_path: Path, kind: str) -> None:
    """With one clear line."""
    file = tmp_path / "file.xml"
    match kind:
        case "empty folder":
            file.mkdir()
        case "binary":
            file.write_bytes(b"\x7fELF" + bytes(100))
        case "large":
            with file.open("wb") as stream:
                stream.truncate(50 * 1024 * 1024)
        case "unknown":
            file.write_text("nothing to see")
        case "broken":
            file.write_text("<network-security-config><domain-config></network-security-config>")
    outcome = cli("check", file)
    assert outcome.code == 4
    assert outcome.err.count("pinspector: ") == 1
    assert outcome.out == "Nothing could be read.\n"


def test_a_project_that_pins_nothing_says_so(cli: Cli, tmp_path: Path) -> None:
    """Sources are there and none of them pins: code 1."""
    write(tmp_path, "class Main", "src/Main.kt")
    outcome = cli("check", tmp_path)
    assert outcome.code == 1
    assert "pins anything" in outcome.out


def test_utf_16_is_read(cli: Cli, lab: Running, reached: tuple[str, ...], tmp_path: Path) -> None:
    """As Windows saves it."""
    file = tmp_path / "config.xml"
    file.write_bytes(config(root_pin(lab), SPARE).replace("utf-8", "utf-16").encode("utf-16"))
    checked(cli, file, *reached, code=0)


def test_standard_input_is_a_file(
    program: tuple[str, ...], lab: Running, reached: tuple[str, ...], tmp_path: Path
) -> None:
    """A config piped in, nothing on standard error: no progress in a pipe."""
    command = [*program, "check", "-", "--json", *reached]
    done = subprocess.run(command, input=config(root_pin(lab), SPARE), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["verdicts"][0]["outcome"] == "connects"
    assert done.stderr == ""


def test_no_key_material_is_shown(cli: Cli, tmp_path: Path) -> None:
    """A private key in the place of a pin, and beside it, stays where it is; in every form of output."""
    secret = "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC"
    key = f"-----BEGIN PRIVATE KEY-----\n{secret}\n-----END PRIVATE KEY-----"
    file = write(tmp_path, config(key, secret))
    reports = [tmp_path / "junit.xml", tmp_path / "report.sarif"]
    for form in ((), ("--json",)):
        outcome = cli("check", file, "--offline", "--junit", reports[0], "--sarif", reports[1], *form)
        assert outcome.code == 1
        for text in (outcome.out, outcome.err, *(report.read_text() for report in reports)):
            assert secret[20:50] not in text


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("A.kt", 'val p = CertificatePinner.Builder().add("{host}", "sha256/{pin}", "sha256/{spare}").build()', 0),
        ("A.kt", 'val p = CertificatePinner.Builder().add("**.bank.test", "sha256/{pin}", "sha256/{spare}")', 1),
        ("A.kt", 'val p = CertificatePinner.Builder().add("{host}", "sha256/{pin}")\nclass X {{ fun f() {{ (((', 0),
        (
            "A.java",
            'class A {{ Object p = new CertificatePinner.Builder().add("{host}", "sha256/{spare}").build(); }}',
            1,
        ),
        ("A.kt", "class X {{ fun (((", 4),
        ("Info.plist", "not a plist", 4),
        ("Info.plist", "bplist00 and no more", 4),
    ],
    ids=["kotlin", "apex", "unbalanced", "java", "no pins", "no plist", "half a plist"],
)
def test_sources_are_read_and_judged(
    cli: Cli, lab: Running, reached: tuple[str, ...], tmp_path: Path, name: str, text: str, code: int
) -> None:
    """Kotlin and Java with their pins at the live host, broken ones as far as they can be followed."""
    filled = text.format(host=lab.host, pin=root_pin(lab), spare=SPARE)
    begin = "import okhttp3.CertificatePinner;\n" if "CertificatePinner" in text else ""
    file = write(tmp_path, begin + filled, name)
    outcome = cli("check", file, *reached, "--timeout", "3")
    assert outcome.code == code, outcome.out + outcome.err
    assert "Traceback" not in outcome.err


def test_progress_is_shown_on_a_terminal_and_taken_away(lab: Running, reached: tuple[str, ...], tmp_path: Path) -> None:
    """The line is written over; what stays is the result."""
    file = write(tmp_path, config(root_pin(lab), SPARE))
    with Terminal(["check", file, *reached]) as terminal:
        assert terminal.finish() == 0
        counted, _, result = terminal.seen.partition("1 of 1 hosts: api.bank.test:443\r\x1b[K")
    assert counted.endswith("\r\x1b[K")
    assert result.startswith(str(file))


def test_an_interrupted_check_ends_at_once(tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while hosts are asked: no report, and the code that shells know."""

    def inspect(_target: str, _settings: object, *, now: object, cancel: Cancel) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("inspector.inspection.inspect", inspect)
    assert cli("check", write(tmp_path, config(SPARE, OLD))).code == 130
