"""The strip that tells what became of the chain: worst first, in few words, on one line."""

import re
from dataclasses import replace

import pytest
from tui.samples import inspection

from inspector.chain.finding import Finding, Severity
from inspector.inspection import Inspection
from inspector.tui.present.signs import SIGNS
from inspector.tui.present.verdict import Mark, verdict_line, verdict_marks


def _bad() -> Inspection:
    return inspection("other", "inter", store=("system", "the system's roots"), public=False)


@pytest.mark.parametrize(
    "shown", [inspection(), _bad(), inspection("leaf", "inter", "other")], ids=["good", "bad", "more"]
)
@pytest.mark.parametrize("width", [10, 20, 40, 58, 78, 118, 200])
def test_the_verdict_fits_and_keeps_the_worst(shown: Inspection, width: int) -> None:
    """At every width the verdict is one line, and an error stays as long as anything does."""
    marks = verdict_marks(shown)
    line = verdict_line(marks, width)
    assert line.cell_length <= width
    if any(mark.severity is Severity.ERROR for mark in marks) and width >= 20:
        assert SIGNS.error in line.plain or "anchor" in line.plain


def _finding(code: str, severity: Severity, certificate: int | None = None) -> Finding:
    return Finding(code, severity, "x", "", certificate)


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ((_finding("wrong-order", Severity.WARNING),), ["! leaf: 11 days left", "! sent in the wrong order"]),
        (
            (_finding("weak-signature", Severity.ERROR), _finding("weak-key", Severity.WARNING)),
            ["✗ weak signature", "! leaf: 11 days left", "! 1 more finding"],
        ),
        ((_finding("no-scts", Severity.INFO), _finding("root-served", Severity.INFO)), ["! leaf: 11 days left"]),
        ((_finding("expiring", Severity.WARNING, 1),), ["! leaf: 11 days left", "! an authority expires soon"]),
        ((_finding("expiring", Severity.WARNING, 0),), ["! leaf: 11 days left"]),
    ],
    ids=["one", "the worst is not counted", "information", "another layer's date", "the leaf's date"],
)
def test_the_verdict_names_the_worst_first(findings: tuple[Finding, ...], said: list[str]) -> None:
    """What is wrong stands before what is right, the worst of it by name, and the count is of the others."""
    marks = verdict_marks(replace(inspection(), findings=findings))
    assert verdict_line(marks, 200).plain.split("   ")[: len(said)] == said
    good = [mark for mark in marks if mark.severity is None]
    assert marks.index(good[0]) == len([mark for mark in marks if mark.severity in (Severity.ERROR, Severity.WARNING)])


def test_every_bad_finding_has_a_few_words() -> None:
    """Whatever rule notices something worse than information, the strip has words for it."""
    from pathlib import Path

    import inspector.chain.findings
    from inspector.tui.present.verdict import _TOLD, _WORDS

    folder = Path(inspector.chain.findings.__file__).parent
    source = "".join(file.read_text() for file in folder.glob("*.py"))
    bad = re.findall(r'Finding\(\s*"([a-z-]+)",\s*Severity\.(?:ERROR|WARNING)', source)
    assert len(set(bad)) > 15
    assert sorted(set(bad) - _TOLD - set(_WORDS)) == []


def test_the_verdict_loses_words_before_facts() -> None:
    """Where room lacks, words are shortened first, and mere information leaves before what is wrong."""
    marks = (
        Mark("trusted by a store", brief="trusted"),
        Mark("name does not match", Severity.ERROR),
        Mark("sent 2", Severity.INFO),
    )
    assert verdict_line(marks, 60).plain.split("   ") == ["✓ trusted by a store", "✗ name does not match", "i sent 2"]
    assert verdict_line(marks, 50).plain.split("   ") == ["✓ trusted", "✗ name does not match", "i sent 2"]
    assert verdict_line(marks, 36).plain.split("   ") == ["✓ trusted", "✗ name does not match"]
    assert verdict_line(marks, 24).plain == "✗ name does not match"
