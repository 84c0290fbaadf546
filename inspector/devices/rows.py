"""Today by device: the rows of a rehearsal for releases that come to another end."""

from collections.abc import Iterator
from dataclasses import replace

from inspector.clients.rule import RuleSet
from inspector.devices.looking import ANDROID, APPLE, Devices, look_at_devices
from inspector.devices.looking import Outcome as Range
from inspector.devices.verdicts import devices_count, judge_devices, system_of
from inspector.inspection import Inspection
from inspector.rehearsing.events import TODAY
from inspector.rehearsing.rehearsal import Answer, Cell, Part, Rehearsal, Row, answer_to
from inspector.rehearsing.situation import Event, Sort


def with_devices(rehearsal: Rehearsal, inspection: Inspection, devices: Devices | None = None) -> Rehearsal:
    """Return the rehearsal with a row after `today` for each range of releases that comes to another end than today's.

    The path is the one that the releases build of the real chain, and the judge is the client's own. `devices` are
    those of the inspection where they are known already. Nothing is added where the roots are those of an app.
    """
    if not devices_count(inspection):
        return rehearsal
    known = devices or look_at_devices(inspection)
    today, *later = rehearsal.rows
    found = [row for system in (ANDROID, APPLE) for row in _rows(rehearsal, today, known, system)]
    return replace(rehearsal, rows=(today, *found, *later))


def is_today(row: Row) -> bool:
    """Return whether a row is about the present chain, on whatever device."""
    return row.event.code == TODAY or row.event.code.startswith(f"{TODAY}-")


def _rows(rehearsal: Rehearsal, today: Row, devices: Devices, system: str) -> Iterator[Row]:
    columns = [_column(part, rehearsal, devices, system) for part in rehearsal.parts]
    for item in devices.outcomes(system):
        cells = tuple(
            column.get(id(item), _absent(part)) for part, column in zip(rehearsal.parts, columns, strict=True)
        )
        if any(_differs(cell, now) for cell, now in zip(cells, today.cells, strict=True)):
            yield Row(_event(item), cells)


def _column(part: Part, rehearsal: Rehearsal, devices: Devices, system: str) -> dict[int, Cell]:
    """Return what a part does on each range of the system, by its identity; empty where it is not on it."""
    rules: RuleSet | None = part.rules
    if rules is None or rules.crash is not None or system_of(rules) != system:
        return {}
    found = judge_devices(rules, rehearsal.host, rehearsal.at, devices)
    return {id(item.range): Cell(answer_to(Sort.ROTATION, item.verdict), item.verdict.reason) for item in found}


def _absent(part: Part) -> Cell:
    return Cell(Answer.NOT_APPLICABLE, part.refusal or "It does not ask the roots of these releases.")


def _differs(cell: Cell, today: Cell) -> bool:
    return Answer.NOT_APPLICABLE not in (cell.answer, today.answer) and cell.answer is not today.answer


def _event(item: Range) -> Event:
    first = item.span.versions[0]
    code = f"{TODAY}-{item.system.lower()}-{first.api or first.text}".replace(" ", "-")
    levels = f" ({item.levels})" if item.levels else ""
    where = f"{item.system} {item.versions}"
    sentence = f"The chain as it is now, by the path that {where}{levels} builds of it."
    return Event(code, f"Today, {where}", where, sentence, Sort.ROTATION)
