"""Fetching a missing issuer in the app: asked for each time, shown as fetched, copied after a question only."""

import threading
from dataclasses import replace

from test_completing import HOST, cold, issuing, settings
from tui.driving import SIZES, Driver, driving, shown
from tui.samples import Recorder, inspection

from inspector.chain.certificate import parse_certificate
from inspector.completing import complete_chain
from inspector.inspection import LAB, Inspection, Settings, judge
from inspector.missing import Fetched
from inspector.trust.store import StoreError
from inspector.tui.screens.confirm import ConfirmDialog
from inspector.tui.screens.main import MainScreen

URL = "http://ca.example.org/ca.cer"


def completed(*, public: bool = True) -> Inspection:
    """Return the chain with its issuer as fetched; its root counts as public where `public`."""
    seen = cold(URL)
    found = judge(
        seen.handshake.served if seen.handshake else (),
        settings(),
        now=seen.at,
        source=HOST,
        host=HOST,
        target=seen.target,
        handshake=seen.handshake,
        complete=lambda _: Fetched(URL, (parse_certificate(issuing()),)),
    )
    return replace(found, assessment=replace(found.assessment, public=public))


def layers(driver: Driver) -> int:
    """Return how many layers the ladder shows."""
    return len(driver.main.current.inspection.layers)


def recorder(found: Inspection | Exception | None = None) -> Recorder:
    """Return a recorder with a chain that lacks its issuer, and what it becomes."""
    made = Recorder()
    made.answers[HOST] = cold(URL)
    made.completed[HOST] = found or completed()
    return made


@SIZES
async def test_by_keys(size: tuple[int, int]) -> None:
    """The question names the address and says that devices do not do this; no is no, yes shows the path as fetched."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        await driver.press("I")
        assert shown(driver) is ConfirmDialog
        assert URL in driver.text
        assert "Devices do not do this" in driver.text
        await driver.press("enter")
        assert used.fetched == []
        await driver.press("I", "y")
        assert used.fetched == [HOST]
        assert layers(driver) == 3
        assert "fetched" in driver.text
        assert driver.main.current.inspection.findings[0].code == "missing-intermediate"
        await driver.press("I")
        assert driver.toasts[-1] == "No issuer is missing here that could be fetched."
        await driver.press("r")
        assert layers(driver) == 1
        await driver.press("I")
        assert shown(driver) is ConfirmDialog


@SIZES
async def test_by_mouse(size: tuple[int, int]) -> None:
    """The frame of the chain offers it where an issuer is missing, and only there."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        await driver.click("fetch issuer")
        await driver.click("Fetch", 1 if "Fetch the" in driver.text else 0)
        assert used.fetched == [HOST]
        assert "fetch issuer" not in driver.text


async def test_the_strip_does_not_call_it_trusted() -> None:
    """Trust that holds with a fetched issuer alone is told as an error, and what was fetched is counted."""
    async with driving(recorder(), text=HOST) as driver:
        assert "✗ not trusted: an issuer is missing" in driver.text
        await driver.press("I", "y")
        assert "✗ trusted with a fetched issuer only" in driver.text
        assert "sent 1, store added 1, fetched 1" in driver.text
        assert "✓ trusted" not in driver.text


async def test_copying_asks_once_and_stamps() -> None:
    """Pins of such a chain are copied after a question that names the reason; the code says it too."""
    used = recorder()
    async with driving(used, text=HOST) as driver:
        await driver.press("I", "y", "space", "o")
        assert "Devices fetch no issuer" in driver.text
        assert used.copied == []
        await driver.press("y")
        assert "!!! DO NOT RELEASE: the path needs a fetched issuer, without which Android" in used.copied[0][0]
        await driver.press("c")
        assert len(used.copied) == 2


async def test_a_private_anchor_comes_first() -> None:
    """Where the completed path ends in no public root either, that is the question."""
    used = recorder(completed(public=False))
    async with driving(used, text=HOST) as driver:
        await driver.press("I", "y", "c")
        assert "Copy pins of a private chain?" in driver.text


async def test_escape_stops_the_fetch_and_a_late_one_changes_nothing() -> None:
    """Esc brings the chain back at once; what comes later is dropped."""
    used = recorder()
    used.gates[f"{HOST} issuer"] = threading.Event()
    async with driving(used, text=HOST) as driver:
        await driver.pilot.press("I")
        await driver.pilot.pause()
        await driver.pilot.press("y")
        while not used.fetched:
            await driver.pilot.pause(0.02)
        await driver.pilot.press("escape")
        assert used.cancels[-1].is_set
        used.gates[f"{HOST} issuer"].set()
        await driver.rest()
        assert driver.state == "chain"
        assert layers(driver) == 1


async def test_a_failure_is_told_and_found() -> None:
    """An address on loopback is not asked: the chain stays, with the reason among the findings."""
    failed = complete_chain(cold("http://127.0.0.1:9/ca.cer"), settings())
    async with driving(recorder(failed), text=HOST) as driver:
        await driver.press("I", "y")
        assert driver.toasts[-1] == (
            "The missing issuer was not fetched: its host is not on a public address, and no other is asked."
        )
        assert "fetch-failed" in [item.code for item in driver.main.current.inspection.findings]
        await driver.press("I")
        assert shown(driver) is ConfirmDialog


async def test_what_hinders_it_leaves_the_chain() -> None:
    """Roots that cannot be read are told, and the chain stays on the screen."""
    async with driving(recorder(StoreError("roots.pem cannot be read.", "")), text=HOST) as driver:
        await driver.press("I", "y")
        assert driver.state == "chain"
        assert driver.toasts[-1] == "The missing issuer was not fetched: roots.pem cannot be read."


async def test_a_fault_leaves_the_chain() -> None:
    """A fault of our own has its page, without its text; one key leads back to the chain."""
    async with driving(recorder(LookupError("of the user")), text=HOST) as driver:
        await driver.press("I", "y")
        assert driver.state == "failed"
        assert "a fault of Pinspector itself: LookupError" in driver.text
        assert "of the user" not in driver.text
        await driver.press("escape")
        assert driver.state == "chain"


async def test_where_nothing_can_be_asked_no_question_is_put() -> None:
    """No gap, no address, another kind of address, Android: a sentence says so."""
    used = recorder()
    used.answers[HOST] = cold("https://ca.example.org/ca.cer")
    async with driving(used, text=HOST) as driver:
        assert "fetch issuer" not in driver.text
        await driver.press("I")
        assert shown(driver) is MainScreen
        assert driver.toasts[-1] == (
            f"The missing issuer cannot be fetched: {HOST} names no address of http for its issuer."
        )
    async with driving(recorder(), text=HOST, settings=Settings(android=34)) as driver:
        await driver.press("I")
        assert driver.toasts[-1].startswith("Android builds the path of this chain")
    async with driving(Recorder(answers={HOST: inspection()}), text=HOST) as driver:
        await driver.press("I")
        assert driver.toasts[-1] == "No issuer is missing here that could be fetched."


async def test_the_lab_offers_no_fetch_from_an_address_that_leads_nowhere() -> None:
    """Its certificates name an address that no machine has."""
    used = recorder()
    seen = used.answers[HOST]
    assert isinstance(seen, Inspection)
    lab = replace(seen.assessment.store, name=LAB)
    used.answers[HOST] = replace(seen, assessment=replace(seen.assessment, store=lab))
    async with driving(used, text=HOST) as driver:
        assert "fetch issuer" not in driver.text
        await driver.press("I")
        assert (
            driver.toasts[-1] == "In the lab no issuer can be fetched: the address in its certificates leads nowhere."
        )
