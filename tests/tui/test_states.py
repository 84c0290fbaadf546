"""Nothing asked yet, a fetch under way, a fetch that failed, a bad chain: each has its own face."""

import threading

from tui.driving import NARROW, SMALL, driving
from tui.samples import HOST, NOW, PINS, REFUSED, Recorder, inspection

from inspector.inspection import Settings
from inspector.net.options import FetchOptions
from inspector.net.target import TargetError
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.loading import Loading


async def test_without_a_target_the_field_has_the_focus() -> None:
    """The empty state asks for a host, with one example, and asks nobody anything."""
    async with driving(text=None) as driver:
        assert driver.focus == "host"
        assert "such as example.org" in driver.text
        assert driver.recorder.asked == []


async def test_keys_that_would_be_text_are_not_offered_in_the_field() -> None:
    """While the field has the focus the key bar names only keys that work there."""
    async with driving(text=None) as driver:
        assert "space Pick" not in driver.lines[-1]
        assert "f1 Help" in driver.lines[-1]


async def test_loading_says_what_is_done_and_how_to_stop_it() -> None:
    """A fetch that lasts says what it is doing and for how long, in the chain pane only."""
    recorder = Recorder(gates={HOST: threading.Event()})
    async with driving(recorder, rest=False) as driver:
        await driver.pilot.pause()
        assert driver.state == "loading"
        loading = driver.main.query_one(Loading)
        while not (loading.shown and "203" in loading.doing):
            await driver.pilot.pause(0.05)
        assert "Connecting to 203.0.113.7:443" in driver.text
        assert "0 s   esc cancels" in driver.text


async def test_escape_cancels_and_the_late_result_is_dropped() -> None:
    """Esc ends the fetch at once by its switch; what it still gives changes nothing."""
    recorder = Recorder(gates={HOST: threading.Event()})
    async with driving(recorder, rest=False) as driver:
        await driver.pilot.pause()
        while not recorder.cancels:
            await driver.pilot.pause(0.02)
        await driver.pilot.press("escape")
        assert recorder.cancels[0].is_set
        assert driver.state == "empty"
        recorder.gates[HOST].set()
        await driver.rest()
        assert driver.state == "empty"
        assert driver.main.session is None


async def test_a_newer_fetch_wins_over_a_late_one() -> None:
    """The chain on the screen is that of the last target asked, whatever order the answers come in."""
    recorder = Recorder(gates={HOST: threading.Event()}, answers={"b.example": inspection(host="b.example")})
    async with driving(recorder, rest=False) as driver:
        await driver.pilot.pause()
        while not recorder.cancels:
            await driver.pilot.pause(0.02)
        await driver.pilot.press("slash", *"b.example", "enter")
        recorder.gates[HOST].set()
        await driver.rest()
        assert recorder.cancels[0].is_set
        assert driver.main.current.inspection.source == "b.example:443"


async def test_cancelling_a_refetch_shows_the_last_chain_again() -> None:
    """Esc during a refetch brings back the chain, its picks and the name in the field."""
    recorder = Recorder()
    async with driving(recorder) as driver:
        await driver.press("space")
        recorder.gates["slow.example"] = threading.Event()
        await driver.pilot.press("slash", *"slow.example", "enter")
        await driver.pilot.pause()
        assert driver.state == "loading"
        await driver.press("escape")
        assert driver.state == "chain"
        assert driver.host_field.value == "www.example.org"
        assert "1 of 3 picked" in driver.text


async def test_pins_of_the_last_chain_cannot_be_copied_while_another_loads() -> None:
    """C while another host loads copies nothing: the pin would belong to the host that is no longer named."""
    recorder = Recorder()
    async with driving(recorder) as driver:
        recorder.gates["slow.example"] = threading.Event()
        await driver.pilot.press("slash", *"slow.example", "enter", "c")
        await driver.pilot.pause()
        assert recorder.copied == []
        assert driver.toasts == ["The chain is not here yet."]


async def test_quitting_while_a_fetch_runs_is_immediate() -> None:
    """Quitting sets the switch of the fetch and does not wait for its thread."""
    gate = threading.Event()
    recorder = Recorder(gates={HOST: gate})
    async with driving(recorder, rest=False) as driver:
        await driver.pilot.pause()
        while not recorder.cancels:
            await driver.pilot.pause(0.02)
        await driver.pilot.press("q")
        await driver.pilot.pause()
        assert driver.app._exit
        assert not gate.is_set()
    assert recorder.cancels[0].is_set


async def test_a_failure_is_a_page_with_stage_cause_and_what_to_try() -> None:
    """A failed fetch names its stage, the cause and what to try."""
    async with driving(Recorder(answers={HOST: REFUSED})) as driver:
        assert driver.state == "failed"
        assert driver.focus == "failure"
        for words in (REFUSED.reason, "Failed at  connect", REFUSED.detail, "Nothing listens on that port"):
            assert words in driver.text


