"""Every key of the main screen does what the table says."""

import pytest
from tui.driving import NARROW, WIDE, driving
from tui.samples import HOST, PINS, Recorder, inspection

from inspector.tui.widgets.detail import Detail
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.snippet import SnippetPane


async def test_start_on_a_target_ends_on_the_leaf() -> None:
    """After the fetch the cursor and the focus are on the leaf, so that letters work at once."""
    async with driving() as driver:
        ladder = driver.main.query_one(Ladder)
        assert driver.recorder.asked[0][0] == HOST
        assert driver.focus == "ladder"
        assert ladder.number == 2
        assert PINS["leaf"] in driver.text


@pytest.mark.parametrize(
    ("keys", "role"),
    [
        pytest.param(["k"], "inter", id="k"),
        pytest.param(["up"], "inter", id="up"),
        pytest.param(["up", "up", "up", "up"], "root", id="up-stops-at-the-root"),
        pytest.param(["k", "j"], "leaf", id="j"),
        pytest.param(["up", "down", "down"], "leaf", id="down-stops-at-the-leaf"),
        pytest.param(["g"], "root", id="g"),
        pytest.param(["home"], "root", id="home"),
        pytest.param(["g", "G"], "leaf", id="G"),
        pytest.param(["home", "end"], "leaf", id="end"),
        pytest.param(["enter", "k"], "inter", id="k-from-the-detail-pane"),
    ],
)
async def test_moving_shows_the_layer(keys: list[str], role: str) -> None:
    """Moving the cursor shows that layer's pin in the detail pane, whole."""
    async with driving() as driver:
        await driver.press(*keys)
        assert PINS[role] in driver.text


async def test_space_picks_and_drops() -> None:
    """Space picks the layer under the cursor and drops it again; nothing else changes."""
    async with driving() as driver:
        await driver.press("space")
        assert "▸ [x] leaf" in driver.text
        assert "1 of 3 picked" in driver.text
        await driver.press("k", "space")
        assert "2 of 3 picked" in driver.text
        await driver.press("space")
        assert "1 of 3 picked" in driver.text
        assert driver.main.query_one(Ladder).number == 1


async def test_space_redraws_mark_bar_and_snippet_in_one_frame() -> None:
    """Picking changes mark, pin bar and snippet in the same frame."""
    async with driving() as driver:
        frames = 0
        original = driver.app._display

        def display(screen: object, renderable: object) -> None:
            nonlocal frames
            if renderable is not None:
                frames += 1
            original(screen, renderable)  # type: ignore[arg-type]

        driver.app._display = display  # type: ignore[method-assign]
        await driver.pilot.press("space")
        await driver.pilot.pause()
        assert frames == 1
        assert "[x] leaf" in driver.text
        assert "leaf itBoOzJeFh" in driver.text
        assert "CertificatePinner" in driver.text


@pytest.mark.parametrize(
    ("key", "tab", "seen"),
    [
        pytest.param("1", "overview", "SPKI pin", id="overview"),
        pytest.param("2", "names", "*.api.example.org", id="names"),
        pytest.param("3", "extensions", "critical", id="extensions"),
        pytest.param("4", "bytes", "000000  30 82", id="bytes"),
        pytest.param("5", "pem", "-----BEGIN CERTIFICATE-----", id="pem"),
    ],
)
async def test_number_keys_open_tabs(key: str, tab: str, seen: str) -> None:
    """The number keys open the tabs of the detail pane."""
    async with driving() as driver:
        await driver.press(key)
        assert driver.main.query_one(Detail).tab == tab
        assert seen in driver.text


async def test_six_goes_to_the_snippet() -> None:
    """6 goes to the snippet pane where there are two columns, and opens its tab where there is one."""
    async with driving() as driver:
        await driver.press("6")
        assert driver.focus == "snippet-page"
    async with driving(size=NARROW) as driver:
        await driver.press("space", "6")
        assert driver.main.query_one(Detail).tab == "snippet"
        assert "CertificatePinner" in driver.text


async def test_brackets_step_through_tabs() -> None:
    """[ and ] step through the tabs of the pane that has the focus, around the ends."""
    async with driving() as driver:
        await driver.press("]")
        assert driver.main.query_one(Detail).tab == "names"
        await driver.press("[", "[")
        assert driver.main.query_one(Detail).tab == "pem"
        await driver.press("6", "]")
        assert driver.main.query_one(SnippetPane).client == "okhttp-java"


async def test_enter_tab_and_escape_move_the_focus() -> None:
    """Enter goes into the details, tab on to the snippet, shift+tab back, esc to the ladder."""
    async with driving() as driver:
        await driver.press("enter")
        assert driver.focus == "detail-page"
        await driver.press("tab")
        assert driver.focus == "snippet-page"
        await driver.press("shift+tab")
        assert driver.focus == "detail-page"
        await driver.press("escape")
        assert driver.focus == "ladder"


