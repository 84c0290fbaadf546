"""Every screen with every hostile string in the names of a path, in sources, in answers, and in what is remembered."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from net.opponents import Opponent, say
from textual.widgets import Input
from tui.driving import NARROW, WIDE, Driver, driving
from tui.hostile import CHAINS, chains, check, names, served, sources, strings
from tui.samples import HOST, Recorder, Round
from tui.test_hostile import Tripwire

from inspector.checking.gathering import Gathered
from inspector.clients.source import Source
from inspector.inspection import Inspection
from inspector.lessons.course import LESSONS
from inspector.net.errors import FetchError
from inspector.net.faces import Faces, Question, make_probe
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.options import KeyKind
from inspector.net.target import parse_target
from inspector.tui.actions.checking import show_check
from inspector.tui.remember import load
from inspector.tui.screens.lesson import LessonScreen

PLACES = pytest.mark.parametrize("place", range(CHAINS))
SCREENS: tuple[tuple[str, ...], ...] = (
    *(("v", "end"), ("p", "end"), ("a", "end"), ("f", "end"), ("C",), ("H",), ("h",), ("e",), ("b",), ("N",), ("B",)),
    *(("E",), ("m", "down", "down"), ("i",), ("f2", "end"), ("question_mark", "end"), ("ctrl+p", "p", "i"), ("w",)),
    ("R", "right_square_bracket", "end", "right_square_bracket"),
    *((str(number),) for number in range(1, 6)),
)


async def home(driver: Driver) -> None:
    """Close what is open."""
    for _ in range(4):
        if len(driver.app.screen_stack) > 1:
            await driver.press("escape")
    assert len(driver.app.screen_stack) == 1


def faces_of(seen: Inspection) -> Faces:
    """Return the chain as the answer of an address, and a refusal in hostile words."""
    assert seen.handshake is not None
    question = Question("203.0.113.7:443", KeyKind.ECDSA, True)
    other = Question("203.0.113.8:443", KeyKind.RSA, True)
    return Faces((make_probe(question, seen.handshake), make_probe(other, banner())), 2, both_versions=True)


def banner() -> FetchError:
    """Return the error about a server that answers with hostile strings."""
    spoken = "".join(strings()).encode()[:900]
    with Opponent(say(spoken, after=1)) as server:
        target = parse_target(f"127.0.0.1:{server.port}", server_name="localhost")
        with pytest.raises(FetchError) as caught:
            fetch(target, FetchOptions(timeout=5))
    return caught.value


@PLACES
async def test_every_screen_shows_names_as_text(place: int) -> None:
    """Picked, rehearsed, handed over: no control, no action, whatever is pressed on the way."""
    seen = chains()[place]
    recorder = Recorder(answers={HOST: seen}, rounds=[Round(faces_of(seen))])
    async with driving(recorder, size=WIDE if place % 2 else NARROW) as driver:
        assert driver.main.current.has_path
        tripwire = Tripwire(driver.app)
        await driver.press("space", "k", "space", "k", "space")
        check(driver)
        for keys in SCREENS:
            for key in keys:
                await driver.press(key)
                check(driver)
            await home(driver)
        assert tripwire.runs == 0


@pytest.mark.parametrize("place", [0])
async def test_every_lesson_shows_names_as_text(place: int) -> None:
    """Each page of each lesson, beside a hostile chain."""
    async with driving(Recorder(answers={HOST: chains()[place]}), size=WIDE) as driver:
        await driver.press("l", "home", "enter")
        pages = 0
        while isinstance(driver.app.screen, LessonScreen):
            check(driver)
            await driver.press("right")
            pages += 1
        assert pages >= len(LESSONS)


@pytest.mark.parametrize("kind", [name or "failure" for name, _ in sources("x")])
async def test_sources_are_checked_as_text(kind: str) -> None:
    """Hosts, patterns, pins and comments of every kind of file hold every hostile string."""
    async with driving() as driver:
        for text in (*names(), "".join(strings())):
            (source,) = (Source(name, code) for name, code in sources(text) if (name or "failure") == kind)
            show_check(driver.main, Gathered(f"{kind}", False, (source,), ()))
            await driver.rest()
            check(driver)
            await driver.press("c", "end")
            check(driver)
            assert "fault of Pinspector" not in driver.recorder.copied[-1][0]
            await home(driver)


async def test_a_banner_is_shown_as_text() -> None:
    """What a server says in place of TLS."""
    async with driving(Recorder(answers={HOST: banner()})) as driver:
        check(driver)
        await driver.press("c")
        check(driver)


async def test_a_missing_issuer_is_asked_about_in_text() -> None:
    """The question names the address in the certificate and the issuer."""
    from cryptography import x509
    from cryptography.x509.oid import AuthorityInformationAccessOID
    from trust.making import make, make_leaf

    for name in names():
        if "\0" in name:
            continue
        place = x509.UniformResourceIdentifier("http://203.0.113.9/i\x1b[31m.cer")
        access = x509.AuthorityInformationAccess(
            [x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)]
        )
        root = make("Root", signs=True)
        gap = served(
            make_leaf(make(name, root, signs=True), HOST, common=name, extra=[(access, False)]), anchors=(root,)
        )
        async with driving(Recorder(answers={HOST: gap})) as driver:
            await driver.press("I")
            check(driver)
            await driver.press("escape", "f")
            check(driver)


async def test_what_is_remembered_is_only_text(tmp_path: Path) -> None:
    """Hosts, theme and lessons of a file that somebody else wrote, offered in the host field."""
    file = tmp_path / "memory.json"
    value = {"theme": strings()[0], "hosts": [f"a{text}" for text in strings()][:20], "lessons": list(strings())}
    file.write_text(json.dumps(value))
    memory, complaint = load(file)
    assert complaint == ""
    assert memory.hosts
    async with driving() as driver:
        driver.app.recall(memory)
        await driver.press("slash")
        driver.host_field.value = ""
        for _ in range(4):
            await driver.press("down")
            check(driver)
        await driver.press("a")
        check(driver)
        await driver.press("escape", "l")
        check(driver)


async def test_hostile_hosts_and_sources_are_shown_as_text() -> None:
    """The name of what was opened, in the host bar and in titles."""
    seen = replace(chains()[0], source="".join(names())[:200])
    async with driving(Recorder(answers={HOST: seen})) as driver:
        for key in ("E", "escape", "R", "escape", "v", "escape", "i"):
            await driver.press(key)


def test_all_strings_are_there() -> None:
    """The chains hold every shared string."""
    assert len(chains()) == CHAINS


@pytest.mark.parametrize("key", ["slash", "h", "b", "N", "C", "H", "w", "ctrl+p"])
async def test_fields_mask_what_is_put_into_them(key: str) -> None:
    """Bidirectional and invisible characters are signs in the field, and stay in its value."""
    hostile = "a\u202e\u200b\ufeff\x9b\u2066.test"
    async with driving() as driver:
        await driver.press("space", key)
        field = driver.app.focused
        assert isinstance(field, Input)
        field.value = hostile
        await driver.rest()
        check(driver)
        assert "a\ufffd" in driver.text
        assert field.value == hostile
