"""A verifier that raises, says nothing, or speaks of another leaf: no command, no exit code and no screen says good."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from cli.conftest import Cli
from cryptography import x509
from cryptography.x509 import verification
from trust.liar import Liar
from trust.making import AT as MADE_AT
from trust.making import HOST, Made, make, make_leaf
from tui.driving import driving
from tui.samples import Recorder

from inspector.chain.container import to_pem
from inspector.cli.exit_code import ExitCode
from inspector.inspection import Settings, judge
from inspector.trust import assess
from inspector.trust.stores import from_anchors
from inspector.tui.present.verdict import verdict_marks

ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)
OTHER = make_leaf(ISSUING)
AT = f"{MADE_AT:%Y-%m-%dT%H:%M:%SZ}"


def loaded(*made: Made) -> list[x509.Certificate]:
    """Return the certificates as the library has them."""
    return [x509.load_der_x509_certificate(item.certificate.der) for item in made]


LIES = {
    "raises": RuntimeError("broken"),
    "refuses": verification.VerificationError("no"),
    "nothing": None,
    "empty": [],
    "another leaf": loaded(OTHER, ISSUING, ROOT),
    "another path": loaded(LEAF, ISSUING, ISSUING),
}


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, ...]:
    """Return a good chain as the command line takes it."""
    chain, roots = tmp_path / "chain.pem", tmp_path / "roots.pem"
    chain.write_text("".join(to_pem(item.certificate.der) for item in (LEAF, ISSUING)))
    roots.write_text(to_pem(ROOT.certificate.der))
    code = f'val p = CertificatePinner.Builder().add("{HOST}", "{LEAF.certificate.pin}").build()\n'
    (tmp_path / "A.kt").write_text(f"import okhttp3.CertificatePinner\n{code}")
    return (str(chain), "--roots", str(roots), "--server-name", HOST, "--at", AT)


def commands(files: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return every command that judges a chain."""
    source = str(Path(files[0]).with_name("A.kt"))
    accepted = ("--accept-private-anchor",)
    return {
        "show": ("show", *files),
        "show --json": ("show", *files, "--json"),
        "pin": ("pin", *files, "--for", "okhttp-kotlin", "--pick", "leaf", *accepted),
        "check": ("check", source, *files),
        "check --json": ("check", source, *files, "--json"),
        "rehearse": ("rehearse", *files, "--pick", "root"),
        "rehearse --json": ("rehearse", *files, "--pick", "root", "--json"),
    }


COMMANDS = tuple(commands(("chain.pem",)))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_chain_is_good(cli: Cli, files: tuple[str, ...], command: str) -> None:
    """What the lies are about ends well as it stands."""
    assert cli(*commands(files)[command]).code == ExitCode.DONE


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_says_good(
    cli: Cli, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, command: str, lie: str
) -> None:
    """The exit code is bad, and neither text nor JSON says trusted or connects."""
    monkeypatch.setattr(Liar, "outcome", LIES[lie])
    monkeypatch.setattr(verification, "PolicyBuilder", Liar)
    outcome = cli(*commands(files)[command])
    assert outcome.code == ExitCode.BAD
    says_nothing_good(command, outcome.out)


@pytest.mark.parametrize("end", [RuntimeError("broken"), None, True], ids=repr)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_verdict_function_that_fails_is_no_good(
    cli: Cli, files: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, command: str, end: object
) -> None:
    """Where the one function raises or gives no verdict, the run ends as a fault and says nothing."""

    def fail(*_: object, **__: object) -> object:
        if isinstance(end, Exception):
            raise end
        return end

    monkeypatch.setattr(assess, "verify", fail)
    outcome = cli(*commands(files)[command])
    assert outcome.code not in (ExitCode.DONE, ExitCode.USAGE)
    says_nothing_good(command, outcome.out)


@pytest.mark.parametrize("lie", LIES)
async def test_no_screen_says_good(monkeypatch: pytest.MonkeyPatch, lie: str) -> None:
    """The verdict strip is red, the rehearsal has no path, and a check refuses."""
    monkeypatch.setattr(Liar, "outcome", LIES[lie])
    monkeypatch.setattr(verification, "PolicyBuilder", Liar)
    ders = tuple(item.certificate.der for item in (LEAF, ISSUING))
    store = Settings(store=from_anchors("mozilla", "Mozilla's roots", [ROOT.certificate.der]))
    seen = judge(ders, store, now=MADE_AT, source=f"{HOST}:443", host=HOST)
    assert not seen.trusted
    assert any(mark.severity is not None and "trusted" in mark.text for mark in verdict_marks(seen))
    assert not any(mark.text.startswith("trusted") for mark in verdict_marks(seen))
    async with driving(Recorder(answers={HOST: seen}), text=HOST) as driver:
        assert "✓ trusted" not in driver.text
        for key in ("R", "p", "E", "f"):
            await driver.press("space", key)
            assert "works" not in driver.text.replace("works too", "")
            await driver.press("escape")


def says_nothing_good(command: str, out: str) -> None:
    """Assert that neither words nor values say that the chain is trusted or that a client connects."""
    if command.endswith("--json") and out:
        value = json.loads(out)
        assert value.get("trusted", False) is False
        assert not [item for item in value.get("verdicts", []) if item["outcome"] == "connects"]
        assert not value.get("events")
        return
    assert not re.search(r"(?<!not )\btrusted by\b|\bconnects\b|\bworks\b|CertificatePinner\.Builder", out)


async def test_pins_of_a_distrusted_public_chain_are_copied_after_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public root is no trust: the question says why the chain is refused."""
    monkeypatch.setattr(Liar, "outcome", LIES["another leaf"])
    monkeypatch.setattr(verification, "PolicyBuilder", Liar)
    ders = tuple(item.certificate.der for item in (LEAF, ISSUING))
    store = Settings(store=from_anchors("mozilla", "Mozilla's roots", [ROOT.certificate.der]))
    seen = judge(ders, store, now=MADE_AT, source=f"{HOST}:443", host=HOST)
    seen = replace(seen, assessment=replace(seen.assessment, public=True))
    async with driving(Recorder(answers={HOST: seen}), text=HOST) as driver:
        await driver.press("space", "o")
        assert "Copy pins of a chain that is not trusted?" in driver.text
        assert driver.recorder.copied == []
        await driver.press("y")
        assert len(driver.recorder.copied) == 1
