"""The snippet pane: the code for what is picked, byte for byte as it is copied, one tab a client."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from inspector.clients.client import Snippet
from inspector.clients.registry import clients
from inspector.tui.present.code import code_page, plain_page, refusal_page
from inspector.tui.present.fit import clip, pad
from inspector.tui.present.page import EMPTY, Page
from inspector.tui.present.signs import SIGNS
from inspector.tui.session import Session
from inspector.tui.snippets import Offer, Refusal, write
from inspector.tui.widgets.hints import HintsMixin, hint
from inspector.tui.widgets.page_view import PageView
from inspector.tui.widgets.tab_strip import Tab, TabStrip

OKHTTP = ("okhttp-kotlin", "okhttp-java")
"""The clients that the OkHttp key may mean."""

NSC = "nsc"
"""The client that the Network Security Config key means."""


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

    session: reactive[Session | None] = reactive(None)
    """What the code is made of; None without a chain."""

    client: reactive[str] = reactive(OKHTTP[0])
    """The name of the client that is shown."""

    whole: reactive[frozenset[str]] = reactive(frozenset())
    """Names of the clients that are shown as whole files."""

    colours: reactive[bool] = reactive(False)
    """Whether the code is highlighted: what it takes is loaded after the first paint."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._clients = clients()
        self._okhttp = OKHTTP[0]
        self._written: Snippet | Refusal | None = None

    def compose(self) -> ComposeResult:
        """Lay out tabs, code and notes."""
        strip = TabStrip(id="snippet-tabs")
        strip.set_reactive(TabStrip.tabs, tuple(Tab(client.name, client.title) for client in self._clients.values()))
        strip.set_reactive(TabStrip.active, self.client)
        yield strip
        yield PageView(id="snippet-page")
        yield Notes(id="snippet-notes")

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader of the shown code must know beside it."""
        return self._written.notes if isinstance(self._written, Snippet) else ()

    @property
    def view(self) -> PageView:
        """The page view."""
        return self.query_one("#snippet-page", PageView)

    @property
    def offer(self) -> Offer:
        """What is shown."""
        return self.offer_of(self.client)

    def offer_of(self, name: str) -> Offer:
        """Return how the client `name` is shown, or would be."""
        return Offer(self._clients[name], name in self.whole)

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
        """Write the code anew."""
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

    def watch_colours(self) -> None:
        """Draw the same code in colours."""
        if self.is_mounted:
            self.view.show(self._draw)

    def _rewrite(self, *, keep_place: bool) -> None:
        if not self.is_mounted:
            return
        self._written = write(self.offer, self.session) if self.session is not None else None
        whole = " · whole file" if self.offer.whole_file else ""
        self.border_title = Content(f"Snippet{whole}")
        self.view.show(self._draw, keep_place=keep_place)
        self.query_one(Notes).notes = self._written.notes if isinstance(self._written, Snippet) else ()

    def _draw(self, width: int) -> Page:
        match self._written:
            case None:
                return EMPTY
            case Refusal(reason, hint_text):
                return refusal_page(reason, hint_text, width)
            case Snippet(text, language):
                return code_page(text, language) if self.colours else plain_page(text)
