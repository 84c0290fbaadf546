"""Checking shipped pins in the app: files, pasted text, failure texts, and asking the hosts."""

import threading
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input
from tui.crossed import HOST as CROSSED
from tui.crossed import crossed
from tui.dialogs.fields import type_in, words
from tui.driving import SIZES, Driver, driving
from tui.samples import HOST, PINS, Recorder, inspection

from inspector.devices.looking import look_at_devices
from inspector.inspection import Settings
from inspector.tui.screens.check import CheckDialog, CheckScreen

SPARE = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
BARE = {role: pin.removeprefix("sha256/") for role, pin in PINS.items()}
FAILURE = f"""javax.net.ssl.SSLPeerUnverifiedException: Certificate pinning failure!
  Peer certificate chain:
    {PINS["leaf"]}: CN=www.example.org
  Pinned certificates for {HOST}:
    sha256/{SPARE}
"""


def config(*pins: str, host: str = HOST) -> str:
    """Return a network security config with these pins."""
    lines = "".join(f'<pin digest="SHA-256">{pin}</pin>\n' for pin in pins)
    return (
        "<network-security-config>\n<domain-config>\n"
        f'<domain includeSubdomains="true">{host}</domain>\n<pin-set>\n{lines}</pin-set>\n'
        "</domain-config>\n</network-security-config>\n"
    )


async def paste(driver: Driver, text: str) -> None:
    """Paste into what has the focus."""
    driver.app.post_message(Paste(text))
    await driver.rest()


@SIZES
async def test_a_file_is_held_against_the_open_chain(size: tuple[int, int], tmp_path: Path) -> None:
    """A config whose pin is in the path connects, and nobody was asked."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(config(BARE["inter"], SPARE))
    async with driving(size=size) as driver:
        asked = len(driver.recorder.asked)
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert isinstance(driver.app.screen, CheckScreen)
        assert "connects" in driver.text
        assert len(driver.recorder.asked) == asked
        await driver.press("escape")
        assert not isinstance(driver.app.screen, CheckScreen)


async def test_pasted_code_is_checked() -> None:
    """Several pasted lines are code: counted in the dialog, judged on the page."""
    async with driving() as driver:
        await driver.press("C")
        await paste(driver, config(SPARE, BARE["root"][:-4] + "AAA="))
        assert "Pasted: 9 lines" in words(driver)
        await driver.press("enter")
        assert "REFUSED" in driver.text
        assert "pasted text" in driver.text


@pytest.mark.parametrize("end", ["\r", "\r\n"])
async def test_lines_end_as_the_terminal_sends_them(end: str) -> None:
    """Terminals paste carriage returns: they are line ends like any other."""
    async with driving() as driver:
        await driver.press("C")
        await paste(driver, end.join(FAILURE.splitlines()))
        await driver.press("enter")
        assert "leaf of the chain then" in words(driver)


async def test_a_pasted_name_stands_there_once() -> None:
    """One line is a name, typed as it is."""
    async with driving() as driver:
        await driver.press("C")
        await paste(driver, "app/pins.xml")
        assert driver.app.screen.query_one("#field", Input).value == "app/pins.xml"


async def test_a_failure_text_is_explained() -> None:
    """OkHttp's text is lined up with the chain that is open."""
    async with driving() as driver:
        await driver.press("C")
        await paste(driver, FAILURE)
        await driver.press("enter")
        assert "leaf of the chain then" in words(driver)
        assert "The path today" in driver.text


async def test_what_cannot_be_read_stays_in_the_dialog(tmp_path: Path) -> None:
    """A missing file is said where it was typed, and nothing was opened."""
    async with driving() as driver:
        await driver.press("C")
        await type_in(driver, str(tmp_path / "no.kt"))
        await driver.press("enter")
        assert isinstance(driver.app.screen, CheckDialog)
        assert "no such file" in words(driver)


