"""The page of all paths: its ladder with forks, who takes which, in how many each pin stands, by keys and by mouse."""

from dataclasses import replace
from datetime import datetime

from trust.android.pki import issue
from trust.corpora import der_of, graphs
from tui.crossed import HOST, NEW, OLD, crossed
from tui.driving import SIZES, driving, shown
from tui.samples import NOW, Recorder, hostile, inspection

from inspector.devices.looking import look_at_devices
from inspector.inspection import Inspection, Settings, judge
from inspector.trust.stores import from_anchors
from inspector.tui.present.paths import known_paths, paths_page
from inspector.tui.screens.devices import DevicesScreen
from inspector.tui.screens.main import MainScreen
from inspector.tui.screens.paths import PathsScreen


def lines(seen: Inspection, width: int = 70, *, devices: bool = True) -> list[str]:
    """Return the lines of the page without trailing blanks."""
    page = paths_page(seen, look_at_devices(seen) if devices else None, width)
    return [line.rstrip() for line in page.text.splitlines()]


def graph(name: str) -> Inspection:
    """Return one of the shared chain graphs, judged at its time."""
    case = next(case for case in graphs() if case["id"] == name)
    return judge(
        tuple(der_of(pem) for pem in (case["leaf"], *case["served_after_leaf"])),
        Settings(store=from_anchors("graph", "the graph's roots", map(der_of, case["trust_anchors"]))),
        now=datetime.fromisoformat(case["validation_time"]),
        source="graph",
        host=case["host"],
    )


def squeezed(found: list[str]) -> list[str]:
    """Return lines with runs of blanks made one."""
    return [" ".join(line.split()) for line in found]


def test_fork() -> None:
    """Roots stand on top, the first path first; both ways join the layer that two certificates signed."""
    assert squeezed(lines(crossed())) == [
        "2 paths from the leaf to a root.",
        "",
        "path 1: Mozilla's roots, Android 14 on, iOS 11 on",
        "┌─ root New Root store, not sent",
        "│ path 2: Android 7.1.1-13",
        "│ root Old Root store, not sent",
        "│ │",
        "├─ inter New Root sent #2",
        "inter Issuing sent #1",
        "│",
        "leaf graph.dev.test sent #0",
        "",
        "Each pin stands",
        "✓ root New Root in every path",
        "! root Old Root in 1 of 2 paths: fragile",
        "✓ inter Issuing in every path",
        "✓ leaf graph.dev.test in every path",
        "",
        "Beyond the shown path, for u to pick",
        "root Old Root",
        "sha256/XNJS+wzokyQ2+vjM0QQJgbie5K1rn+niorfnGqyyfNM=",
    ]


def test_before_the_devices_are_known() -> None:
    """The store's paths stand at once, and it is said that devices are being asked."""
    found = squeezed(lines(crossed(), devices=False))
    assert "Asking which device takes which…" in found
    assert "path 1: Mozilla's roots" in found
    assert "│ path 2: nobody takes it first" in found


def test_one_path() -> None:
    """A chain without forks is one line of certificates, and no pin is called safe for being in the only path."""
    found = squeezed(lines(inspection(), devices=False))
    assert found[0] == "One path from the leaf to a root."
    assert sum(line.endswith("in the only path") for line in found) == 3
    assert not any("safe" in line or "fragile" in line for line in found)


def test_no_path() -> None:
    """Where nothing leads to a root the reason is told in place of a ladder."""
    text = " ".join(lines(inspection("leaf", anchors=()), devices=False))
    assert text.startswith("No path leads to a root. ")
    assert "Each pin stands" not in text


def test_a_path_that_does_not_hold_is_drawn_and_not_counted() -> None:
    """The expired cross-sign is a path by signature: drawn as such, and the pins count the valid path alone."""
    seen = graph("expired-cross-first")
    assert (len(seen.assessment.paths), seen.assessment.valid) == (2, 1)
    found = lines(seen, devices=False)
    assert found[0] == "One path from the leaf to a root, and 1 that does not hold now."
    assert sum("does not hold now" in line for line in found[1:]) == 1
    assert sum("in the only path" in line for line in found) == len(seen.layers)


def test_a_path_that_the_name_spoils_says_so() -> None:
    """The path holds by dates and signatures, and the page does not look as if clients took it."""
    found = lines(crossed(host="other.test"), devices=False)
    assert found[0] == "2 paths from the leaf to a root."
    assert found[1].startswith("✗ Refused all the same. The name does not match")


