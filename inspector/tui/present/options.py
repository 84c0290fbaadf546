"""Advice that names an option of the command line, for somebody who is in the app and cannot type one there."""

import re

from inspector.chain.text import capital

_RELEASES = re.compile(r"--android API judges as one of those releases does[^.]*")
_LESS = re.compile(r"(?:try (?:that |again )?|go )without (--[a-z-]+)|leave (--[a-z-]+) out", re.IGNORECASE)
_VERBS = {"gives": "give", "shows": "show", "chooses": "choose", "also tries": "also try", "allow": "allow"}
_DOES = re.compile(rf"(--[a-z0-9-]+(?: [A-Z]+)?(?: (?:or|and) --[a-z0-9-]+)?) ({'|'.join(_VERBS)})\b")
_WITH = re.compile(r"(?:try|use|name (?:it|the host) with|give another one with) (?=--[a-z])", re.IGNORECASE)
_VALUES = (
    (re.compile(r"--server-name(?! [A-Z])"), "--server-name NAME"),
    (re.compile(r"--timeout(?! [A-Z])"), "--timeout SECONDS"),
)


def in_app(text: str) -> str:
    """Return `text` with every option of the command line as one to start again with, or as the app's own key."""
    if "--" not in text:
        return text
    text = _RELEASES.sub("v tells what each release makes of it", text)
    text = _LESS.sub(lambda found: _cased(found, f"start again without {found[1] or found[2]}"), text)
    text = _DOES.sub(
        lambda found: _cased(found, f"start again with {found[1].replace(' and ', ' or ')} to {_VERBS[found[2]]}"), text
    )
    text = _WITH.sub(lambda found: _cased(found, "start again with "), text)
    for option, whole in _VALUES:
        text = option.sub(whole, text)
    return text


def _cased(found: re.Match[str], words: str) -> str:
    """Return `words` with a capital where they begin a sentence."""
    before = found.string[: found.start()].rstrip()
    return capital(words) if not before or before.endswith((".", "?", "!")) else words
