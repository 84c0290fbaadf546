"""Moving: layers, panes, tabs, and the change between two columns and one."""

from collections.abc import Callable
from functools import partial

from textual.widget import Widget
from textual.widgets import Input

from inspector.tui.screens.main import MainScreen
from inspector.tui.widgets.detail import SNIPPET_TAB, TABS, Detail
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.panes import Right
from inspector.tui.widgets.snippet import SnippetPane
from inspector.tui.widgets.tab_strip import TabStrip

_LAST = 1_000_000


def open_tab(screen: MainScreen, tab: str) -> None:
    """Open a tab of the detail pane; the snippet is a tab in one column and a pane in two."""
    if tab == SNIPPET_TAB.id:
        if screen.tabbed:
            screen.query_one(Detail).tab = tab
            screen.query_one(Right).add_class("-snippet")
        screen.query_one(SnippetPane).view.focus()
        return
    detail = screen.query_one(Detail)
    in_page = screen.focused in (detail.view, screen.query_one(SnippetPane).view)
    detail.tab = tab
    screen.query_one(Right).remove_class("-snippet")
    if in_page and screen.tabbed:
        detail.view.focus()


def show_snippet(screen: MainScreen) -> None:
    """Bring the code into sight; the focus stays, unless what has it makes room."""
    detail = screen.query_one(Detail)
    if screen.tabbed and detail.tab != SNIPPET_TAB.id:
        had_focus = screen.focused is detail.view
        detail.tab = SNIPPET_TAB.id
        screen.query_one(Right).add_class("-snippet")
        if had_focus:
            screen.query_one(SnippetPane).view.focus()


def adapt(screen: MainScreen) -> None:
    """Make the snippet a tab in one column and a pane in two; what was in sight stays in sight."""
    detail, snippet = screen.query_one(Detail), screen.query_one(SnippetPane)
    strip = detail.query_one(TabStrip)
    strip.tabs = (*TABS, SNIPPET_TAB) if screen.tabbed else TABS
    if screen.tabbed and screen.focused is snippet.view:
        open_tab(screen, SNIPPET_TAB.id)
    elif not screen.tabbed and detail.tab == SNIPPET_TAB.id:
        detail.tab = detail.layer_tab
        screen.query_one(Right).remove_class("-snippet")


def _page(screen: MainScreen) -> Widget:
    detail = screen.query_one(Detail)
    return screen.query_one(SnippetPane).view if detail.tab == SNIPPET_TAB.id else detail.view


def _enter(screen: MainScreen) -> None:
    _page(screen).focus()


def _step_tab(by: int, screen: MainScreen) -> None:
    detail, snippet = screen.query_one(Detail), screen.query_one(SnippetPane)
    if detail.tab == SNIPPET_TAB.id or screen.focused is snippet.view:
        snippet.client = snippet.query_one(TabStrip).step(by)
    else:
        open_tab(screen, detail.query_one(TabStrip).step(by))


def _move(by: int, screen: MainScreen) -> None:
    screen.query_one(Ladder).move(by)


def _move_to(number: int, screen: MainScreen) -> None:
    screen.query_one(Ladder).move_to(number)


def _host(screen: MainScreen) -> None:
    screen.query_one("#host", Input).focus()


def _inspect(screen: MainScreen) -> None:
    from inspector.tui.actions import asking

    field = screen.query_one("#host", Input)
    if field.value.strip():
        asking.ask(screen, field.value.strip())
    else:
        field.focus()


def _next_pane(screen: MainScreen) -> None:
    screen.focus_next()


def _previous_pane(screen: MainScreen) -> None:
    screen.focus_previous()


def _tab_number(index: int, screen: MainScreen) -> None:
    open_tab(screen, (*TABS, SNIPPET_TAB)[index].id)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {
    "up": partial(_move, -1),
    "down": partial(_move, 1),
    "first": partial(_move_to, 0),
    "last": partial(_move_to, _LAST),
    "enter": _enter,
    "next-pane": _next_pane,
    "previous-pane": _previous_pane,
    **{f"tab-{index + 1}": partial(_tab_number, index) for index in range(len(TABS) + 1)},
    "previous-tab": partial(_step_tab, -1),
    "next-tab": partial(_step_tab, 1),
    "host": _host,
    "inspect": _inspect,
}
"""The commands of this file."""
