"""The matrix of a rehearsal: every event for every client, each cell judged on a real chain."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from inspector.chain.certificate import parse_certificate
from inspector.chain.layers import served_layers
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.judging import judge
from inspector.clients.matching import trust_of
from inspector.clients.rule import Outcome, RuleSet, Trust, Verdict, WrittenPin
from inspector.rehearsing.cast import Cast, OtherLeaf, make_cast
from inspector.rehearsing.events import SCENES
from inspector.rehearsing.situation import Bypass, Event, NotApplicable, Situation, Sort
from inspector.trust.assess import assess
from inspector.trust.assessment import Assessment
from inspector.trust.stores import from_anchors

_UNPLAYABLE = "What it does with the keys of this chain cannot be played with other keys."


class Answer(StrEnum):
    """What an event does to the app, in a word."""

    WORKS = "works"
    """The app goes on; in an attack: the attacker is refused."""

    LOCKED_OUT = "locked out"
    """The app refuses its own server."""

    UNPROTECTED = "unprotected"
    """Nothing is pinned then; in an attack: the attacker is let in."""

    NOT_APPLICABLE = "-"
    """The event cannot happen, or the client cannot have this pin set."""


@dataclass(frozen=True, slots=True)
class Part:
    """One client in the rehearsal."""

    client: str
    """Its name on the command line, or its judge's name where the rules were read."""

    title: str
    """What people call it."""

    rules: RuleSet | None
    """What it is told; None where it cannot have this pin set."""

    refusal: str = ""
    """Why it cannot, one sentence; empty where it can."""

    notes: tuple[str, ...] = ()
    """What was left out for it, one sentence each."""

    where: str = ""
    """File and line of rules that were read, visible text; empty where the rules are those of a chosen pin set."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one event does to one client."""

    answer: Answer
    """In a word."""

    reason: str
    """Why, one sentence."""

    anyway: bool = False
    """Whether the client refuses before it looks at a pin, so that no other pin set would help."""


@dataclass(frozen=True, slots=True)
class Row:
    """One event for every client."""

    event: Event
    """What happens."""

    cells: tuple[Cell, ...]
    """One cell a part, in the order of the parts."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What becomes of a pin set."""

    host: str
    """The host that is asked."""

    at: datetime
    """The present of the rehearsal, UTC."""

    parts: tuple[Part, ...]
    """The clients, in the order of the cells."""

    rows: tuple[Row, ...]
    """The events in their order."""

    def count(self, answer: Answer) -> int:
        """Return how many cells say `answer`."""
        return sum(cell.answer is answer for row in self.rows for cell in row.cells)


def rehearse(
    host: str,
    layers: Sequence[Layer],
    backups: Sequence[Pin],
    parts: Sequence[Part],
    at: datetime,
    leaves: Sequence[OtherLeaf] = (),
    older: Sequence[Pin] = (),
) -> Rehearsal:
    """Return what each event does to each part at `host`, whose path today is `layers`, leaf first.

    Every cell comes from certificates that were made for its event: `trust.assess` builds and judges the path, and the
    judge of the client decides about the pins. `backups` are the pins of keys outside the chain, and `leaves` the other
    leaf keys that the host serves, `older` those of roots that only some devices' paths end in. A part without an
    expiry meets the last one of the others.
    """
    cast = make_cast(host, layers, backups, at, leaves, older)
    days = [None if part.rules is None else expiry(part.rules, layers, host, at) for part in parts]
    last = max(filter(None, days), default=None)
    stages: dict[date | None, tuple[_Played, ...]] = {}
    columns = []
    for part, own in zip(parts, days, strict=True):
        day = own or last
        if day not in stages:
            stages[day] = tuple(_stage(cast, day))
        columns.append(_column(part, stages[day], cast, layers))
    cells = zip(*(column for _, column in columns), strict=True)
    rows = (Row(event, row) for (event, _), row in zip(SCENES, cells, strict=True))
    return Rehearsal(host, at, tuple(part for part, _ in columns), tuple(rows))


@dataclass(frozen=True, slots=True)
class _Played:
    """One event as every client meets it."""

    event: Event
    situation: Situation | NotApplicable
    assessment: Assessment | None


def _stage(cast: Cast, expires: date | None) -> Iterator[_Played]:
    for event, scene in SCENES:
        situation = scene(cast, expires)
        if isinstance(situation, NotApplicable):
            yield _Played(event, situation, None)
            continue
        served = tuple(parse_certificate(item.der) for item in situation.served)
        store = from_anchors("rehearsal", "the roots of this rehearsal", [anchor.der for anchor in situation.anchors])
        yield _Played(event, situation, assess(served, store, name=cast.host, at=situation.at))


