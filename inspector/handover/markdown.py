"""The hand-over sheet as Markdown, in which no name can become markup."""

import re
from collections.abc import Iterator

from inspector.chain.path import Layer, Origin
from inspector.handover.command import reproduce
from inspector.handover.played import play
from inspector.inspection import Inspection
from inspector.pinning.advice import end_words
from inspector.pinning.expiry import last_protected_day
from inspector.pinning.hints import hints
from inspector.pinning.pin_set import PinSet
from inspector.rehearsing.export import LEGEND, matrix_markdown
from inspector.worth import caution, worth

_NAME = 200
"""Longest name that is written, in characters."""


def code(text: str) -> str:
    """Return `text` as a code span (CommonMark, section 6.1): nothing in it is markup, a link, a mention or HTML.

    The span is fenced by more backticks than ever follow each other in the text.
    """
    shown = text if len(text) <= _NAME else f"{text[:_NAME]}…"
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if shown[:1] in ("`", " ", "") or shown[-1:] in ("`", " ") else ""
    return f"{fence}{padding}{shown}{padding}{fence}"


def plain(text: str) -> str:
    """Return our own sentence `text`, which may name certificates, with every sign of markup in it escaped.

    A backslash stands before each ASCII punctuation character that begins anything in GitHub's Markdown, and a word
    joiner breaks what is linked without a mark: mentions, addresses and numbers of issues.
    """
    escaped = re.sub(r"([\\`*_\[\]<>#|~&@$])", r"\\\1", text)
    broken = re.sub(r"(?i)(://|www\.|\\@|\\#)", lambda found: f"{found[0]}\u2060", escaped)
    return " ".join(broken.split())


def sheet_markdown(inspection: Inspection, pin_set: PinSet | None) -> str:
    """Return the sheet, ending in a newline; `pin_set` is None where its host cannot be one."""
    return "\n".join(_lines(inspection, pin_set)) + "\n"


def _lines(inspection: Inspection, pin_set: PinSet | None) -> Iterator[str]:
    yield f"# Pins for {code(pin_set.host if pin_set is not None else inspection.source)}"
    yield ""
    yield f"Seen on {inspection.at:%Y-%m-%d %H:%M} UTC at {code(inspection.source)}."
    for why in (pin_set.stamp, pin_set.refused) if pin_set is not None else ():
        if why:
            yield ""
            yield f"**Not for release:** {plain(why.rstrip('.'))}."
    yield ""
    yield "## Chain"
    yield ""
    yield from _trust(inspection)
    yield ""
    for layer in inspection.layers:
        yield from _layer(layer, pin_set)
    for layer in inspection.elsewhere:
        yield f"- served, in another path: {code(layer.certificate.subject.readable)}"
    for layer in inspection.unused:
        yield f"- served, in no path: {code(layer.certificate.subject.readable)}"
    yield ""
    if pin_set is None or not pin_set.pins:
        yield "Nothing is pinned yet."
    else:
        yield from _pins(inspection, pin_set)
    yield ""
    yield "## Look again"
    yield ""
    yield "```sh"
    yield from reproduce(inspection, pin_set)
    yield "```"


def _trust(inspection: Inspection) -> Iterator[str]:
    store = code(inspection.assessment.store.label)
    if inspection.trusted:
        yield f"Trusted by {store} at that time, for {code(inspection.host or '')}."
    else:
        yield f"**Not trusted** by {store}: {plain(inspection.assessment.reason or 'no name was checked')}"


def _layer(layer: Layer, pin_set: PinSet | None) -> Iterator[str]:
    pinned = pin_set is not None and any(item.pin == layer.pin for item in pin_set.chosen)
    certificate = layer.certificate
    yield f"- {'**pinned** ' if pinned else ''}{layer.role.value}: {code(certificate.subject.readable)}"
    yield f"  - key {code(certificate.key.label)}, until {end_words(certificate.not_after)}, {_origin(layer)}"
    yield f"  - pin {code(str(layer.pin))}"


def _origin(layer: Layer) -> str:
    match layer.origin:
        case Origin.SERVED:
            return "sent by the server"
        case Origin.STORE:
            return "from the root store"
        case Origin.FETCHED:
            return "fetched from its address"


def _pins(inspection: Inspection, pin_set: PinSet) -> Iterator[str]:
    below = " and every name below it" if pin_set.subdomains else " only"
    yield "## Pins"
    yield ""
    yield f"For {code(pin_set.host)}{below}. Any one of these is enough:"
    yield ""
    for item in pin_set.chosen:
        only = f", in the path on {plain(item.devices)} only" if item.devices else ""
        kind = f"{item.role.value} (gone from the chain)" if item.gone else item.role.value
        yield f"- {code(str(item.pin))} {kind} {code(item.label)}{only}"
    for backup in pin_set.backups:
        kind = "in the path after all, so no backup" if backup.in_path else "backup"
        yield f"- {code(str(backup.pin))} {kind}: {code(backup.label)}"
    yield ""
    if pin_set.expires is None:
        yield "No expiry: clients pin until the app is updated."
    else:
        last = last_protected_day(pin_set.expires)
        yield f"Last protected day in Network Security Config: **{last}**. OkHttp has no expiry and goes on."
    yield ""
    yield "## Why"
    yield ""
    against = caution(inspection)
    if against is not None:
        yield f"- {against.severity.value}: {plain(against.sentence)}"
    chosen = {item.pin for item in pin_set.chosen}
    for layer in inspection.layers:
        advice = worth(layer, inspection)[-1]
        if layer.pin in chosen and advice != against:
            yield f"- {layer.role.value} {code(layer.certificate.subject.readable)}: {plain(advice.sentence)}"
    for advice in hints(pin_set):
        yield f"- {advice.severity.value}: {plain(advice.sentence)}"
    rehearsal = play(inspection, pin_set)
    if rehearsal is not None:
        yield ""
        yield "## What it survives"
        yield ""
        yield LEGEND
        yield ""
        yield from matrix_markdown(rehearsal)
