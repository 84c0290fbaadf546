"""A fault of our own in the work of each screen: the app ends, the terminal is restored, and no data are told."""

import os
import sys
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal
from hardening.working import LEAVES_ALTERNATE_SCREEN, SHOWS_CURSOR, SLOW

PROGRAM = """
import importlib, sys
from inspector.cli.failure import report
from inspector.tui import start

secret = "secret-of-the-user \\x1b]0;title\\x07"

def fail(*_, **__):
    certificate_text = secret
    raise LookupError(certificate_text)

module, name = sys.argv[1].rsplit(".", 1)
owner = importlib.import_module(module)
vars(owner)[name] = fail
try:
    sys.exit(start.run_app(start.AppStart(scenario="good")))
except Exception as error:
    sys.exit(report(error))
"""
PLACES = {
    "inspector.checking.checking.check": ("C", "Check shipped", "{source}\r"),
    "inspector.checking.gathering.gather": ("C", "Check shipped", "{source}\r"),
    "inspector.rehearsing.plan.rehearse_set": (" ", "[x]", "R"),
    "inspector.tui.present.check.tell_report": ("C", "Check shipped", "{source}\r"),
    "inspector.devices.looking.look_at_devices": ("v", "", ""),
    "inspector.tui.present.paths.paths_page": ("p", "", ""),
    "inspector.tui.present.lesson.paragraphs": ("l\r", "", ""),
    "inspector.clients.coverage.coverage": (" ", "[x]", "H"),
    "inspector.handover.markdown.sheet_markdown": ("E", "Hand-over", "c"),
}
"""What fails, and the keys and words on the way there."""


@pytest.mark.parametrize("place", PLACES)
def test_a_fault_ends_in_the_short_page(tmp_path: Path, place: str) -> None:
    """Exit code 70; behind the alternate screen stand type and places, and nothing else."""
    program, source = tmp_path / "faulty.py", tmp_path / "a.sh"
    program.write_text(PROGRAM)
    source.write_text("curl --pinnedpubkey sha256//C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M= https://a.test/\n")
    environment = {**os.environ, "PINSPECTOR_REMEMBER": "0"}
    with Terminal([sys.executable, str(program), place], environment) as terminal:
        terminal.wait_until("Lab Root", "Pick", patience=SLOW)
        terminal.settle(0.5)
        first, drawn, then = PLACES[place]
        terminal.leave_by(first, drawn, then.format(source=source), patience=SLOW)
        written = terminal.take()
        assert terminal.code == 70, written[-800:]
        assert LEAVES_ALTERNATE_SCREEN in written
        assert SHOWS_CURSOR in written
        page = written.rsplit(LEAVES_ALTERNATE_SCREEN, 1)[1]
        assert b"a fault of Pinspector itself: LookupError" in page
        assert b"Please report these lines" in page
        assert b"secret" not in written
        assert b"\x1b]0;title" not in written
        assert len(page.strip().splitlines()) < 12