def test_pins_are_not_praised_where_no_path_holds() -> None:
    """An expired leaf: no pin of it is called to stand anywhere."""
    found = lines(inspection("other", "inter", host="other.example.net"), devices=False)
    assert "If it held, each pin would stand" in found
    assert not any(line.startswith(("✓", "!")) for line in found)


def test_pins_come_in_the_order_of_the_path() -> None:
    """Two intermediates are listed as they stand in the ladder, the root on top."""
    seen = graph("expired-cross-first")
    found = lines(seen, devices=False)
    names = [line.split()[2] for line in found if line.startswith("✓")]
    assert names == [layer.certificate.subject.readable.split()[0] for layer in reversed(seen.layers)]


def test_device_path_beyond_the_store() -> None:
    """A root that devices have and the store does not adds a path, which counts for the pins."""
    store = from_anchors("mozilla", "Mozilla's roots", (issue(NEW, NEW, NOW),))
    seen = crossed(store=replace(store, since=((34, None),)))
    devices = look_at_devices(crossed())
    known = known_paths(seen, devices)
    assert [item.takers for item in known] == [
        ("Mozilla's roots", "Android 14 on", "iOS 11 on"),
        ("Android 7.1.1-13",),
    ]
    assert all(item.holds for item in known)
    assert known[1].path.layers[-1].certificate.subject.value("CN") == OLD.name


def test_every_graph_is_drawn_with_all_its_paths() -> None:
    """Each path of the shared graphs has its number, each layer its line, and nothing is wider than the page."""
    for case in graphs():
        seen = graph(case["id"])
        expected = case["expected"]
        for width in (54, 76, 116):
            page = paths_page(seen, None, width)
            assert max(page.line(number).cell_length for number in range(page.count)) <= width
            marked = sum("path " in line and line.split("path ")[1][:1].isdigit() for line in page.text.splitlines())
            assert marked == len(expected["all_paths_to_an_anchor"]), case["id"]
        known = known_paths(seen)
        assert sum(item.holds for item in known) == len(expected["paths_valid_at_time"])
        pins = {pin for item in known if item.holds for pin in item.path.pins}
        for pin in pins:
            inside = sum(pin in item.path.pins for item in known if item.holds)
            labels = [label for label, value in case["spki_sha256_pins"].items() if value == pin.base64]
            paths = expected["paths_valid_at_time"]
            assert inside == sum(any(label in path for label in labels) for path in paths)


def recorder() -> Recorder:
    """Return a recorder that answers with the cross-signed chain, and with a hostile one."""
    made = Recorder()
    made.answers[HOST] = crossed()
    made.answers["evil.test"] = hostile()
    return made


@SIZES
async def test_by_keys(size: tuple[int, int]) -> None:
    """Open, read to the end, copy, go on to the devices and back, close: at every size."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        await driver.press("p")
        assert shown(driver) is PathsScreen
        assert "path 1: Mozilla's roots, Android 14 on, iOS 11 on" in driver.text
        await driver.press("G")
        assert "in 1 of 2 paths: fragile" in driver.text
        await driver.press("c")
        assert used.copied[-1][1] == "the paths"
        await driver.press("v")
        assert shown(driver) is DevicesScreen
        await driver.press("p")
        assert shown(driver) is PathsScreen
        await driver.press("p")
        assert shown(driver) is MainScreen
        await driver.press("p", "escape")
        assert shown(driver) is MainScreen


@SIZES
async def test_by_mouse(size: tuple[int, int]) -> None:
    """The frame of the chain opens the page, its buttons do the rest."""
    used = recorder()
    async with driving(used, text=HOST, size=size) as driver:
        await driver.click("paths")
        assert shown(driver) is PathsScreen
        await driver.click("Copy")
        assert used.copied[-1][1] == "the paths"
        await driver.click("Devices")
        assert shown(driver) is DevicesScreen
        await driver.click("Close")
        assert shown(driver) is MainScreen


@SIZES
async def test_hostile_names(size: tuple[int, int]) -> None:
    """A certificate whose names try to rule the interface leaves the page as it is."""
    async with driving(recorder(), text="evil.test", size=size) as driver:
        await driver.press("p")
        assert shown(driver) is PathsScreen
        assert "No path leads to a root." in driver.text
        assert not any(ord(letter) < 0x20 and letter != "\n" for letter in driver.text)


async def test_without_a_chain_the_pages_say_why_not() -> None:
    """Neither opens on the empty page; a sentence tells what is missing."""
    async with driving(recorder(), text=None) as driver:
        driver.main.set_focus(None)
        await driver.press("p", "v")
        assert shown(driver) is MainScreen
        assert driver.toasts == ["There is no chain yet: type a host with /."]
