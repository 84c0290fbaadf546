"""Today by device: a rehearsal says of each range of releases what the check of the same pins says."""

from tui.crossed import HOST, crossed

from inspector.clients.registry import clients
from inspector.devices.looking import look_at_devices
from inspector.devices.rows import is_today, with_devices
from inspector.devices.verdicts import judge_devices
from inspector.pinning.draft import Draft, make_pin_set
from inspector.pinning.pin_set import PinSet
from inspector.rehearsing.plan import parts_of, rehearse_set
from inspector.rehearsing.rehearsal import Answer, Rehearsal

NAMES = ("okhttp-kotlin", "nsc", "curl")


def pin_set(*places: int, android: int | None = None) -> PinSet:
    """Return the pins of layers of the chain, as a release of Android builds it where one is given."""
    seen = crossed(android=android)
    picked = frozenset(seen.layers[place].pin for place in places)
    return make_pin_set(Draft(HOST, picked), seen.layers, at=seen.at)


def played(pins: PinSet, android: int | None = None) -> Rehearsal:
    """Return the rehearsal at the chain, by device."""
    seen, known = crossed(android=android), clients()
    return with_devices(rehearse_set(pins, seen.layers, [known[name] for name in NAMES], HOST), seen)


def answers(rehearsal: Rehearsal) -> dict[str, tuple[Answer, ...]]:
    """Return the answers of the rows about today by their titles."""
    return {row.event.title: tuple(cell.answer for cell in row.cells) for row in rehearsal.rows if is_today(row)}


def test_a_root_that_only_older_releases_have_in_the_path_locks_out_the_newer_ones() -> None:
    """Played at the path of Android 13 the older root's pin works, and Android 14 has a row of its own."""
    found = answers(played(pin_set(3, android=33), android=33))
    assert found == {
        "Today": (Answer.WORKS, Answer.WORKS, Answer.NOT_APPLICABLE),
        "Today, Android 14 on": (Answer.LOCKED_OUT, Answer.LOCKED_OUT, Answer.NOT_APPLICABLE),
    }


def test_where_every_release_comes_to_the_same_end_there_is_one_row() -> None:
    """The issuing authority stands in every path."""
    assert list(answers(played(pin_set(1)))) == ["Today"]


def test_a_row_is_what_the_clients_judge_says_of_the_real_path() -> None:
    """Reason and answer come from the judge of the client and from nowhere else."""
    pins = pin_set(3, android=33)
    row = played(pins, android=33).rows[1]
    (part,) = parts_of(pins, clients()["nsc"])
    assert part.rules is not None
    seen = crossed(android=33)
    verdict = judge_devices(part.rules, HOST, seen.at, look_at_devices(seen))[-1].verdict
    assert row.cells[1].reason == verdict.reason
    assert row.event.code == "today-android-34"


def test_roots_of_an_app_say_nothing_of_devices() -> None:
    """With roots of a file the rehearsal stays as it is."""
    from dataclasses import replace

    seen = crossed()
    own = replace(seen, assessment=replace(seen.assessment, store=replace(seen.assessment.store, name="file")))
    plain = rehearse_set(pin_set(3, android=33), seen.layers, [clients()["nsc"]], HOST)
    assert with_devices(plain, own) is plain
