"""Every experiment, run for real on loopback: what it shows is what the lesson says."""

import shutil
import threading
import time

import pytest
from lab.looking import lab_threads

from inspector.lessons.bench import Bench, Stopped
from inspector.lessons.course import BY_ID, LESSONS
from inspector.lessons.lesson import Block, Step, Table, Tone
from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline

EXPERIMENTS = [lesson.id for lesson in LESSONS if lesson.experiment is not None]


def run(name: str, bench: Bench | None = None) -> tuple[Block, ...]:
    """Return what the experiment of the lesson `name` shows."""
    experiment = BY_ID[name].experiment
    assert experiment is not None
    return experiment.run(bench or Bench())


def steps(blocks: tuple[Block, ...]) -> list[Step]:
    """Return the steps among `blocks`."""
    return [block for block in blocks if isinstance(block, Step)]


def table(blocks: tuple[Block, ...]) -> Table:
    """Return the one table among `blocks`."""
    (found,) = (block for block in blocks if isinstance(block, Table))
    return found


def test_there_are_ten_lessons_and_eight_experiments() -> None:
    """The comparison has nothing to run, and the last lesson asks instead."""
    assert len(LESSONS) == len(BY_ID) == 10
    assert len(EXPERIMENTS) == 8
    assert [lesson.id for lesson in LESSONS if lesson.interview] == ["whether"]


def test_any_authority_of_the_store_will_do() -> None:
    """Both authorities are accepted by who trusts both, and the second is refused by who trusts the first alone."""
    tones = [step.tone for step in steps(run("trust"))]
    assert tones == [Tone.PLAIN, Tone.GOOD, Tone.WARNING, Tone.GOOD]


def test_signatures_hold_until_a_letter_changes() -> None:
    """Two signatures of the chain hold, and the forged one does not."""
    said = [step.title for step in steps(run("chain"))]
    assert [title.endswith(": yes.") for title in said] == [True, True, False]
    assert said[-1] == "One letter changed, xpi.bank.test: no longer signed."


def test_openssl_prints_the_pin_that_is_computed_here() -> None:
    """The last step holds what openssl printed, and it is the pin of the third step."""
    if shutil.which("openssl") is None:
        pytest.skip("real client absent: openssl")
    found = steps(run("hash"))
    assert found[-1].title == "It printed the same."
    assert f"sha256/{found[-1].lines[0]}" == found[2].lines[0]


def test_without_openssl_the_steps_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where openssl is not installed that is said, and nothing is claimed."""
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert steps(run("hash"))[-1].title == "openssl is not installed here, so nothing else was asked."


def test_the_pin_goes_with_the_key() -> None:
    """The fingerprint changes at both renewals, the pin only where the key does."""
    assert table(run("key")).rows == (
        ("renewed, key kept", "changed", "same"),
        ("renewed, new key", "changed", "changed"),
    )


def test_what_each_layer_survives() -> None:
    """The matrix of four events and three layers."""
    works, out = "works", "locked out"
    assert table(run("layer")).rows == (
        ("leaf renewed, key kept", works, works, works),
        ("leaf renewed, new key", out, works, works),
        ("new intermediate", works, out, works),
        ("another authority", out, out, out),
    )


def test_served_is_not_the_path() -> None:
    """How many each server sent, and how many the path has."""
    assert table(run("served")).rows == (
        ("good", "2", "3", "0"),
        ("extra certificates", "5", "3", "2"),
        ("wrong order", "3", "4", "0"),
        ("missing intermediate", "1", "none", "0"),
    )


def test_a_spare_key_saves_the_app() -> None:
    """Real curl is refused with the old pin alone, and let in with the spare one beside it."""
    if shutil.which("curl") is None:
        pytest.skip("real client absent: curl")
    _, alone, both, _ = steps(run("backup"))
    assert (alone.title, alone.lines) == (
        "App A pins the leaf alone: locked out.",
        ("curl: (90) SSL: public key does not match pinned public key",),
    )
    assert both.title.endswith("connects.")
    assert both.lines == ("curl: Hello from Pinspector's lab. Nothing here is real.",)


def test_the_man_in_the_middle() -> None:
    """The ordinary client leaks its token, the pinned one refuses, and the folk pipeline prints the attacker's pin."""
    for name in ("curl", "openssl"):
        if shutil.which(name) is None:
            pytest.skip(f"real client absent: {name}")
    connects, leak, refuses, okhttp, nsc, folk = steps(run("middle"))
    assert connects.lines == ("HTTP/1.1 200 OK",)
    assert "Authorization: Bearer made-up-token" in leak.lines
    assert refuses.title.endswith("refuses, and he reads nothing.")
    assert refuses.lines == ("curl: (90) SSL: public key does not match pinned public key",)
    assert "Certificate pinning failure!" in okhttp.lines
    assert nsc.lines[-1].strip() == "Pin verification failed"
    assert "the attacker's pin" in folk.title
    assert any(folk.lines[0] in line for line in okhttp.lines[3:4])


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_nothing_is_left_running(name: str) -> None:
    """After an experiment no server of it runs."""
    before = lab_threads()
    run(name)
    assert lab_threads() <= before


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_cancelled_before_it_began(name: str) -> None:
    """A cancelled experiment stops, and leaves no server."""
    before = lab_threads()
    cancel = Cancel()
    cancel.set()
    with pytest.raises(Stopped):
        run(name, Bench(cancel))
    assert lab_threads() <= before


def test_a_program_that_lasts_is_ended() -> None:
    """At the deadline, and at once when it is cancelled."""
    with pytest.raises(Stopped):
        Bench(deadline=Deadline(0.2)).run("sleep", "30")
    cancel, begun = Cancel(), time.monotonic()
    threading.Timer(0.1, cancel.set).start()
    with pytest.raises(Stopped):
        Bench(cancel).run("sleep", "30")
    assert time.monotonic() - begun < 20
