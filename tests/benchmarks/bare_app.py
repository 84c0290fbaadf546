"""The measure for the app: a bare Textual app with the same kinds of widgets and as much text."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Footer, Input, OptionList, Static, TabbedContent, TabPane

DETAIL = "\n".join(f"Field {number:<6} a value that is about as long as a subject or a pin" for number in range(12))
CODE = "\n".join(
    f'    .add("line {number}", "sha256/0123456789012345678901234567890123456789012=")' for number in range(12)
)


class BareApp(App[None]):
    """A host field, a list, two panes with tabs, one of them for code in colours, lines of facts, a footer."""

    CSS = """
    #host { height: 1; border: none; }
    #left { width: 38; border: round $primary; }
    #detail, #code { height: 1fr; border: round $primary; }
    #pins { height: 4; border: round $primary; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        ("space", "bell", "Pick"),
        ("b", "bell", "Backup"),
        ("c", "bell", "Copy"),
        ("r", "bell", "Refetch"),
        ("q", "quit", "Quit"),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Input("localhost", id="host")
        yield Static("facts of the connection, and what was noticed about the chain")
        with Horizontal():
            with Vertical(id="left"):
                yield OptionList("root\n  RSA 2048", "intermediate\n  RSA 2048", "leaf\n  RSA 2048")
            with Vertical():
                with TabbedContent(id="detail"):
                    for title in ("Overview", "Names", "Extensions", "Bytes", "PEM"):
                        with TabPane(title), VerticalScroll():
                            yield Static(DETAIL)
                with TabbedContent(id="code"):
                    for language in ("kotlin", "java", "xml"):
                        with TabPane(language), VerticalScroll():
                            yield Static(CODE, id=language)
        yield Static("no pin yet\nfor localhost only", id="pins")
        yield Footer()

    def on_mount(self) -> None:
        """Paint first, and colour the code then."""
        self.call_after_refresh(self._colour)

    def _colour(self) -> None:
        from textual.highlight import highlight

        for language in ("kotlin", "java", "xml"):
            self.query_one(f"#{language}", Static).update(highlight(CODE, language=language))


if __name__ == "__main__":
    BareApp().run()
