"""The matrix for typical pin sets, cell by cell."""

from pathlib import Path

import pytest
from rehearsing.conftest import HOST, SPARE, layers, pin_set

from inspector.clients.registry import clients
from inspector.pinning.pin_set import PinSet
from inspector.rehearsing.plan import REHEARSED, rehearse_set
from inspector.rehearsing.rehearsal import Rehearsal
from inspector.rehearsing.report import short_title

GOLDEN = Path(__file__).parent / "golden"
SETS = {
    "leaf-only": pin_set([0]),
    "leaf-and-backup": pin_set([0], backups=(SPARE,)),
    "intermediate": pin_set([1]),
    "root-and-backup": pin_set([2], backups=(SPARE,)),
}


def table(rehearsal: Rehearsal) -> str:
    """Return the matrix as text."""
    width = max(len(row.event.code) for row in rehearsal.rows)
    lines = [f"{'':{width}} " + "".join(f"{short_title(part.title):13}" for part in rehearsal.parts)]
    lines += [
        f"{row.event.code:{width}} " + "".join(f"{cell.answer:13}" for cell in row.cells) for row in rehearsal.rows
    ]
    lines += [f"{part.title}: {line}" for part in rehearsal.parts for line in (part.refusal, *part.notes) if line]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def play(pins: PinSet) -> Rehearsal:
    """Return the rehearsal of the set in the clients that are rehearsed unasked."""
    known = clients()
    return rehearse_set(pins, layers(), [known[name] for name in REHEARSED], HOST)


@pytest.mark.parametrize("name", SETS)
def test_matrix_is_as_it_was_reviewed(name: str) -> None:
    """Every cell of the matrix is the one in the reviewed file."""
    assert table(play(SETS[name])) == (GOLDEN / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", SETS)
def test_every_cell_has_a_reason(name: str) -> None:
    """No cell is silent, and none names a pin."""
    rehearsal = play(SETS[name])
    for row in rehearsal.rows:
        for cell in row.cells:
            assert cell.reason.endswith("."), (row.event.code, cell)
            assert "sha256/" not in cell.reason
