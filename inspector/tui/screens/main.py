"""The main screen: the chain as a ladder, the layer under the cursor, the code, and the pin set."""

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input

from inspector.tui.command import Situation
from inspector.tui.commands import BY_ID, bindings
from inspector.tui.failure import Failure
from inspector.tui.shape import is_compact, is_tabbed, shape_classes
from inspector.tui.start import AppStart
from inspector.tui.widgets.detail import Detail
from inspector.tui.widgets.empty import EmptyPage, HostChosen
from inspector.tui.widgets.error_page import ErrorPage
from inspector.tui.widgets.findings import FindingList
from inspector.tui.widgets.hints import CommandInvoked
from inspector.tui.widgets.host_bar import Facts, HostBar
from inspector.tui.widgets.key_bar import KeyBar
from inspector.tui.widgets.ladder import Ladder
from inspector.tui.widgets.loading import Loading
from inspector.tui.widgets.panes import ChainPane, Right
from inspector.tui.widgets.pin_bar import PinBar
from inspector.tui.widgets.snippet import SnippetPane
from inspector.tui.widgets.tab_strip import TabStrip
from inspector.tui.widgets.too_small import TooSmall
from inspector.tui.widgets.verdict_strip import VerdictStrip

if TYPE_CHECKING:
    from inspector.pinning.pin_set import BackupPin
    from inspector.settings import Settings
    from inspector.tui.app import InspectorApp
    from inspector.tui.fetching import Fetching
    from inspector.tui.session import Session


def _provider() -> type:
    from inspector.tui.palette import CommandProvider

    return CommandProvider


class State(StrEnum):
    """What the middle of the screen shows."""

    EMPTY = "empty"
    LOADING = "loading"
    FAILED = "failed"
    CHAIN = "chain"