async def test_slash_goes_to_the_field_and_escape_leaves_it() -> None:
    """/ goes to the host field, where letters are text; esc leaves it for the ladder."""
    async with driving() as driver:
        await driver.press("slash")
        assert driver.focus == "host"
        await driver.press("n", "q")
        assert driver.host_field.value.endswith("nq")
        await driver.press("escape")
        assert driver.focus == "ladder"


async def test_enter_in_the_field_asks_for_what_was_typed() -> None:
    """Enter in the host field fetches what was typed, without the address and name of the first target."""
    async with driving() as driver:
        await driver.press("slash", *"other.example", "enter")
        assert driver.recorder.asked[-1][0] == "other.example"
        assert driver.state == "chain"


async def test_r_asks_again_and_keeps_the_picks() -> None:
    """R fetches the same target again; picks whose keys are still there stay."""
    async with driving() as driver:
        await driver.press("space", "r")
        assert [text for text, _ in driver.recorder.asked] == [HOST, HOST]
        assert "1 of 3 picked" in driver.text


async def test_r_tells_which_picks_were_lost() -> None:
    """Where a picked key is gone after a refetch, that is said, and the pick stays as gone."""
    recorder = Recorder()
    async with driving(recorder) as driver:
        await driver.press("space")
        recorder.answers[HOST] = inspection("inter", "root")
        await driver.press("r")
        assert driver.toasts == ["One picked key is no longer in the chain, and kept as gone."]
        assert driver.main.current.picked == 0


async def test_another_host_begins_a_new_pin_set() -> None:
    """Picks and subdomains do not follow to another host."""
    recorder = Recorder(answers={"b.example": inspection(host="b.example")})
    async with driving(recorder) as driver:
        await driver.press("space", "d", "slash", *"b.example", "enter")
        assert driver.main.current.picked == 0
        assert not driver.main.current.draft.subdomains
        assert driver.main.current.draft.host == "b.example"


async def test_d_turns_subdomains_on_and_off() -> None:
    """D says for which names the pins hold, in the pin bar and in the code."""
    async with driving() as driver:
        await driver.press("space", "d")
        assert "www.example.org and every name below it" in driver.text
        assert driver.main.query_one(SnippetPane).offer.client.name == "okhttp-kotlin"
        assert '"**.www.example.org"' in driver.code
        await driver.press("d")
        assert "for www.example.org only" in driver.text


async def test_capital_f_shows_the_whole_file_and_back() -> None:
    """F shows the client's whole file in place of the fragment, and back."""
    async with driving() as driver:
        pane = driver.main.query_one(SnippetPane)
        await driver.press("space", "F")
        assert "object PinnedHttp" in pane.view.page.text
        await driver.press("F")
        assert "object PinnedHttp" not in pane.view.page.text


async def test_z_maximises_and_escape_minimises() -> None:
    """Z gives the focused pane the whole screen; esc and z bring the others back."""
    async with driving() as driver:
        await driver.press("space", "6", "z")
        assert "CertificatePinner" in driver.text
        assert "Overview" not in driver.text
        await driver.press("escape")
        assert "Overview" in driver.text
        await driver.press("z", "z")
        assert "Overview" in driver.text


async def test_t_switches_between_our_themes() -> None:
    """T switches between our dark and our light theme."""
    async with driving() as driver:
        assert driver.app.theme == "pinspector-dark"
        await driver.press("t")
        assert driver.app.theme == "pinspector-light"
        await driver.press("t")
        assert driver.app.theme == "pinspector-dark"


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quit_keys_leave(key: str) -> None:
    """Q and ctrl+q leave at once."""
    async with driving() as driver:
        await driver.pilot.press(key)
        await driver.pilot.pause()
        assert not driver.app.is_running or driver.app._exit


async def test_escape_twice_leaves() -> None:
    """Esc on the main view says that one more quits; any other key forgets it."""
    async with driving() as driver:
        await driver.press("escape")
        assert driver.toasts == ["esc once more quits."]
        await driver.press("k", "escape")
        assert not driver.app._exit
        await driver.pilot.press("escape")
        await driver.pilot.pause()
        assert driver.app._exit


async def test_a_key_that_cannot_work_says_why() -> None:
    """O without a pick copies nothing and says what to do."""
    async with driving() as driver:
        await driver.press("o")
        assert driver.recorder.copied == []
        assert driver.toasts == ["Nothing is picked yet: space picks the layer under the cursor."]


async def test_keys_work_in_one_column_too() -> None:
    """At 80 columns space, letters and tabs do the same."""
    async with driving(size=NARROW) as driver:
        await driver.press("space", "k", "space", "o", "n")
        assert [what for _, what in driver.recorder.copied] == [
            "OkHttp Kotlin snippet, 2 pins",
            "Network Security Config snippet, 2 pins",
        ]


def test_sizes_are_what_the_names_say() -> None:
    """The sizes of these tests lie on both sides of the change between two columns and one."""
    assert WIDE[0] >= 120 > NARROW[0]
