"""A chain made here and what is seen of it, and a client that compares pins as most do."""

from collections.abc import Callable, Sequence
from datetime import datetime

from trust.making import AT, HOST, Made, make, make_leaf

from inspector.chain.path import Layer
from inspector.checking.checking import Means
from inspector.clients.rule import MatchedPin, Outcome, PinList, PinRule, RuleSet, Verdict, WrittenPin
from inspector.clients.source import CannotRead, Reading, Source
from inspector.inspection import Inspection, judge
from inspector.net.cancel import Cancel
from inspector.net.errors import Cause, FetchError, Stage
from inspector.settings import Settings
from inspector.trust.stores import from_anchors

ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)
STRAY = make("Stray", signs=True)
STORE = from_anchors("file", "the test's roots", [ROOT.certificate.der])


def seen(*served: Made, host: str = HOST) -> Inspection:
    """Return the inspection of a chain, by default the good one."""
    chain = served or (LEAF, ISSUING)
    ders = tuple(item.certificate.der for item in chain)
    return judge(ders, Settings(store=STORE), now=AT, source=host, host=host)


def pin(made: Made) -> WrittenPin:
    """Return a pin of a certificate as code has it."""
    return WrittenPin(str(made.certificate.pin), made.certificate.pin, line=3)


def rule(*pins: WrittenPin, pattern: str = HOST, client: str = "fake") -> PinRule:
    """Return a rule with one list."""
    return PinRule(client, pattern, (PinList(pins),), line=2)


def compare(rules: RuleSet, path: Sequence[Layer], host: str, _at: datetime) -> Verdict:
    """Judge as most clients do: exact patterns, or `*.` for one label in front; any pin of any layer."""
    if rules.client == "unknown":
        raise KeyError(rules.client)
    applying = tuple(item for item in rules.rules if _covers(item.pattern, host))
    if not applying:
        return Verdict(Outcome.NOT_PINNED, "No pattern covers it.")
    wanted = {item.pin for one in applying for item in one.pins}
    matched = tuple(MatchedPin(layer.pin, layer.role) for layer in path if layer.pin in wanted)
    if matched:
        return Verdict(Outcome.CONNECTS, "A pin is in the path.", matched, applying)
    return Verdict(Outcome.REFUSED, "No pin is in the path.", (), applying)


def _covers(pattern: str, host: str) -> bool:
    return host.partition(".")[2] == pattern[2:] if pattern.startswith("*.") else host == pattern


class FakeReader:
    """Reads lines of `client pattern pin…`, and fails where it is told to."""

    name = "fake"
    title = "Fake config"

    def recognises(self, source: Source) -> bool:
        """Return whether the text begins with the word."""
        return source.text.startswith("fake")

    def read(self, source: Source) -> Reading:
        """Return one set for each line."""
        match source.text.split()[1:2]:
            case ["unreadable"]:
                raise CannotRead("it is not closed", "Close it.", 7)
            case ["fault"]:
                raise IndexError
            case ["deep"]:
                raise RecursionError
        sets = []
        for number, line in enumerate(source.text.splitlines()[1:], 2):
            client, pattern, *pins = line.split()
            written = tuple(WrittenPin(f"sha256/{item}", BY_NAME[item].certificate.pin, line=number) for item in pins)
            lists = (PinList(written),) if pins else ()
            sets.append(RuleSet(client, (PinRule(client, pattern, lists, line=number),), line=number))
        return Reading(tuple(sets))


BY_NAME = {"leaf": LEAF, "issuing": ISSUING, "root": ROOT, "stray": STRAY}


def means(look: Callable[[str], Inspection] | None = None) -> Means:
    """Return what a check works with; without `look` every host but the good one is absent."""

    def inspect(target: str, _cancel: Cancel) -> Inspection:
        if look is not None:
            return look(target)
        if target.partition(":")[0] != HOST:
            raise FetchError(Stage.NAME, Cause.NOT_FOUND, f"there is no host called {target}", "Check it.")
        return seen()

    return Means((FakeReader(),), compare, inspect, AT)
