"""The code for what is chosen: a client's fragment or whole file, or the reason why there is none."""

from dataclasses import dataclass

from inspector.chain.host import HostError
from inspector.chain.text import sentence
from inspector.clients.client import CannotExpress, Client, Snippet
from inspector.pinning.pin_set import PinSet
from inspector.tui.session import Session


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to write the pin set."""

    client: Client
    """Who writes it."""

    whole_file: bool = False
    """Whether the whole file is meant."""

    @property
    def what(self) -> str:
        """What is copied, as people call it."""
        return f"{self.client.title} file" if self.whole_file else f"{self.client.title} snippet"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no snippet."""

    reason: str
    """One visible sentence."""

    hint: str
    """What to do about it."""

    @property
    def notes(self) -> tuple[str, ...]:
        """None: there is no code to note anything on."""
        return ()


Written = Snippet | Refusal
"""What came of writing: the code, or why there is none."""


def write(offer: Offer, session: Session) -> Written:
    """Return the snippet of `offer` for what is chosen in `session`, or why there is none."""
    pin_set = session.try_pin_set()
    if isinstance(pin_set, HostError):
        return Refusal(f"{pin_set.reason}.", "h sets the host that the pins are for.")
    return write_set(offer, pin_set)


def write_set(offer: Offer, pin_set: PinSet) -> Written:
    """Return the snippet of `offer` for `pin_set`, or why there is none."""
    if not pin_set.pins:
        return Refusal("Nothing is picked yet.", "space picks the layer under the cursor; its code appears here.")
    try:
        return offer.client.write(pin_set, whole_file=offer.whole_file)
    except CannotExpress as error:
        return Refusal(sentence(error.reason), sentence(error.hint))


def counted(pins: int) -> str:
    """Return a number of pins in words."""
    return "1 pin" if pins == 1 else f"{pins} pins"
