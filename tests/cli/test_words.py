"""Words and widths of the text for people, and names of files that are none."""

from pathlib import Path

import pytest
from cli.conftest import Cli
from cli.filing import ISSUING, LEAF, ROOT, pem


@pytest.fixture
def chain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Be in a folder with a chain, and return its name."""
    monkeypatch.chdir(tmp_path)
    Path("chain.pem").write_text(pem(LEAF, ISSUING, ROOT))
    Path("leaf.pem").write_text(pem(LEAF))
    Path("a.sh").write_text("curl --pinnedpubkey sha256//C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M= https://a.test/")
    return "chain.pem"


@pytest.mark.parametrize(("columns", "widest"), [("40", 60), ("72", 72), ("200", 100), ("nonsense", 100), (None, 100)])
@pytest.mark.parametrize("line", [("show", "chain.pem"), ("check", "a.sh", "--offline")])
def test_sentences_are_wrapped_for_the_terminal(
    cli: Cli, chain: str, monkeypatch: pytest.MonkeyPatch, line: tuple[str, ...], columns: str | None, widest: int
) -> None:
    """At the width of the terminal, from 60 to 100 columns."""
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    lines = [text for text in cli(*line).out.splitlines() if text.startswith(("          ", "    info"))]
    assert widest - 25 < max(map(len, lines)) <= widest


def test_a_dash_is_standard_output(cli: Cli, chain: str, roots: tuple[str, ...]) -> None:
    """No file of that name is made, by no option that writes."""
    line = ("pin", chain, *roots, "--for", "cer", "--accept-private-anchor")
    assert cli(*line, "--output", "-").out == cli(*line).out != ""
    for option in ("--junit", "--sarif"):
        assert cli("check", "a.sh", "--offline", option, "-").code == 2
    assert not Path("-").exists()


def test_roots_without_a_name(cli: Cli, chain: str) -> None:
    """A wrong command line, and no folder."""
    told = cli("show", chain, "--roots", "")
    assert (told.code, told.out) == (2, "")
    assert "--roots names no store" in told.err


@pytest.mark.parametrize("options", [(), ("--android", "24")])
def test_nobody_sent_a_file(cli: Cli, chain: str, options: tuple[str, ...]) -> None:
    """What is missing is missing in the file, whoever judges."""
    told = cli("show", "leaf.pem", *options).out
    assert "is not in the file" in told
    assert "sent" not in told
