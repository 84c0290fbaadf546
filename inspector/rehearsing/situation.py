"""One situation of a rehearsal: what a server sends, what a device trusts, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inspector.lab.pki import Credential


class Sort(StrEnum):
    """What kind of event it is, which decides what a refusal means."""

    ROTATION = "rotation"
    """The owner or the authority changed something: the app should go on working."""

    DEVICE = "device"
    """The device is another one, or set otherwise: the app should go on working."""

    ATTACK = "attack"
    """Somebody stands in the middle: the app should refuse."""


class Bypass(StrEnum):
    """What an app's own configuration does to the pins besides."""

    NONE = ""
    DEBUG = "debug-overrides trust this anchor and pass over the pins in a debug build"
    OVERRIDE = 'the anchor is trusted with overridePins="true"'


@dataclass(frozen=True, slots=True)
class Situation:
    """What one client meets."""

    served: tuple[Credential, ...]
    """What the server sends, leaf first."""

    anchors: tuple[Credential, ...]
    """What the client trusts."""

    at: datetime
    """The moment, UTC."""

    bypass: Bypass = Bypass.NONE
    """What Android's Network Security Config does besides; other clients know nothing of it."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why an event cannot happen to this chain."""

    reason: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that may happen."""

    code: str
    """Stable name in kebab case."""

    title: str
    """A few words."""

    brief: str
    """The same in 19 characters at most."""

    sentence: str
    """What happens, one sentence."""

    sort: Sort
    """What kind of event it is."""
