"""The host bar: the field that takes a target, and the facts of the connection."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.suggester import SuggestFromList
from textual.widget import Widget

from inspector.tui.widgets.field import Field
from inspector.tui.widgets.masking import LONGEST, Masking

if TYPE_CHECKING:
    from inspector.inspection import Inspection


class Facts(Widget, can_focus=False):
    """The facts of the connection, at the right."""

    DEFAULT_CSS = "Facts { width: 1fr; height: 1; }"

    inspection: "reactive[Inspection | None]" = reactive(None)
    """The chain that is shown, or None."""

    def render(self) -> Content:
        """Return the facts that there is room for."""
        if self.inspection is None:
            return Content("")
        from inspector.tui.present.connection import connection_line

        line = connection_line(self.inspection, self.size.width)
        return Content.assemble(" " * max(0, self.size.width - line.cell_length), line)


class HostField(Field):
    """The field; up and down go through the hosts that are remembered."""

    BINDINGS = [
        Binding("up", "older", "Older host", show=False),
        Binding("down", "newer", "Newer host", show=False),
    ]

    def __init__(self, text: str, hosts: tuple[str, ...]) -> None:
        super().__init__(
            text,
            placeholder="host, host:port, URL or file",
            compact=True,
            id="host",
            select_on_focus=True,
            highlighter=Masking(),
            max_length=LONGEST,
        )
        self._place = -1
        self._hosts: tuple[str, ...] = ()
        self.hosts = hosts

    @property
    def hosts(self) -> tuple[str, ...]:
        """What is remembered, newest first, and offered while one types."""
        return self._hosts

    @hosts.setter
    def hosts(self, hosts: tuple[str, ...]) -> None:
        self._hosts = hosts
        self.suggester = SuggestFromList(hosts, case_sensitive=False) if hosts else None

    def action_older(self) -> None:
        """Write the host that was asked before."""
        self._go(min(self._place + 1, len(self.hosts) - 1))

    def action_newer(self) -> None:
        """Write the host that was asked after."""
        self._go(max(self._place - 1, 0))

    def _go(self, place: int) -> None:
        if self.hosts:
            self._place = place
            self.value = self.hosts[place]
            self.action_end()


class HostBar(Horizontal):
    """One line: label, field, facts."""

    DEFAULT_CSS = """
    HostBar {
        height: 1;
        & > Label { width: 6; }
        & > Input { width: 44; height: 1; }
    }
    """

    class Label(Widget, can_focus=False):
        """The word before the field."""

        DEFAULT_CSS = "Label { width: 6; height: 1; }"

        def render(self) -> Content:
            """Return the word."""
            return Content("Host")

    def __init__(self, text: str, hosts: tuple[str, ...] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text, self._hosts = text, hosts

    def compose(self) -> ComposeResult:
        """Lay out the field and the facts."""
        yield self.Label(id="host-label")
        yield HostField(self._text, self._hosts)
        yield Facts(id="facts")