def _column(part: Part, stage: Sequence[_Played], cast: Cast, layers: Sequence[Layer]) -> tuple[Part, tuple[Cell, ...]]:
    """Return the part and its cells; without rules where it would do today what it does not do at the real chain."""
    if part.rules is not None:
        rules = _played(part.rules, cast)
        cells = tuple(_cell(one.event, one.situation, one.assessment, rules, cast.host) for one in stage)
        real = judge(part.rules, layers, cast.host, cast.now)
        if part.rules.crash is not None or cells[0].answer is answer_to(stage[0].event.sort, real):
            return part, cells
        part = replace(part, rules=None, refusal=_UNPLAYABLE)
    return part, tuple(Cell(Answer.NOT_APPLICABLE, part.refusal) for _ in stage)


def _cell(
    event: Event,
    situation: Situation | NotApplicable,
    assessment: Assessment | None,
    rules: RuleSet,
    host: str,
) -> Cell:
    if rules.fatal is not None:
        answer = Answer.WORKS if event.sort is Sort.ATTACK else Answer.LOCKED_OUT
        return Cell(answer, f"The app fails before it connects: {rules.fatal.title}")
    if isinstance(situation, NotApplicable) or assessment is None:
        reason = situation.reason if isinstance(situation, NotApplicable) else ""
        return Cell(Answer.NOT_APPLICABLE, reason)
    trust = _trust(rules, host, situation.at)
    if trust is Trust.CHECKED and (assessment.path is None or not assessment.trusted):
        said = f"Refused before any pin is looked at: {assessment.reason}"
        return Cell(Answer.WORKS if event.sort is Sort.ATTACK else Answer.LOCKED_OUT, said, anyway=True)
    verdict = judge(_bypassed(rules, situation.bypass), _layers(situation, assessment), host, situation.at)
    return Cell(answer_to(event.sort, verdict), verdict.reason)


def _trust(rules: RuleSet, host: str, at: datetime) -> Trust:
    """Return what the client does about the chain at `host`, whatever chain that is."""
    return trust_of(judge(rules, (), host, at))


def _layers(situation: Situation, assessment: Assessment) -> Sequence[Layer]:
    """Return what pins are compared with: the path, or what is served where the client needs none."""
    if assessment.path is not None:
        return assessment.path.layers
    return served_layers(tuple(parse_certificate(item.der) for item in situation.served))


def answer_to(sort: Sort, verdict: Verdict) -> Answer:
    """Return what a verdict means in an event of that sort."""
    if sort is Sort.ATTACK:
        return Answer.WORKS if verdict.outcome is Outcome.REFUSED else Answer.UNPROTECTED
    answers: Mapping[Outcome, Answer] = {
        Outcome.CONNECTS: Answer.WORKS,
        Outcome.REFUSED: Answer.LOCKED_OUT,
        Outcome.NOT_PINNED: Answer.UNPROTECTED,
    }
    return answers[verdict.outcome]


def _bypassed(rules: RuleSet, bypass: Bypass) -> RuleSet:
    """Return the rules with what Android's own configuration does besides; no other client has such a thing."""
    if rules.client != "nsc" or bypass is Bypass.NONE:
        return rules
    return replace(rules, rules=tuple(replace(rule, bypass=str(bypass)) for rule in rules.rules))


def expiry(rules: RuleSet, layers: Sequence[Layer], host: str, at: datetime) -> date | None:
    """Return the first day on which one of the rules that apply to `host` ends; None where none does."""
    applying = judge(rules, layers, host, at).rules
    return min((rule.expires for rule in applying if rule.expires is not None), default=None)


def _played(rules: RuleSet, cast: Cast) -> RuleSet:
    """Return the rules with the pins of those who stand for the real ones."""

    def pin(written: WrittenPin) -> WrittenPin:
        if written.pin is None:
            return replace(written, raw=cast.played_sha1(written.raw))
        other = cast.played(written.pin)
        return replace(written, raw=written.raw.replace(written.pin.base64, other.base64), pin=other)

    return replace(
        rules,
        rules=tuple(
            replace(rule, lists=tuple(replace(each, pins=tuple(map(pin, each.pins))) for each in rule.lists))
            for rule in rules.rules
        ),
    )
