"""The snippet pane: the code for what is picked, byte for byte as it is copied, one tab a client."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from inspector.tui.present.fit import clip, pad
from inspector.tui.present.hint import hint
from inspector.tui.present.page import EMPTY, Page
from inspector.tui.present.signs import SIGNS
from inspector.tui.widgets.hints import HintsMixin
from inspector.tui.widgets.page_view import PageView
from inspector.tui.widgets.tab_strip import Tab, TabStrip

if TYPE_CHECKING:
    from inspector.clients.client import Client
    from inspector.tui.session import Session
    from inspector.tui.snippets import Offer, Written

OKHTTP = ("okhttp-kotlin", "okhttp-java")
"""The clients that the OkHttp key may mean."""

NSC = "nsc"
"""The client that the Network Security Config key means."""

TABS = (*OKHTTP, NSC)
"""The clients that always have a tab; one more is chosen from the list of all."""

_ROOMY = 72
"""Cells from which on the frame has room for the key of the whole file."""


class Notes(HintsMixin, can_focus=False):
    """What the reader of the code must know beside it, and the keys that copy it."""

    DEFAULT_CSS = "Notes { height: 1; }"
    ALLOW_SELECT = False

    notes: reactive[tuple[str, ...]] = reactive(())
    """The notes, one sentence each."""

    def render(self) -> Content:
        """Return the first note, and the key that shows the others."""
        if not self.notes:
            return Content("")
        more = len(self.notes) - 1
        words = "notes" if not more else f"+{more} note" if more == 1 else f"+{more} notes"
        keys = hint("notes", words, hover=self.hint_under)
        room = self.size.width - keys.cell_length - 3
        first = Content.assemble(
            (f"{SIGNS.info} ", "bold $text-muted"), (clip(self.notes[0], max(4, room - 2)), "$text-muted")
        )
        return Content.assemble(pad(first, room + 3), keys)


class SnippetPane(HintsMixin, Vertical):
    """Tabs of clients over the code."""

    ALLOW_MAXIMIZE = True

    session: "reactive[Session | None]" = reactive(None)
    """What the code is made of; None without a chain."""

    client: reactive[str] = reactive(OKHTTP[0])
    """The name of the client that is shown."""

    whole: reactive[frozenset[str]] = reactive(frozenset())
    """Names of the clients that are shown as whole files."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._clients: dict[str, Client] = {}
        self._okhttp = OKHTTP[0]
        self._written: Written | None = None

    def compose(self) -> ComposeResult:
        """Lay out tabs, code and notes."""
        strip = TabStrip(id="snippet-tabs")
        strip.set_reactive(TabStrip.active, self.client)
        yield strip
        yield PageView(id="snippet-page")
        yield Notes(id="snippet-notes")

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader of the shown code must know beside it."""
        return self._written.notes if self._written is not None else ()

    @property
    def view(self) -> PageView:
        """The page view."""
        return self.query_one("#snippet-page", PageView)

    @property
    def offer(self) -> "Offer":
        """What is shown."""
        return self.offer_of(self.client)

    def offer_of(self, name: str) -> "Offer":
        """Return how the client `name` is shown, or would be."""
        from inspector.tui.snippets import Offer

        return Offer(self._clients[name], name in self.whole)

    def open_client(self, name: str) -> None:
        """Show the client `name`; one that has no tab of its own gets the last one."""
        from inspector.clients.registry import clients

        if name not in TABS:
            known = clients()
            self._offer({shown: known[shown] for shown in (*TABS, name)})
        self.client = name

    def _offer(self, shown: "dict[str, Client]") -> None:
        """Give each of these clients a tab."""
        self._clients = shown
        self.query_one(TabStrip).tabs = tuple(Tab(client.name, client.title) for client in shown.values())

    @property
    def okhttp(self) -> str:
        """The OkHttp client whose tab was opened last."""
        return self._okhttp

    def toggle_whole_file(self) -> bool:
        """Show the client's whole file in place of the fragment, or back; False where it has none."""
        if not self._clients[self.client].has_whole_file:
            return False
        self.whole = self.whole ^ {self.client}
        return True

    def watch_session(self) -> None:
        """Write the code anew; the clients of the tabs are loaded when the first chain is there."""
        if self.session is not None and not self._clients:
            from inspector.clients.registry import featured_clients

            featured = featured_clients()
            self._offer({name: featured[name] for name in TABS})
        self._rewrite(keep_place=True)

    def watch_whole(self) -> None:
        """Write the code anew."""
        self._rewrite(keep_place=False)

    def watch_client(self, client: str) -> None:
        """Show another client's code from its beginning."""
        if client in OKHTTP:
            self._okhttp = client
        if self.is_mounted:
            self.query_one(TabStrip).active = client
        self._rewrite(keep_place=False)

    def _rewrite(self, *, keep_place: bool) -> None:
        if not self.is_mounted or self.session is None:
            return
        from inspector.tui.snippets import write

        offer = self.offer
        self._written = write(offer, self.session)
        self.border_title = Content(f"Snippet {SIGNS.dot} whole file" if offer.whole_file else "Snippet")
        self.view.show(self._draw, keep_place=keep_place)
        self.query_one(Notes).notes = self.notes
        self._tell_keys()

    def watch_hint_under(self) -> None:
        """Brighten the key under the mouse."""
        self._tell_keys()

    def _tell_keys(self) -> None:
        """Name the keys that copy and save in the frame, as far as there is something to copy, and the list of all."""
        words = self._words() if self.session is not None else {}
        self.border_subtitle = Content("   ").join(
            [hint(name, word, hover=self.hint_under) for name, word in words.items()]
        )
        if isinstance(self.parent, Widget):
            self.parent.border_subtitle = self.border_subtitle

    def _words(self) -> dict[str, str]:
        """Return what each key does now, by its command."""
        if self.session is None or not self.session.pins:
            return {"clients": "more clients"}
        client = self._clients[self.client]
        words = {"copy-okhttp": "copy OkHttp", "copy-nsc": "copy NSC"}
        if client.name not in TABS:
            words = {"copy-shown": f"copy {client.title}"}
        if client.has_whole_file and self.size.width >= _ROOMY:
            words["whole-file"] = "fragment" if client.name in self.whole else "whole file"
        return words | {"save": "save", "clients": "more clients"}

    def on_resize(self) -> None:
        """Name as many keys as there is room for."""
        if self.session is not None:
            self._tell_keys()

    def _draw(self, width: int) -> Page:
        if self._written is None:
            return EMPTY
        from inspector.tui.present.code import written_page

        return written_page(self._written, width)
