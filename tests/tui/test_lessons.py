"""The lessons: keys alone, the mouse alone, at every size, with nothing that scrolls away."""

from pathlib import Path

import pytest
from tui.driving import NARROW, SIZES, SMALL, WIDE, Driver, driving
from tui.samples import HOST, Recorder, hostile, inspection

from inspector.lessons.bench import Bench
from inspector.lessons.course import LESSONS
from inspector.lessons.interview import QUESTIONS, Advice
from inspector.lessons.lesson import Step
from inspector.tui.app import InspectorApp
from inspector.tui.remember import Memory
from inspector.tui.screens.learn import LearnScreen
from inspector.tui.screens.lesson import LessonScreen
from inspector.tui.start import AppStart
from inspector.tui.widgets.page_view import PageView


def lesson(driver: Driver) -> LessonScreen:
    """Return the screen of the lesson that is open."""
    screen = driver.app.screen
    assert isinstance(screen, LessonScreen)
    return screen


async def open_lesson(driver: Driver, name: str) -> LessonScreen:
    """Open a lesson from the main screen, by keys."""
    await driver.press("l", *["home"], *["down"] * [item.id for item in LESSONS].index(name), "enter")
    return lesson(driver)


def check_fits(driver: Driver) -> None:
    """Assert that no line is cut at the right and none lies below the screen."""
    for view in driver.app.screen.query(PageView):
        if view.display:
            room = view.scrollable_content_region
            assert view.page.width <= room.width, view.page.text
            assert view.page.count <= room.height, view.page.text


@SIZES
@pytest.mark.parametrize("name", [item.id for item in LESSONS])
async def test_every_page_fits(name: str, size: tuple[int, int]) -> None:
    """Before and after its experiment each page of each lesson fits the screen, and all its words are on its pages."""
    async with driving(size=size) as driver:
        screen = await open_lesson(driver, name)
        for keys in ((), ("enter",)):
            await driver.press(*keys)
            screen._page = 0
            screen.redraw()
            await driver.rest()
            said = ""
            for number in range(len(screen._pages())):
                if number:
                    await driver.press("right")
                check_fits(driver)
                said += " ".join(view.page.text for view in screen.query(PageView) if view.display) + " "
            assert screen.lesson.id == name
            seen = set(said.split())
            assert {word for text in screen.lesson.words for word in text.split()} <= seen


@SIZES
async def test_hostile_names_fit_and_act_not(size: tuple[int, int]) -> None:
    """A chain whose names reach for the interface is shown as text in every lesson."""
    async with driving(Recorder(answers={HOST: hostile()}), size=size) as driver:
        screen = await open_lesson(driver, "trust")
        while driver.app.screen is screen:
            for view in screen.query(PageView):
                assert view.page.text.replace("\n", "").isprintable()
            for line in driver.strips():
                assert not [part for part in line if part.style and "@click" in part.style.meta]
            await driver.press("right")


async def test_from_the_list_through_all_lessons_by_keys() -> None:
    """L opens the list; right turns pages and goes on; at the end the list marks all ten as finished."""
    async with driving() as driver:
        await driver.press("l")
        assert isinstance(driver.app.screen, LearnScreen)
        assert "Ten short lessons" in driver.text
        await driver.press("enter")
        for number, item in enumerate(LESSONS, 1):
            assert f"{number} of 10 · {item.title}" in driver.text
            await driver.press("right")
        assert isinstance(driver.app.screen, LearnScreen)
        assert "10 of 10 finished." in driver.text
        assert driver.app.lessons == tuple(item.id for item in LESSONS)
        await driver.press("escape")
        assert driver.focus == "ladder"


async def test_the_same_by_mouse() -> None:
    """Pin bar or palette apart, list, buttons and rows are mouse targets: a lesson is run, left and finished."""
    async with driving() as driver:
        driver.main.run_command("learn")
        await driver.rest()
        await driver.click("What a chain is")
        await driver.click("enter Try it")
        assert "no longer signed" in driver.text
        assert driver.app.lessons == ("chain",)
        await driver.click("→ Next")
        assert "What exactly is hashed" in driver.text
        await driver.click("← Back")
        assert "2 of 10" in driver.text
        await driver.click("esc Lessons")
        assert "1 of 10 finished." in driver.text
        assert "✓  2  What a chain is" in driver.text
        await driver.click("esc Close")
        assert driver.app.screen is driver.main


async def test_a_lesson_shows_the_chain_that_is_open() -> None:
    """What stands beside the words is about the open chain, its pin among it."""
    async with driving() as driver:
        await open_lesson(driver, "hash")
        assert str(inspection().layers[0].pin) in driver.text
        assert "openssl x509 -in FILE" in driver.text


async def test_without_a_chain_the_lab_stands_in() -> None:
    """Where nothing was asked yet, a chain of the lab is fetched and shown."""
    async with driving(text=None) as driver:
        driver.main.run_command("learn")
        await driver.rest()
        await driver.press("enter")
        assert "Lab Root X1" in driver.text


