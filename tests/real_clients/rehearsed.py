"""Each event of the reviewed rehearsals as real clients can meet it: a server on loopback, anchors, and played pins.

The clients have the clock of this machine. An event of another moment is therefore played in a rehearsal whose present
lies so that the event falls on today.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from rehearsing.conftest import HOST, SPARE

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.registry import clients
from inspector.lab.contexts import make_context
from inspector.lab.conversation import Tls
from inspector.lab.pki import LEAF_LIFE, Validity, issue_ca, issue_leaf, make_root
from inspector.lab.server import Server
from inspector.pinning.draft import Draft, Expires, make_pin_set
from inspector.pinning.pin_set import BackupPin
from inspector.rehearsing.cast import Cast, make_cast
from inspector.rehearsing.events import SCENES
from inspector.rehearsing.plan import REHEARSED, rehearse_set
from inspector.rehearsing.rehearsal import Answer, Rehearsal
from inspector.rehearsing.situation import NotApplicable, Situation, Sort
from inspector.trust.assess import assess
from inspector.trust.stores import from_anchors

GOLDEN = Path(__file__).resolve().parents[1] / "rehearsing" / "golden"
PICKS: dict[str, tuple[int, tuple[BackupPin, ...]]] = {
    "leaf-only": (0, ()),
    "leaf-and-backup": (0, (SPARE,)),
    "intermediate": (1, ()),
    "root-and-backup": (2, (SPARE,)),
}
"""The layer that each of the reviewed sets pins, leaf 0, and its backups."""

_DAY = timedelta(days=1)
_NEAR = timedelta(hours=13)
"""How far the moment of an event may be from the clock: no certificate begins or ends within that time."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One cell, as a real client can be asked for it."""

    name: str
    """Pin set and event, for messages."""

    sort: Sort
    """What kind of event it is."""

    situation: Situation
    """What the client meets."""

    pins: tuple[Pin, ...]
    """What it is told, as played."""

    answer: Answer
    """What the rehearsal says."""

    before_pins: bool
    """Whether the rehearsal says that the chain is refused before any pin is looked at."""

    @property
    def connects(self) -> bool:
        """Whether the rehearsal says that a connection comes about."""
        return (self.answer is Answer.WORKS) != (self.sort is Sort.ATTACK)


def turns(client: str, now: datetime) -> Iterator[Turn]:
    """Yield every cell of `client` (`OkHttp` or `curl`) in the reviewed files; none is left out."""
    for name in PICKS:
        for code, answer in reviewed(name, client).items():
            yield _turn(name, client, code, answer, now)


def reviewed(name: str, client: str) -> dict[str, Answer]:
    """Return the answers of a client in the reviewed file `name`, by event; events without an answer are left out."""
    lines = (GOLDEN / f"{name}.txt").read_text().splitlines()
    column = lines[0].index(client)
    rows = [line for line in lines[1:] if ": " not in line]
    found = {line.split()[0]: line[column : column + 13].strip() for line in rows}
    return {code: Answer(text) for code, text in found.items() if text != Answer.NOT_APPLICABLE}


def _turn(name: str, client: str, code: str, answer: Answer, now: datetime) -> Turn:
    at, end, expires = _present(code, now)
    cast, played = _played(name, at, end, expires)
    row = next(row for row in played.rows if row.event.code == code)
    place = next(place for place, part in enumerate(played.parts) if part.title.startswith(client))
    assert row.cells[place].answer is answer, (name, code)
    rules = played.parts[place].rules
    assert rules is not None
    scene = next(scene for event, scene in SCENES if event.code == code)
    situation = scene(cast, expires or at.date() + 30 * _DAY)
    assert not isinstance(situation, NotApplicable)
    assert abs(situation.at - now) < _NEAR, (code, situation.at)
    pins = tuple(cast.played(pin.pin) for pin in rules.rules[0].pins if pin.pin is not None)
    before = row.cells[place].reason.startswith("Refused before any pin")
    return Turn(f"{name} {code}", row.event.sort, situation, pins, answer, before)


def _present(code: str, now: datetime) -> tuple[datetime, datetime, date | None]:
    """Return the present of a rehearsal in which the event falls on `now`, the leaf's end, and the set's expiry."""
    ordinary = now + LEAF_LIFE / 2
    match code:
        case "clock-ahead":
            return now - 40 * _DAY, now - _DAY, None
        case "clock-behind":
            started = now - Validity.around(now, LEAF_LIFE).not_before
            return now + started + timedelta(hours=12), ordinary + LEAF_LIFE, None
        case "set-expired":
            return now - 40 * _DAY, ordinary, (now - _DAY).date()
        case _:
            return now, ordinary, None


@cache
def _played(name: str, at: datetime, end: datetime, expires: date | None) -> tuple[Cast, Rehearsal]:
    path = _path(at, end)
    place, backups = PICKS[name]
    draft = Draft(HOST, frozenset({path[place].pin}), backups, expires=expires or Expires.PROPOSED)
    pins = make_pin_set(draft, path, at=at)
    known = clients()
    found = rehearse_set(pins, path, [known[client] for client in REHEARSED], HOST)
    return make_cast(HOST, path, [backup.pin for backup in backups], at), found


def _path(at: datetime, end: datetime) -> tuple[Layer, ...]:
    root = make_root("Real Root", at)
    issuing = issue_ca("Real Issuing", root, at)
    leaf = issue_leaf([HOST], issuing, at, validity=Validity(at - 10 * _DAY, end))
    served = tuple(parse_certificate(item.der) for item in (leaf, issuing))
    path = assess(served, from_anchors("test", "the test's root", [root.der]), name=HOST, at=at).path
    assert path is not None
    return path.layers


@contextmanager
def serving(found: Sequence[Turn], folder: Path) -> Iterator[list[tuple[int, Path]]]:
    """Serve each turn on a port of its own; gives the ports and the files of the anchors, in the same order."""
    with ExitStack() as stack:
        places = []
        for number, turn in enumerate(found):
            leaf, *extra = turn.situation.served
            context = make_context([leaf], extra)
            server = Server(partial(Tls, context), "rehearsed")
            stack.callback(server.close)
            anchors = folder / f"{number}.pem"
            anchors.write_text("".join(anchor.pem for anchor in turn.situation.anchors))
            places.append((server.port, anchors))
        yield places
