"""The frames of the main screen that can be maximised."""

from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from inspector.tui.present.hint import hint
from inspector.tui.shape import is_compact
from inspector.tui.widgets.hints import HintsMixin

_FOR_PINS = (
    ("rehearse", "rehearse"),
    ("hosts", "which hosts"),
    ("expiry", "expiry"),
    ("subdomains", "subdomains"),
)
"""What can be done with pins, the most useful first, with its words."""

_FRAME = 2
"""Cells at both ends of a subtitle that stay free."""


class ChainPane(HintsMixin, Vertical):
    """The frame of the ladder; names the keys that show more of the chain, and how much of it is picked."""

    ALLOW_MAXIMIZE = True
    BORDER_TITLE = "Chain"

    counts: reactive[tuple[int, int] | None] = reactive(None)
    """How many layers are picked, and how many there are; None before the first chain."""

    pins: reactive[int] = reactive(0)
    """How many pins there are, for which keys are offered where the pin bar has no room for them."""

    gap: reactive[bool] = reactive(False)
    """Whether an issuer is missing that may be fetched."""

    def watch_gap(self) -> None:
        """Offer to fetch it."""
        self._tell()

    def watch_pins(self) -> None:
        """Offer what can be done with them."""
        self._tell()

    def on_resize(self) -> None:
        """Offer what there is room for."""
        self._tell()

    def watch_counts(self) -> None:
        """Tell them in the frame."""
        self._tell()

    def watch_hint_under(self) -> None:
        """Brighten the key under the mouse."""
        self._tell()

    def _tell(self) -> None:
        if self.counts is None:
            return
        keys = [hint(name, name, hover=self.hint_under) for name in ("paths", "devices", "faces")]
        self.border_title = Content("  ").join([Content("Chain"), *keys])
        offers = [hint("fetch-issuer", "fetch issuer", hover=self.hint_under)] if self.gap else []
        counted = Content(f"{self.counts[0]} of {self.counts[1]} picked")
        if self.pins and is_compact(*self.app.size):
            offers += [hint(name, words, hover=self.hint_under) for name, words in _FOR_PINS]
        while offers and Content("  ").join([*offers, counted]).cell_length > self.size.width - _FRAME:
            offers.pop()
        self.border_subtitle = Content("  ").join([*offers, counted])


class Right(HintsMixin, Vertical):
    """The column of details and snippet; in one column it is the frame of both."""

    ALLOW_MAXIMIZE = True