class MainScreen(Screen[None]):
    """Where everything happens."""

    BINDINGS = list(bindings())
    COMMANDS = {_provider}
    AUTO_FOCUS = ""
    ESCAPE_TO_MINIMIZE = False
    HORIZONTAL_BREAKPOINTS = []
    VERTICAL_BREAKPOINTS = []

    def __init__(self, start: AppStart, size: Size) -> None:
        asked = start.text is not None or start.scenario is not None
        self.state = State.LOADING if asked else State.EMPTY
        """What the middle of the screen shows."""
        classes = shape_classes(*size) | {f"-is-{self.state.value}": True}
        super().__init__(classes=" ".join(name for name, holds in classes.items() if holds))
        self.session: Session | None = None
        """The last good chain and what was chosen in it."""
        self.failure: Failure | None = None
        """What is shown in state `FAILED`."""
        self.leaving = False
        """Whether one more esc quits."""
        self.consented: str = ""
        """Source whose private anchor the user agreed to copy pins of."""
        self.kept_backup: BackupPin | None = None
        """A backup pin that waits for the next chain."""
        self.shown_as: Settings = start.settings
        """How the shown chain was asked for."""
        self.shown_text = ""
        """What was asked for to get it, as it was written."""
        self._fetching: Fetching | None = None
        self._start = start
        self._tabbed: bool | None = None

    @property
    def inspector(self) -> "InspectorApp":
        """The app that this screen belongs to."""
        return cast("InspectorApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield HostBar(self._start.text or "", self.inspector.hosts, id="host-bar")
        yield VerdictStrip(id="verdict")
        yield EmptyPage(self.inspector.hosts, id="empty")
        yield ErrorPage(id="failure", classes="pane")
        with Horizontal(id="bench"):
            with ChainPane(id="chain", classes="pane"):
                yield Ladder(id="ladder")
                yield Loading(id="loading")
                yield FindingList(id="findings")
            with Right(id="right"):
                yield Detail(id="detail", classes="pane")
                yield SnippetPane(id="snippet", classes="pane")
        pins = PinBar(id="pins", classes="pane")
        pins.set_reactive(PinBar.compact, is_compact(*self.app.size))
        yield pins
        yield KeyBar(id="keys")
        yield TooSmall(classes="too-small")

    def on_mount(self) -> None:
        """Show the frame first, and only then begin to work."""
        if self.state is State.LOADING:
            self.call_after_refresh(self._begin)
        else:
            self.query_one("#host", Input).focus()

    def _begin(self) -> None:
        from inspector.tui.actions import asking

        start = self._start
        if start.scenario is not None:
            asking.open_lab(self, start.scenario)
        elif start.text is not None:
            asking.ask(self, start.text)

    def on_unmount(self) -> None:
        """Leave nothing running."""
        self.stop()

    def stop(self) -> None:
        """End the fetch under way and the lab; what they still give is dropped."""
        if self._fetching is not None:
            self._fetching.stop()

    @property
    def fetching(self) -> "Fetching":
        """What fetches; loaded when the first host is asked."""
        if self._fetching is None:
            from inspector.tui.fetching import Fetching

            self._fetching = Fetching(self.inspector)
        return self._fetching

    @property
    def current(self) -> "Session":
        """The session of commands that need a chain. Raises `LookupError` where there is none."""
        if self.session is None:
            raise LookupError("there is no chain")
        return self.session

    @property
    def situation(self) -> Situation:
        """What commands depend on."""
        session = self.session
        return Situation(
            chain=self.state is State.CHAIN,
            server=session is not None and session.inspection.target is not None,
            gap=session is not None and session.has_gap,
            unfetchable=session.unfetchable if session is not None else "",
            pins=session.pins if session else 0,
            backups=len(session.draft.backups) if session else 0,
            asked=self._fetching is not None and self._fetching.asked is not None,
            loading=self.state is State.LOADING,
            failed=self.state is State.FAILED,
            final=self.state is State.FAILED and self.failure is not None and self.failure.final,
        )

    def enter_state(self, state: State) -> None:
        """Show `state` in the middle, and what depends on it around."""
        self.state = state
        self.update_classes({f"-is-{each.value}": each is state for each in State})
        self._tell_findings()
        self.query_one(KeyBar).situation = self.situation

    def _tell_findings(self) -> None:
        shown = self.session.told if self.session and self.state is State.CHAIN else None
        self.query_one(VerdictStrip).inspection = shown
        self.query_one(Facts).inspection = shown
        self.query_one(FindingList).inspection = shown

    def show_session(self, session: "Session", *, cursor: int | None = None) -> None:
        """Show `session` everywhere; the cursor goes to row `cursor`, or stays."""
        self.session = session
        self.query_one(Ladder).show(session.rows, session.inspection.at, cursor=cursor)
        self.query_one(ChainPane).gap = session.has_gap and not session.unfetchable
        self.query_one(ChainPane).pins = session.pins
        self.query_one(ChainPane).counts = session.picked, len(session.inspection.layers)
        self.query_one(PinBar).session = session
        self.query_one(SnippetPane).session = session
        self._tell_findings()
        self.query_one(KeyBar).situation = self.situation

    def show_layer(self, number: int) -> None:
        """Show the layer of the ladder's row `number` in the detail pane."""
        from inspector.tui.present.subject import subject_of

        if self.session is not None:
            subject = subject_of(self.session, number)
            self.query_one(Detail).subject = subject
            self.query_one(Right).border_title = subject.title

    def run_command(self, name: str) -> None:
        """Run the command `name`, or tell why it cannot run now."""
        from inspector.tui.actions.table import HANDLERS

        if name != "back":
            self.leaving = False
        reason = BY_ID[name].reason_not(self.situation)
        if reason:
            self.notify(reason, severity="warning", timeout=4, markup=False)
        else:
            HANDLERS[name](self)

    def action_command(self, name: str) -> None:
        """Run the command `name`."""
        self.run_command(name)

    def on_command_invoked(self, event: CommandInvoked) -> None:
        """Run the command whose hint was clicked."""
        event.stop()
        self.run_command(event.command)

    def on_host_chosen(self, event: HostChosen) -> None:
        """Ask for the remembered host that was clicked."""
        from inspector.tui.actions import asking

        event.stop()
        asking.ask(self, event.text)

    def deliver(self, text: str, what: str) -> None:
        """Copy `text`, which the user knows as `what`, and tell exactly what became of it."""
        from inspector.tui.actions.copying import deliver

        deliver(self, text, what)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for what was typed."""
        from inspector.tui.actions import asking

        event.stop()
        if event.value.strip():
            asking.ask(self, event.value.strip())

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys that work where the focus is."""
        self.query_one(KeyBar).typing = isinstance(event.widget, Input)

    def on_descendant_blur(self) -> None:
        """Show the keys that work where the focus is."""
        self.query_one(KeyBar).typing = isinstance(self.focused, Input)

    def on_ladder_cursor_moved(self, event: Ladder.CursorMoved) -> None:
        """Show the layer under the cursor."""
        self.leaving = False
        self.show_layer(event.number)

    def on_ladder_pick_toggled(self, event: Ladder.PickToggled) -> None:
        """Pick or drop the layer whose mark was clicked."""
        from inspector.tui.actions import picking

        picking.toggle_row(self, event.number)

    def on_ladder_entered(self) -> None:
        """Go into the detail pane."""
        self.run_command("enter")

    def on_tab_strip_opened(self, event: TabStrip.Opened) -> None:
        """Open the tab that was clicked."""
        from inspector.tui.actions import moving

        event.stop()
        if event.strip.id == "detail-tabs":
            moving.open_tab(self, event.tab)
        else:
            self.query_one(SnippetPane).client = event.tab

    @property
    def tabbed(self) -> bool:
        """Whether the code has no pane of its own, so that it is a tab of the details."""
        return is_tabbed(*self.size)

    def on_resize(self) -> None:
        """Lay out for the new size; cursor, tab and places stay."""
        from inspector.tui.actions.moving import adapt

        self.update_classes(shape_classes(*self.size), animate=False)
        self.query_one(PinBar).compact = is_compact(*self.size)
        if self._tabbed != self.tabbed:
            self._tabbed = self.tabbed
            adapt(self)