async def test_a_failure_can_be_copied_and_tried_again() -> None:
    """C copies the failure's details, r asks again."""
    recorder = Recorder(answers={HOST: REFUSED})
    async with driving(recorder) as driver:
        await driver.press("c")
        text, what = recorder.copied[0]
        assert what == "the details of the failure"
        assert "Stage: connect" in text
        assert REFUSED.detail in text
        recorder.answers.clear()
        await driver.press("r")
        assert driver.state == "chain"


async def test_the_last_good_chain_stays_reachable() -> None:
    """After a failed fetch esc goes back to the last chain with its picks."""
    recorder = Recorder(answers={"b.example": REFUSED})
    async with driving(recorder) as driver:
        await driver.press("space", "slash", *"b.example", "enter")
        assert "esc back to www.example.org:443" in driver.text
        await driver.press("escape")
        assert driver.state == "chain"
        assert "1 of 3 picked" in driver.text
        assert driver.host_field.value == "www.example.org"


async def test_no_pin_is_shown_beside_a_failure() -> None:
    """The page of a failure holds no pin, not even of the last chain."""
    recorder = Recorder(answers={"b.example": REFUSED})
    async with driving(recorder) as driver:
        await driver.press("space", "slash", *"b.example", "enter")
        assert not any(pin[7:20] in driver.text for pin in PINS.values())


async def test_a_target_that_cannot_be_one_is_explained() -> None:
    """A text that is no target gives its reason and hint."""
    wrong = TargetError("the port is no number", "write host:443")
    async with driving(Recorder(answers={HOST: wrong})) as driver:
        assert "the port is no number" in driver.text
        assert "write host:443" in driver.text


async def test_a_fault_of_our_own_is_a_page_too() -> None:
    """An unexpected exception becomes a page that tells kind and places, nothing of its text, and the app goes on."""
    async with driving(Recorder(answers={HOST: RuntimeError("\x1b]0;owned\x07 of.the.user")})) as driver:
        assert driver.state == "failed"
        assert "a fault of Pinspector itself: RuntimeError" in driver.text
        assert "tui/fetching.py:" in driver.text
        await driver.press("c")
        copied = driver.recorder.copied[-1][0]
        assert "RuntimeError" in copied
        assert "tui/samples.py:" in copied
        assert "Please report" in copied
        for told in (driver.text, copied):
            assert "owned" not in told
            assert "of.the.user" not in told


async def test_a_bad_certificate_is_a_result() -> None:
    """An expired chain with a wrong name is shown, with what is wrong in words."""
    bad = inspection("other", "inter", public=False)
    async with driving(Recorder(answers={HOST: bad})) as driver:
        assert driver.state == "chain"
        assert "✗ not trusted" in driver.text
        assert "name does not match" in driver.text
        assert "expired 353 days ago" in driver.text


async def test_unused_certificates_are_shown_and_cannot_be_picked() -> None:
    """What is in no path stands below the chain, named as unused; space on it says why it is no pin."""
    mixed = inspection("leaf", "inter", "other")
    async with driving(Recorder(answers={HOST: mixed})) as driver:
        assert "sent, but in no path: 1" in driver.text
        await driver.press("G", "space")
        assert driver.main.query_one(Ladder).number == 3
        assert driver.main.current.picked == 0
        assert driver.toasts == ["This certificate is in no path: no client would match a pin of it."]


async def test_without_a_path_the_served_certificates_are_shown_in_order() -> None:
    """Where no path exists the served certificates are shown, with the reason."""
    alone = inspection("leaf", anchors=("other",), public=False)
    async with driving(Recorder(answers={HOST: alone})) as driver:
        assert "no known root" in driver.text
        assert "[ ] leaf  www.example.org" in driver.text


async def test_settings_of_the_first_target_do_not_follow_to_another() -> None:
    """Server name and connect-to hold for the target they were given with; roots and options for all."""
    settings = Settings(
        options=FetchOptions(timeout=3), roots="system", server_name="a.example", connect_to="127.0.0.1:1"
    )
    recorder = Recorder()
    async with driving(recorder, settings=settings) as driver:
        await driver.press("slash", *"b.example", "enter", "slash", *HOST, "enter")
        assert [given.connect_to for _, given in recorder.asked] == ["127.0.0.1:1", None, "127.0.0.1:1"]
        assert [given.server_name for _, given in recorder.asked] == ["a.example", None, "a.example"]
        assert {given.roots for _, given in recorder.asked} == {"system"}
        assert {given.options.timeout for _, given in recorder.asked} == {3}


async def test_the_chain_is_told_in_words_at_every_size() -> None:
    """At 80 and 60 columns layers, pin and verdict are there, and the pin is whole."""
    for size in (NARROW, SMALL):
        async with driving(size=size) as driver:
            assert PINS["leaf"] in driver.text
            for words in ("[ ] root", "[ ] inter", "[ ] leaf", "! 11 d"):
                assert words in driver.text


async def test_times_are_told_as_date_and_as_span() -> None:
    """The validity stands as dates in UTC and as what is left of it."""
    async with driving() as driver:
        assert f"{NOW:%H:%M} UTC" in driver.text
        assert "2026-09-06 08:12 → 2026-11-14 08:12 UTC" in driver.text
        assert "! 11 days left" in driver.text
