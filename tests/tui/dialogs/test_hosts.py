"""Which hosts are pinned: by client and version, while one types."""

from textual.containers import VerticalScroll
from textual.widgets import Static
from tui.dialogs.fields import type_in, words
from tui.driving import NARROW, SIZES, SMALL, Driver, driving

UNKNOWN = "No judge for: Certificate file (.cer), Flutter."


def answers(driver: Driver) -> list[str]:
    """Return the lines of the answers, those that are scrolled out of sight too."""
    return str(driver.app.screen.query_one("#word", Static).content).splitlines()


def answer(driver: Driver, client: str) -> str:
    """Return what is said about a client, on one line."""
    lines = answers(driver)
    (at,) = [number for number, line in enumerate(lines) if line[2:].startswith(f"{client} ")]
    said = [lines[at]]
    for line in lines[at + 1 :]:
        if not line.startswith("    "):
            break
        said.append(line)
    return " ".join(" ".join(said).split())


@SIZES
async def test_the_host_itself_is_pinned_by_every_version(size: tuple[int, int]) -> None:
    """At once and without typing, at every size, each on one line."""
    async with driving(size=size) as driver:
        await driver.press("space", "H")
        for client in ("OkHttp 5", "OkHttp 3.9 to 3.14"):
            assert answer(driver, client) == f"✓ {client} pinned by www.example.org"
            (line,) = [line for line in driver.lines if client in line]
            assert "✓" in line
            assert "by www.example.org" in line


@SIZES
async def test_the_answers_scroll_to_their_end(size: tuple[int, int]) -> None:
    """By keys, and back to the beginning with the next letter; no line is cut at the frame."""
    async with driving(size=size) as driver:
        await driver.press("space", "d", "H", "tab")
        assert driver.focus == "answers"
        area = driver.app.screen.query_one("#answers", VerticalScroll)
        assert all(len(line) <= area.scrollable_content_region.width for line in answers(driver))
        await driver.press("end")
        assert UNKNOWN in words(driver)
        assert "OkHttp 5" not in driver.text
        await driver.press("shift+tab", "x")
        assert "OkHttp 5" in driver.text


async def test_another_width_lays_them_out_anew() -> None:
    """What was one line at 80 cells is two at 60, the second set in, and one again."""
    async with driving(size=NARROW) as driver:
        await driver.press("space", "d", "H")
        wide = answers(driver)
        await driver.pilot.resize_terminal(*SMALL)
        await driver.rest()
        assert answers(driver)[1] == "    by **.www.example.org"
        await driver.pilot.resize_terminal(*NARROW)
        await driver.rest()
        assert answers(driver) == wide


async def test_names_below_are_told_apart() -> None:
    """Two labels below: OkHttp 4.3 and NSC pin, older OkHttp and Apple do not, and say why."""
    async with driving() as driver:
        await driver.press("space", "d", "H")
        await type_in(driver, "a.b.www.example.org")
        assert answer(driver, "OkHttp 4.3 to 4.12") == "✓ OkHttp 4.3 to 4.12 pinned by **.www.example.org"
        assert answer(driver, "OkHttp 4.0 to 4.2").startswith("✗ OkHttp 4.0 to 4.2 NOT pinned OkHttp 4.0 to 4.2 takes")
        assert answer(driver, "Network Security Config").startswith("✓")
        assert answer(driver, "Cronet") == "✓ Cronet pinned by www.example.org"
        assert "NOT pinned" in answer(driver, "Apple NSPinnedDomains")
        assert "NOT pinned" in answer(driver, "curl")
        assert answer(driver, "Go") == "✓ Go pinned whatever is asked through it"
        assert answer(driver, "Alamofire").startswith("! Alamofire not for it With Alamofire only the exact host")
        await type_in(driver, "notwww.example.org")
        assert "NOT pinned" in answer(driver, "OkHttp 5")


async def test_an_address_is_a_host_of_its_own() -> None:
    """It is below no name, whatever it looks like."""
    async with driving() as driver:
        await driver.press("space", "d", "H")
        for text in ("192.0.2.7", "[2001:db8::7]"):
            await type_in(driver, text)
            pinned = [line for line in answers(driver) if line.startswith("✓")]
            assert [line.split()[1] for line in pinned] == [".NET", "Go", "Node.js", "Python"]


async def test_what_is_no_host_is_said() -> None:
    """A URL and a wildcard are no hosts, and nothing is claimed about them."""
    async with driving() as driver:
        await driver.press("space", "H")
        await type_in(driver, "https://www.example.org/")
        assert "OkHttp 5" not in words(driver)
        await type_in(driver, "**.www.example.org")
        assert "A wildcard is no host. Type one of the names that it stands for." in words(driver)
        assert "OkHttp 5" not in words(driver)
        await type_in(driver, "")
        assert "Nothing typed yet." in words(driver)
        await driver.press("escape")
        assert len(driver.app.screen_stack) == 1


async def test_a_dot_at_the_end_is_asked_for_as_it_is() -> None:
    """OkHttp takes the name with a dot for another host, Android does not."""
    async with driving() as driver:
        await driver.press("space", "H")
        await type_in(driver, "www.example.org.")
        said = "With its trailing dot www.example.org. is another host."
        assert answer(driver, "OkHttp 5") == f"✗ OkHttp 5 NOT pinned {said}"
        assert answer(driver, "Network Security Config").startswith("✓")