async def test_esc_stops_an_experiment_and_the_lesson_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it runs esc stops it; its late result is dropped."""
    begun: list[Bench] = []

    async with driving() as driver:
        screen = await open_lesson(driver, "trust")

        def hang(bench: Bench) -> tuple[Step, ...]:
            begun.append(bench)
            with bench.start("silent") as running:
                bench.look(running)
            return (Step("too late"),)

        driver.app.run_worker(screen._run(hang))
        while not begun:
            await driver.pilot.pause()
        assert "esc stops it" in driver.text
        await driver.press("escape")
        assert driver.app.screen is screen
        assert begun[0].cancel.is_set
        assert "too late" not in driver.text
        assert "press enter" in driver.text


async def test_a_failing_experiment_says_why() -> None:
    """A server that cannot be reached becomes a step with the reason."""

    def fail(bench: Bench) -> tuple[Step, ...]:
        with bench.start("resets") as running:
            bench.look(running)
        return ()

    async with driving() as driver:
        screen = await open_lesson(driver, "trust")
        driver.app.run_worker(screen._run(fail))
        await driver.rest()
        assert "The experiment failed." in driver.text
        assert driver.app.lessons == ()


async def test_progress_is_remembered() -> None:
    """A finished lesson goes into the memory, beside theme and hosts, and the list begins at the next one."""
    async with driving() as driver:
        driver.app.recall(Memory("", ("old.example",), ("trust",)))
        await driver.press("l")
        assert "1 of 10 finished." in driver.text
        await driver.press("enter")
        assert "2 of 10 · What a chain is" in driver.text
        await driver.press("right")
        assert driver.app.memory == Memory("", ("old.example",), ("trust", "chain"))


async def test_the_interview_ends_in_a_recommendation() -> None:
    """Seven answers by y and n, one taken back by u; the reasons and their sources stand below the advice."""
    async with driving() as driver:
        await open_lesson(driver, "whether")
        assert "Question 1 of 7" in driver.text
        await driver.press("y", "u")
        assert "Question 1 of 7" in driver.text
        for question in QUESTIONS[:-1]:
            await driver.press("n" if question.against else "y")
        assert "Question 7 of 7" in driver.text
        await driver.press("n")
        assert Advice.NOT_YET.value in driver.text
        assert "Source: Field outages" in driver.text
        assert driver.app.lessons == ("whether",)


async def test_the_interview_by_mouse() -> None:
    """The buttons answer too."""
    async with driving(size=NARROW) as driver:
        await open_lesson(driver, "whether")
        if "Question 1" not in driver.text:
            await driver.click("y Yes")
        await driver.click("y Yes")
        assert "Question 2 of 7" in driver.text


async def test_a_question_out_of_sight_is_not_answered() -> None:
    """On a small screen the first y or n turns to the question; only the next one answers it."""
    async with driving(size=SMALL) as driver:
        await open_lesson(driver, "whether")
        assert "Question 1" not in driver.text
        await driver.press("y")
        assert "Question 1 of 7" in driver.text
        await driver.press("y")
        assert "Question 2 of 7" in driver.text


async def test_c_copies_the_whole_lesson() -> None:
    """Title, words and what stands beside them, unwrapped, so that a command can be pasted."""
    async with driving(size=NARROW) as driver:
        await open_lesson(driver, "hash")
        await driver.press("c")
        text, what = driver.recorder.copied[-1]
        assert what == "the lesson What exactly is hashed"
        assert LESSONS[2].words[0] in text
        assert "openssl x509 -in FILE -pubkey -noout | openssl pkey -pubin" in text


async def test_w_saves_the_lesson(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the clipboard cannot be reached, the same text goes to a file."""
    monkeypatch.chdir(tmp_path)
    async with driving() as driver:
        await open_lesson(driver, "hash")
        await driver.press("c", "w", "enter")
        text, _ = driver.recorder.copied[-1]
        assert (tmp_path / "lesson-what-exactly-is-hashed.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("key", "number"), [("1", 1), ("5", 5), ("9", 9), ("0", 10)])
async def test_a_number_opens_its_lesson(key: str, number: int) -> None:
    """In the list a digit opens the lesson, 0 the tenth."""
    async with driving() as driver:
        await driver.press("l", key)
        assert f"{number} of 10" in driver.text


async def test_a_lesson_survives_a_change_of_size() -> None:
    """From wide to small and back the lesson stays, and every page fits."""
    async with driving() as driver:
        screen = await open_lesson(driver, "layer")
        for size in (SMALL, NARROW, WIDE):
            await driver.pilot.resize_terminal(*size)
            await driver.rest()
            check_fits(driver)
            assert screen.lesson.id == "layer"


@pytest.mark.parametrize("width", [60, 63, 80, 99, 100, 111, 112, 113, 119, 132, 200])
async def test_a_pin_is_never_broken(width: int) -> None:
    """At every width the pin of the open leaf stands on one line."""
    async with driving(size=(width, 24)) as driver:
        screen = await open_lesson(driver, "hash")
        pin = str(inspection().layers[0].pin)
        found = False
        while screen.lesson.id == "hash" and not found:
            found = any(pin in line for line in driver.lines)
            await driver.press("right")
        assert found


async def test_the_demo_offers_the_lessons() -> None:
    """In the demo the pin bar names the key; once a layer is picked the bar is about the pins."""
    recorder = Recorder()
    made = InspectorApp(AppStart(scenario="good"), copy=recorder.copy)
    made.animation_level = "none"
    async with made.run_test(size=WIDE, notifications=True) as pilot:
        driver = Driver(pilot, recorder)
        await driver.rest()
        assert driver.toasts == []
        await driver.click("New to this?")
        assert isinstance(driver.app.screen, LearnScreen)
        await driver.press("escape", "space")
        assert "New to this?" not in driver.text