async def test_the_hosts_in_the_code_are_asked_by_one_key(tmp_path: Path) -> None:
    """`a` asks the hosts that the code names, which are others than the open one."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(config(BARE["inter"], SPARE, host="other.example.org"))
    recorder = Recorder()
    recorder.answers["other.example.org:443"] = inspection(host="other.example.org")
    async with driving(recorder) as driver:
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter", "a")
        assert recorder.asked[-1][0] == "other.example.org:443"
        assert "other.example.org" in driver.text


async def test_closing_ends_the_asking(tmp_path: Path) -> None:
    """Leaving the page cancels what was being asked, and a late answer shows nothing."""
    file = tmp_path / "network_security_config.xml"
    file.write_text(config(BARE["inter"], SPARE, host="slow.example.org"))
    recorder = Recorder()
    gate = recorder.gates["slow.example.org:443"] = threading.Event()
    async with driving(recorder) as driver:
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter")
        await driver.pilot.press("a")
        await driver.pilot.pause()
        await driver.pilot.press("escape")
        await driver.pilot.pause()
        assert recorder.cancels[-1].is_set
        gate.set()
        await driver.rest()
        assert not isinstance(driver.app.screen, CheckScreen)


async def test_mouse_checks_a_pasted_text() -> None:
    """Buttons do what keys do."""
    async with driving() as driver:
        await driver.press("C")
        await paste(driver, config(BARE["inter"], SPARE))
        await driver.click("enter Check")
        assert "connects" in driver.text
        await driver.click("c Copy")
        assert "connects" in driver.recorder.copied[-1][0]
        await driver.click("esc Close")
        assert not isinstance(driver.app.screen, CheckScreen)


async def test_a_huge_paste_is_refused() -> None:
    """More than a million characters are not taken, and the app stays quick."""
    async with driving() as driver:
        await driver.press("C")
        await paste(driver, "x\n" * 600_000)
        assert "more than a million" in words(driver)


@SIZES
async def test_ranges_of_devices_are_told_as_their_page_tells_them(size: tuple[int, int], tmp_path: Path) -> None:
    """The older root of a cross-signed chain is refused by the newest releases, and connects on those before."""
    recorder = Recorder()
    recorder.answers[CROSSED] = crossed()
    pin = look_at_devices(crossed()).keys[-1].pin.base64
    file = tmp_path / "network_security_config.xml"
    file.write_text(config(pin, SPARE, host=CROSSED))
    async with driving(recorder, text=CROSSED, size=size) as driver:
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter")
        assert isinstance(driver.app.screen, CheckScreen)
        said = " ".join(driver.app.screen.text.split())
        assert "REFUSED" in said
        assert "Connects on Android 7.1.1-13 (API 25-33), refused from 14 at the latest" in said


async def test_the_open_host_is_asked_as_it_was_opened(tmp_path: Path) -> None:
    """`a` asks it at the place and with the roots of the chain that is open; another host is asked as any other."""
    file = tmp_path / "network_security_config.xml"
    other = config(BARE["inter"], SPARE, host="other.example.org")
    file.write_text(config(BARE["inter"], SPARE))
    (tmp_path / "more.xml").write_text(other)
    recorder = Recorder()
    recorder.answers["other.example.org:443"] = inspection(host="other.example.org")
    recorder.answers[f"{HOST}:443"] = inspection()
    settings = Settings(connect_to="127.0.0.1:4433")
    async with driving(recorder, settings=settings) as driver:
        await driver.press("C")
        await type_in(driver, str(tmp_path))
        await driver.press("enter", "a")
        places = {target: asked.connect_to for target, asked in recorder.asked[1:]}
        assert places == {f"{HOST}:443": "127.0.0.1:4433", "other.example.org:443": None}


@SIZES
async def test_how_it_ended_comes_first_and_no_pin_is_broken(size: tuple[int, int], tmp_path: Path) -> None:
    """The page is read from its top, and a pin stands on one line whatever the size."""
    file = tmp_path / "network_security_config.xml"
    dead = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    file.write_text(config(BARE["inter"], dead))
    code = f'CertificatePinner.Builder().add("{HOST}", "{PINS["inter"]}", "sha256/{dead}").build()'
    (tmp_path / "Pins.kt").write_text(code)
    async with driving(size=size) as driver:
        await driver.press("C")
        await type_in(driver, str(tmp_path))
        await driver.press("enter")
        screen = driver.app.screen
        assert isinstance(screen, CheckScreen)
        assert screen.text.splitlines()[0].startswith("2 connect. Errors: ")
        said = " ".join(screen.text.split())
        assert "Every pin stands in the present chain" not in said
        assert "what is not in the present chain matches no key" in said
        for pin in (PINS["inter"], f"sha256/{dead}"):
            assert any(pin in line for line in screen.text.splitlines())
        whole = sum(line.count("47DEQ") for line in screen.text.splitlines())
        assert whole == sum(line.count(dead) for line in screen.text.splitlines())
        assert all(len(line) <= screen.view.size.width for line in screen.text.splitlines())


async def test_the_dialog_says_what_the_pins_are_held_against() -> None:
    """The chain that is open, and without one nothing but the code."""
    async with driving() as driver:
        await driver.press("C")
        assert "held against the chain that is open" in words(driver)
    async with driving(text=None) as driver:
        await driver.press("escape", "C")
        assert isinstance(driver.app.screen, CheckDialog)
        assert "no chain is open" in words(driver)
        assert "that is open." not in words(driver)


async def test_a_rule_of_the_open_host_is_never_without_a_chain(tmp_path: Path) -> None:
    """A rule that no verdict is about is held against the chain of its host, or says that its host was not asked."""
    file = tmp_path / "Pins.kt"
    code = f'CertificatePinner.Builder().add("{HOST}", "{PINS["inter"]}").add("a*.{HOST}", "{PINS["leaf"]}")'
    file.write_text(f'{code}.add("other.test", "sha256/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").build()')
    async with driving() as driver:
        await driver.press("C")
        await type_in(driver, str(file))
        await driver.press("enter")
        screen = driver.app.screen
        assert isinstance(screen, CheckScreen)
        said = " ".join(screen.text.split())
        assert "no chain" not in said
        assert "its host was not asked" in said
        assert f"{PINS['inter']} intermediate" in said
