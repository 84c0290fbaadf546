"""What a command is: keys, words, help, and what must be there before it can run."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class Group(StrEnum):
    """Titles under which help lists the commands."""

    MOVE = "Move"
    PIN = "Choose pins"
    COPY = "Copy and save"
    HOST = "Host"
    VIEW = "View and app"


class Need(StrEnum):
    """What must be there before a command can run."""

    NOTHING = "nothing"
    CHAIN = "chain"
    TEXT = "text"
    PINS = "pins"
    BACKUPS = "backups"
    ASKED = "asked"
    SERVER = "server"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is there at the moment, as far as commands depend on it."""

    chain: bool = False
    """Whether a chain is on the screen."""

    server: bool = False
    """Whether the chain came from a server, and not from a file."""

    gap: bool = False
    """Whether an issuer is missing, so that there is no path."""

    unfetchable: str = ""
    """Why the missing issuer cannot be fetched, one visible sentence; empty where it can, or none is missing."""

    pins: int = 0
    """How many pins the pin set holds."""

    backups: int = 0
    """How many of them are backups."""

    asked: bool = False
    """Whether a host or file was asked for, so that it can be asked again."""

    loading: bool = False
    """Whether an inspection is under way."""

    failed: bool = False
    """Whether a failure is on the screen, whose details can be copied."""

    final: bool = False
    """Whether that failure comes again however often it is tried."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the app can be told to do."""

    id: str
    """Stable name in kebab case: the binding's id, and the name of its action."""

    keys: tuple[str, ...]
    """Keys as Textual names them, the one that is shown first; empty where only palette and mouse reach it."""

    label: str
    """What it does, in the words of palette, help and hints."""

    help: str
    """One sentence more: tooltip, and the palette's second line."""

    group: Group
    """Where help lists it."""

    footer: str = ""
    """Its word in the key bar; empty where it has no place there."""

    short: str = ""
    """Its word in the key bar of a narrow screen; empty where it leaves that one."""

    need: Need = Need.NOTHING
    """What must be there."""

    on_failure: str = ""
    """What it does while a failure is on the screen, in place of `label`; empty where that is the same."""

    native: bool = False
    """Whether widgets handle its keys themselves, so that no binding is made."""

    def reason_not(self, situation: Situation) -> str:
        """Return why the command cannot run now, one sentence, or an empty text where it can."""
        match self.need:
            case Need.NOTHING:
                return ""
            case Need.ASKED:
                if situation.final:
                    return "This can never be a target: type another with /."
                return "" if situation.asked else "No host was asked yet: type one with /."
            case Need.CHAIN:
                return "" if situation.chain else _no_chain(situation)
            case Need.SERVER:
                if not situation.chain:
                    return _no_chain(situation)
                return "" if situation.server else "These certificates are in a file: there is no server to ask."
            case Need.GAP:
                if not situation.chain:
                    return _no_chain(situation)
                return situation.unfetchable if situation.gap else "No issuer is missing here that could be fetched."
            case Need.TEXT:
                return "" if situation.chain or situation.failed else _no_chain(situation)
            case Need.PINS:
                if not situation.chain:
                    return _no_chain(situation)
                return "" if situation.pins else "Nothing is picked yet: space picks the layer under the cursor."
            case Need.BACKUPS:
                return "" if situation.backups else "There is no backup pin to remove: b adds one."
            case _:
                assert_never(self.need)

    def words(self, situation: Situation) -> str:
        """Return what it does now."""
        return self.on_failure if situation.failed and self.on_failure else self.label

    def explanation(self, situation: Situation) -> str:
        """Return the sentence more, or nothing where it is about something else now."""
        return "" if situation.failed and self.on_failure else self.help

    @property
    def key(self) -> str:
        """The first key as people write it; empty without keys."""
        return shown_key(self.keys[0]) if self.keys else ""


def _no_chain(situation: Situation) -> str:
    return "The chain is not here yet." if situation.loading else "There is no chain yet: type a host with /."


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "ctrl+p": "^p",
    "ctrl+q": "^q",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "ctrl+n": "^n",
    "ctrl+t": "^t",
    "shift+tab": "shift+tab",
}


def shown_key(key: str) -> str:
    """Return a key of Textual's as people write it."""
    return _NAMES.get(key, key)
