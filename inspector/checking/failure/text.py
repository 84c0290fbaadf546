"""What a failure text says: who failed, at which host, with which chain and which pins."""

from dataclasses import dataclass
from enum import StrEnum

from inspector.clients.rule import PinList, PinRule, RuleSet, WrittenPin


class FailureKind(StrEnum):
    """What such a text is about."""

    PINS = "pins"
    """No pin is in the chain; the text may show both."""

    EMPTY_CHAIN = "empty-chain"
    """OkHttp could not put the chain in order and compared the pins with nothing."""

    HOSTNAME = "hostname"
    """The certificate is for other names: no pin was asked."""

    UNTRUSTED = "untrusted"
    """The chain is not trusted: no pin was asked."""

    UNCLEAR = "unclear"
    """The system says no more than that the connection was refused: pins are one cause among others."""


@dataclass(frozen=True, slots=True)
class PeerLine:
    """A certificate of the chain as the text shows it."""

    pin: WrittenPin
    """Its pin, with the line on which it stands."""

    subject: str
    """The subject beside it, visible text; may be empty."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A failure text, taken apart."""

    kind: FailureKind
    """What it is about."""

    client: str
    """Whose text it is, as in `PinRule.client`."""

    title: str
    """What people call it: `OkHttp's failure text`."""

    line: int
    """Line on which it begins, from 1."""

    said: str
    """That line, visible text."""

    host: str | None = None
    """The host that it names; None where it names none."""

    peer: tuple[PeerLine, ...] = ()
    """The chain that was shown, leaf first."""

    pinned: tuple[WrittenPin, ...] = ()
    """The pins that were asked for."""

    @property
    def rules(self) -> RuleSet | None:
        """The pins of the text as a rule for its host; None where it does not name both."""
        if self.host is None or not self.pinned:
            return None
        rule = PinRule(self.client, self.host, (PinList(self.pinned),), line=self.pinned[0].line)
        return RuleSet(self.client, (rule,), line=self.line)
