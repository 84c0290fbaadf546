"""The page of a key without a certificate, to copy its pin or to keep it as a backup."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding

from inspector.chain.text import capital
from inspector.pinning.key_report import KeyReport
from inspector.pinning.pin_set import BackupPin
from inspector.tui.present.key import key_page
from inspector.tui.present.signs import SIGNS
from inspector.tui.screens.dialog import Dialog, KeyButton
from inspector.tui.widgets.page_view import PageView


class KeyDialog(Dialog[BackupPin]):
    """Shows a key; gives its pin where it is to be a backup, else None. `c` hands the pin to `copy`."""

    AUTO_FOCUS = "PageView"
    BINDINGS = [
        Binding("c,y", "copy", "Copy the pin", id="key-copy", show=False),
        Binding("b", "keep", "Use as a backup pin", id="key-keep", show=False),
        Binding("q", "cancel", "Close", id="key-close", show=False),
    ]

    def __init__(self, report: KeyReport, copy: Callable[[str, str], None]) -> None:
        super().__init__(f"{capital(report.kind)} {SIGNS.dot} {report.source}")
        self._report, self._copy = report, copy

    def body(self) -> ComposeResult:
        """Compose the page."""
        yield PageView(id="key-page")

    def buttons(self) -> ComposeResult:
        """Compose the ways on."""
        yield KeyButton("c", "Copy pin", "copy")
        yield KeyButton("b", "Backup", "keep")
        yield KeyButton("esc", "Close", "cancel")

    def on_mount(self) -> None:
        """Show the page."""
        self.query_one(PageView).show(lambda width: key_page(self._report, width))

    def action_copy(self) -> None:
        """Hand the pin over to be copied."""
        self._copy(str(self._report.pin), f"pin of the {self._report.kind} {self._report.source}")

    def action_keep(self) -> None:
        """Leave with the pin as a backup."""
        self.dismiss(self._report.backup)
