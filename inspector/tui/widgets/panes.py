"""The frames of the main screen that can be maximised."""

from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from inspector.tui.present.hint import hint
from inspector.tui.widgets.hints import HintsMixin


class ChainPane(HintsMixin, Vertical):
    """The frame of the ladder; names the keys that show more of the chain, and how much of it is picked."""

    ALLOW_MAXIMIZE = True
    BORDER_TITLE = "Chain"

    counts: reactive[tuple[int, int] | None] = reactive(None)
    """How many layers are picked, and how many there are; None before the first chain."""

    gap: reactive[bool] = reactive(False)
    """Whether an issuer is missing that may be fetched."""

    def watch_gap(self) -> None:
        """Offer to fetch it."""
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
        self.border_subtitle = Content("  ").join([*offers, counted])


class Right(HintsMixin, Vertical):
    """The column of details and snippet; in one column it is the frame of both."""

    ALLOW_MAXIMIZE = True
