"""The common shape of a client: what it can express, and how it writes a pin set."""

from dataclasses import dataclass
from typing import Protocol

from inspector.chain.explained import Explained
from inspector.clients.abilities import Abilities
from inspector.pinning.pin_set import PinSet


class CannotExpress(Explained, ValueError):  # noqa: N818
    """A pin set that a client cannot express, or that would not pin."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code that is ready to paste."""

    text: str
    """What is copied, byte for byte what is shown; ASCII, ends in a newline."""

    language: str
    """Name of the language for highlighting: `kotlin`, `java`, `xml`, …"""

    file_name: str
    """A fitting name for a saved file, made of the host and fixed words."""

    notes: tuple[str, ...]
    """What its reader must know beside the code, one visible sentence each."""

    pins: int
    """How many different pins it holds."""


class Client(Protocol):
    """One way to pin."""

    name: str
    """Name on the command line: `okhttp-kotlin`, `nsc`, …"""

    title: str
    """Name on the screen: `OkHttp Kotlin`, `Network Security Config`."""

    summary: str
    """One line for lists."""

    has_whole_file: bool
    """Whether `write` can give a whole file beside the fragment."""

    featured: bool
    """Whether the app shows it without being asked; the others stand behind a list."""

    abilities: Abilities
    """What it can express."""

    def write(self, pin_set: PinSet, *, whole_file: bool = False) -> Snippet:
        """Return the code for `pin_set`. Raises `CannotExpress` where this client would not do what is meant."""
