"""The dialog that changes the host that is pinned."""

from textual.content import Content

from inspector.chain.host import HostError, parse_host
from inspector.tui.screens.field import CALM, FieldDialog, told


class PatternDialog(FieldDialog[str]):
    """Gives the host as clients need it, or None where nothing is to change."""

    def __init__(self, host: str) -> None:
        super().__init__(
            "The host that is pinned",
            "A host, such as the name above the one that was asked. Subdomains are a key of their own (d).",
            value=host,
            example="bank.test",
            take="Set",
        )

    def judge(self, text: str) -> Content:
        """Return the host as snippets will hold it, or why it is none."""
        try:
            return Content.styled(f"Snippets will say {parse_host(text)}.", CALM)
        except HostError as error:
            return told(error.reason, error.hint)

    def action_submit(self) -> None:
        """Take the host."""
        try:
            self.dismiss(parse_host(self.text))
        except HostError as error:
            self.say(told(error.reason, error.hint))
