"""Rehearsing what was read: the rules that shipped code has for a host, in the place of a pin set that is chosen."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from inspector.chain.explained import Explained
from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.checking.naming import Kind, name_pin, public_roots
from inspector.checking.recognising import PinFile
from inspector.clients.judging import judge
from inspector.clients.rule import PinRule, RuleSet
from inspector.devices.rows import with_devices
from inspector.inspection import Inspection
from inspector.rehearsing.plan import FREE_OF_AUTHORITIES, known_of
from inspector.rehearsing.rehearsal import Part, expiry, rehearse
from inspector.rehearsing.report import Report
from inspector.rehearsing.timeline import make_timeline

_TITLES = {
    "okhttp": "OkHttp",
    "nsc": "Network Security Config",
    "apple": "Apple NSPinnedDomains",
    "trustkit": "TrustKit",
    "ktor-darwin": "Ktor Darwin",
    "swift-delegate": "Swift URLSession delegate",
    "alamofire": "Alamofire",
    "cronet": "Cronet",
    "http-engine": "Android HttpEngine",
    "python": "Python",
    "react-native": "React Native",
    "curl": "curl",
    "wget": "wget",
}
"""What people call the clients that are read, by the name of their judge."""


class NothingToRehearse(Explained, ValueError):  # noqa: N818
    """No rule that was read says anything about the host."""


def rehearse_files(name: str, files: Sequence[PinFile], inspection: Inspection, host: str) -> Report:
    """Return what becomes of the rules in `files` that cover `host`, whose trusted chain is in `inspection`.

    `name` is what was read, visible text. Debug builds and tests are left out. A pin that is no key of the chain and no
    known root's is played as a key that its owner keeps. Raises `NothingToRehearse`.
    """
    covering = [
        (file, rules, found) for file, rules in _shipped(files) if (found := _applying(rules, inspection, host))
    ]
    if not covering:
        raise NothingToRehearse(
            f"Nothing in {name} that is shipped pins {host}.", "See what it holds: pinspector check FILE."
        )
    spare = _spare([rule for *_, found in covering for rule in found], inspection)
    ends = [expiry(rules, inspection.layers, host, inspection.at) for _, rules, _ in covering]
    notes = [
        (*_ending(end), *_roots(found, inspection.layers)) for (*_, found), end in zip(covering, ends, strict=True)
    ]
    parts = _parts([(file, rules, said) for (file, rules, _), said in zip(covering, notes, strict=True)])
    played = rehearse(host, inspection.layers, spare, parts, inspection.at)
    rehearsal = with_devices(played, inspection)
    timeline = make_timeline(inspection.layers, min(filter(None, ends), default=None), inspection.at)
    return Report(rehearsal, None, timeline, name, tuple(_left_out(files)))


def _left_out(files: Iterable[PinFile]) -> Iterator[str]:
    for file in files:
        if any(rules.client in FREE_OF_AUTHORITIES for rules in file.sets):
            yield f"{file.name} is left out: its clients need no authority, which most events are about."


def _shipped(files: Iterable[PinFile]) -> Iterator[tuple[PinFile, RuleSet]]:
    for file in files:
        for rules in file.sets:
            if not rules.variant and rules.client not in FREE_OF_AUTHORITIES:
                yield file, rules


def _applying(rules: RuleSet, inspection: Inspection, host: str) -> tuple[PinRule, ...]:
    """Return the rules for `host`; all of a set with which the app does not start; none where no judge is there."""
    if rules.crash is not None:
        return rules.rules
    try:
        return judge(rules, inspection.layers, host, inspection.at).rules
    except LookupError:
        return ()


def _spare(rules: Iterable[PinRule], inspection: Inspection) -> tuple[Pin, ...]:
    """Return the pins of keys that are nowhere in the chain and that no public root has, each once."""
    every = {pin.pin: pin for rule in rules for pin in rule.pins if pin.pin is not None}
    return tuple(pin for pin, written in every.items() if name_pin(written, inspection)[0] is Kind.ABSENT)


def _ending(end: date | None) -> tuple[str, ...]:
    return () if end is None else (f"Its pins end as {end} begins.",)


def _roots(rules: Iterable[PinRule], layers: Sequence[Layer]) -> tuple[str, ...]:
    """Return a sentence about pins of public roots outside the chain: they are no keys of the owner."""
    known, present = public_roots(), {layer.pin for layer in layers}
    pins = {pin.pin for rule in rules for pin in rule.pins if pin.pin is not None} - present
    names = sorted(known[pin].name for pin in pins if pin in known)
    if not names:
        return ()
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return (f"It also pins {shown}: no event turns to an authority below a root that is not in this chain.",)


def _parts(found: Sequence[tuple[PinFile, RuleSet, tuple[str, ...]]]) -> tuple[Part, ...]:
    """Return one part a rule set; where a client comes more than once, its parts are counted."""
    made, codes, titles = [], Counter[str](), Counter[str]()
    for file, rules, notes in found:
        title = " ".join(filter(None, (_TITLES.get(rules.client, rules.client), rules.version, rules.platform)))
        codes[rules.client] += 1
        titles[title] += 1
        where = file.name if rules.line is None else f"{file.name}:{rules.line}"
        part = Part(
            rules.client if codes[rules.client] == 1 else f"{rules.client}-{codes[rules.client]}",
            title if titles[title] == 1 else f"{title} {titles[title]}",
            rules,
            notes=(*notes, *known_of(rules)),
            where=where,
        )
        made.append(part)
    return tuple(made)
