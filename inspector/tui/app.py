"""The terminal app: themes, style sheets, and everything that it is given from outside."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import events
from textual.app import App, SystemCommand
from textual.filter import LineFilter
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from inspector.tui.plain import InAscii
from inspector.tui.present import signs
from inspector.tui.resources import style_sheets
from inspector.tui.screens.main import MainScreen
from inspector.tui.shape import is_small
from inspector.tui.start import AppStart
from inspector.tui.themes import DARK, OWN, usable
from inspector.tui.widgets.host_bar import HostField
from inspector.tui.widgets.thin_bar import ThinBar

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.notifications import SeverityLevel

    from inspector.clipboard import CopyResult
    from inspector.inspection import Inspection, Settings
    from inspector.net.ask_faces import Lookup
    from inspector.net.faces import Faces, Told
    from inspector.net.fetch import Cancel, Progress
    from inspector.net.options import FetchOptions
    from inspector.net.target import Target
    from inspector.pinning.key_report import KeyReport
    from inspector.tui.remember import Memory


class Inspect(Protocol):
    """Inspects a target or file; see `inspector.inspection.look_at`."""

    def __call__(
        self, text: str, settings: "Settings", *, now: datetime, cancel: "Cancel | None", progress: "Progress | None"
    ) -> "Inspection | KeyReport":
        """Return the inspection, or what is known about a key alone."""


class Copy(Protocol):
    """Copies a text; see `inspector.clipboard.copy`."""

    def __call__(self, text: str, what: str, *, osc52: Callable[[str], None] | None) -> "CopyResult":
        """Return what became of it."""


class AskFaces(Protocol):
    """Asks every address for every leaf key; see `inspector.net.ask_faces.ask_faces`."""

    def __call__(
        self, target: "Target", options: "FetchOptions", *, cancel: "Cancel", told: "Told", lookup: "Lookup"
    ) -> "Faces":
        """Return what was answered."""


class Complete(Protocol):
    """Fetches the issuer that a chain lacks; see `inspector.completing.complete_chain`."""

    def __call__(self, seen: "Inspection", settings: "Settings", *, cancel: "Cancel") -> "Inspection":
        """Return the chain judged with it."""


def _inspect(
    text: str, settings: "Settings", *, now: datetime, cancel: "Cancel | None", progress: "Progress | None"
) -> "Inspection | KeyReport":
    from inspector.inspection import look_at

    return look_at(text, settings, now=now, cancel=cancel, progress=progress)


def _copy(text: str, what: str, *, osc52: Callable[[str], None] | None) -> "CopyResult":
    from inspector.clipboard import copy

    return copy(text, what, osc52=osc52)


def _ask_faces(
    target: "Target", options: "FetchOptions", *, cancel: "Cancel", told: "Told", lookup: "Lookup"
) -> "Faces":
    from inspector.net.ask_faces import ask_faces

    return ask_faces(target, options, cancel=cancel, told=told, lookup=lookup)


def _complete(seen: "Inspection", settings: "Settings", *, cancel: "Cancel") -> "Inspection":
    from inspector.completing import complete_chain

    return complete_chain(seen, settings, cancel=cancel)


class InspectorApp(App[None]):
    """Explore a chain, choose what to pin, copy the code."""

    TITLE = "Pinspector"
    CSS_PATH = style_sheets()  # type: ignore[assignment]
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar[set[object]] = set()  # type: ignore[assignment]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (20, "-low"), (30, "-high")]

    def __init__(
        self,
        start: AppStart | None = None,
        *,
        inspect: Inspect = _inspect,
        copy: Copy = _copy,
        ask_faces: AskFaces = _ask_faces,
        complete: Complete = _complete,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self.start = start or AppStart()
        """What to open on."""
        self.inspect = inspect
        """Gives the inspection of a target."""
        self.copy = copy
        """Copies a text."""
        self.ask_faces = ask_faces
        """Asks every address for every leaf key."""
        self.complete = complete
        """Fetches the issuer that a chain lacks."""
        self.now = now
        """Gives the present moment, UTC."""
        self.looks_ahead = True
        """Whether devices are asked by themselves once a chain is there and nobody waits for anything."""
        ScrollBar.renderer = ThinBar
        for theme in OWN:
            self.register_theme(theme)
        wanted = os.environ.get("TEXTUAL_THEME", "")
        self.theme = wanted if wanted in self.usable_themes else DARK
        self._first_theme = self.theme
        self.recalled: Memory | None = None
        """What was remembered from earlier runs and this one; None where nothing is remembered."""
        self._finished: tuple[str, ...] = ()

    def recall(self, memory: "Memory", complaint: str = "") -> None:
        """Take up what earlier runs left, and say `complaint` where it could not be used."""
        self.recalled = memory
        if memory.theme in self.usable_themes and not os.environ.get("TEXTUAL_THEME"):
            self.theme = self._first_theme = memory.theme
        if complaint:
            self.call_later(self.notify, complaint, severity="warning", timeout=8, markup=False)

    def remember_host(self, text: str) -> None:
        """Keep `text` among the hosts that the field offers."""
        if self.recalled is not None:
            self.recalled = self.recalled.with_host(text)
            self.screen_stack[0].query_one(HostField).hosts = self.recalled.hosts

    @property
    def lessons(self) -> tuple[str, ...]:
        """The ids of the lessons that were finished, in this run and earlier ones."""
        return self.recalled.lessons if self.recalled is not None else self._finished

    def finish_lesson(self, lesson: str) -> None:
        """Keep that the lesson with this id was finished; without a memory it is kept for this run."""
        if lesson in self.lessons:
            return
        if self.recalled is not None:
            self.recalled = replace(self.recalled, lessons=(*self.recalled.lessons, lesson))
        else:
            self._finished = (*self._finished, lesson)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Targets that are remembered, newest first."""
        return self.recalled.hosts if self.recalled is not None else ()

    @property
    def memory(self) -> "Memory | None":
        """What is to be remembered: the hosts, and the theme where one was chosen."""
        if self.recalled is None or self.theme == self._first_theme:
            return self.recalled
        return replace(self.recalled, theme=self.theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line goes through before it is drawn; where the signs are ASCII, everything is."""
        filters = super().get_line_filters()
        return filters if signs.SIGNS is not signs.ASCII else [*filters, InAscii()]

    def get_default_screen(self) -> Screen[None]:
        """Return the main screen."""
        return MainScreen(self.start, self.size)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return none: every command stands in our own table."""
        return ()

    def action_command_palette(self) -> None:
        """Show the palette, unless it stands there."""
        from inspector.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; where the terminal is too small to see what a key does, only quitting and esc do anything.

        Everything else that is typed or clicked is dropped, so that all is as it was when the terminal has grown again.
        """
        if isinstance(event, events.InputEvent | events.Paste) and is_small(*self.size):
            key = event.key if isinstance(event, events.Key) else ""
            if key in ("q", "ctrl+q"):
                self.exit()
            if key != "escape":
                return
        await super().on_event(event)

    @property
    def usable_themes(self) -> list[str]:
        """Names of the themes that can be read here, our own first."""
        own = [theme.name for theme in OWN]
        return own + sorted(name for name, theme in self.available_themes.items() if name not in own and usable(theme))

    @property
    def fault(self) -> Exception | None:
        """The exception of our own that ended the app, or None; a worker's is unwrapped."""
        error = self._exception
        inner = getattr(error, "error", None)
        return inner if isinstance(inner, Exception) else error

    def _fatal_error(self) -> None:
        """End after an unhandled exception; the caller of the app tells it, without values of variables."""
        self._close_messages_no_wait()

    def exit(self, result: None = None, return_code: int = 0, message: "RenderableType | None" = None) -> None:
        """Leave, and let no fetch or server go on behind."""
        for screen in self.screen_stack:
            if isinstance(screen, MainScreen):
                screen.stop()
        super().exit(result, return_code, message)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: "SeverityLevel" = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show one message in the place of any before it: two would cover what is worked on."""
        self.clear_notifications()
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a selection as honestly as everything else."""
        from inspector.tui.actions.copying import deliver

        screen = self.screen_stack[0]
        if isinstance(screen, MainScreen):
            deliver(screen, text, "the selection", saves=False)

    def send_osc52(self, text: str) -> None:
        """Ask the terminal to take `text` into its clipboard; nobody confirms it."""
        super().copy_to_clipboard(text)
