"""Words that are keys and mouse targets at once."""

from textual.content import Content
from textual.style import Style

from inspector.tui.commands import BY_ID
from inspector.tui.present.signs import SIGNS

COMMAND_META = "command"
"""Key under which a hint carries the id of its command."""


def hint(command: str, words: str, *, enabled: bool = True, hover: str = "", key: str = "") -> Content:
    """Return the key of a command (the first, or `key`) and `words`, which the mouse can press.

    `hover` is the id of the command under the mouse: its words are brighter.
    """
    key_style = "bold $text-accent" if enabled else "$text-disabled"
    word_style = ("$foreground" if hover == command else "$text-muted") if enabled else "$text-disabled"
    content = Content.assemble((key or BY_ID[command].key or SIGNS.cursor, key_style), (f" {words}", word_style))
    return content.stylize(Style.from_meta({COMMAND_META: command}))
