"""The verdict strip: trust, name, expiry, served versus path, and how much more was noticed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from inspector.chain.finding import Finding, Severity, by_severity
from inspector.chain.match import match_host
from inspector.chain.path import Origin
from inspector.inspection import LAB, Inspection
from inspector.tui.present.fit import clip
from inspector.tui.present.moments import Life, assess_validity
from inspector.tui.present.signs import SIGNS, STYLE

LAB_HINT = "lab-hint"
"""Code of the finding that says what to do next in a scenario of the lab."""

_TOLD = frozenset(
    (
        *("name-mismatch", "common-name-only", "expired", "not-yet-valid", "expiring", "private-anchor"),
        *("unknown-root", "self-signed", "missing-intermediate", "not-trusted", "unused-certificate"),
        *("no-name-checked", "interception-suspected", "leaf-renewed", LAB_HINT),
    )
)
"""Codes of findings that the strip tells in its own words."""

_DATES = frozenset({"expired", "not-yet-valid", "expiring"})

_WORDS = {
    "expired": "an authority expired",
    "expiring": "an authority expires soon",
    "not-yet-valid": "an authority is not valid yet",
    "authority-changed": "another authority",
    "client-certificate": "asks for a client certificate",
    "dead-pin": "a pin is worthless",
    "default-certificate": "a default certificate?",
    "different-roots": "devices end in different roots",
    "escaped-name": "control characters in names",
    "fetch-failed": "issuer not fetched",
    "handshake-failed": "handshake failed",
    "intermediate-changed": "another intermediate",
    "key-encoding": "clients disagree about a pin",
    "leaf-key-changed": "the leaf's key changed",
    "leaf-not-first": "leaf not sent first",
    "lifetime": "leaf lives too long",
    "no-device": "no Android takes it",
    "old-tls": "old TLS only",
    "search-cut": "search for paths cut short",
    "several-leaf-keys": "several leaf keys, not all pinned",
    "unreadable-certificate": "a certificate is unreadable",
    "unreadable-field": "a certificate breaks the standard",
    "weak-key": "short key",
    "weak-signature": "weak signature",
    "wide-wildcard": "wildcard too wide",
    "wrong-issuer": "a signature does not fit its issuer",
    "wrong-order": "sent in the wrong order",
}
"""A few words for each other finding that can be worse than information."""

_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, None: 2, Severity.INFO: 3}


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that the strip says."""

    text: str
    """A few words, visible text."""

    severity: Severity | None = None
    """How bad it is; None where it is good."""

    badge: bool = False
    """Whether it stands out as a block: the lab, a private anchor."""

    brief: str = ""
    """What it says where room lacks; empty where that is the same."""


def verdict_marks(inspection: Inspection) -> tuple[Mark, ...]:
    """Return what the strip says: badges, then the worst first.

    Equally bad marks stand in the order of trust, name, expiry, what else was noticed, and served versus path. The
    worst thing that no other mark tells is named; the others are counted.
    """
    badges = [*_badges(inspection), *_interception(inspection)]
    rest = [finding for finding in inspection.findings if not _is_told(finding, inspection)]
    renewed = [Mark("leaf renewed, same key") for item in inspection.findings if item.code == "leaf-renewed"]
    judged = (_trust(inspection), _name(inspection), *renewed, _expiry(inspection))
    marks = (*judged, *_rest(rest), _served(inspection))
    return (*badges, *sorted((mark for mark in marks if mark), key=lambda mark: _RANK[mark.severity]))


def _is_told(finding: Finding, inspection: Inspection) -> bool:
    """Return whether another mark tells the finding: of dates the leaf's alone are told."""
    return finding.code in _TOLD and (
        finding.code not in _DATES or finding.certificate == inspection.layers[0].served_index
    )


def _rest(findings: Sequence[Finding]) -> Iterator[Mark]:
    """Yield the worst of `findings` by name where it is worse than information, and how many others there are."""
    left = list(by_severity(tuple(findings)))
    if left and left[0].severity is not Severity.INFO:
        worst = left.pop(0)
        yield Mark(_WORDS.get(worst.code, worst.code.replace("-", " ")), worst.severity)
    if left:
        yield Mark(f"{len(left)} more finding{'s' * (len(left) > 1)}", left[0].severity)


def verdict_line(marks: Sequence[Mark], width: int) -> Content:
    """Return the marks on one line of at most `width` cells.

    Where room lacks, words are shortened, then mere information leaves, then badges are shortened, and in the end the
    worst mark is left.
    """
    steps = (
        lambda kept: [_brief(mark) if not mark.badge else mark for mark in kept],
        lambda kept: [mark for mark in kept if mark.severity is not Severity.INFO],
        lambda kept: [_brief(mark) for mark in kept],
    )
    kept = list(marks)
    for step in steps:
        if _line(kept).cell_length > width:
            kept = step(kept)
    while len(kept) > 1 and _line(kept).cell_length > width:
        kept.remove(_mildest(kept))
    line = _line(kept)
    return line if line.cell_length <= width else _one(kept[0], width)


def _brief(mark: Mark) -> Mark:
    return replace(mark, text=mark.brief) if mark.brief else mark


def _badges(inspection: Inspection) -> list[Mark]:
    assessment = inspection.assessment
    if assessment.store.name == LAB:
        hints = [finding.title for finding in inspection.findings if finding.code == LAB_HINT]
        next_step = hints[0].partition(":")[0] if hints else "a local demo"
        return [Mark(f"LAB: {next_step}", Severity.WARNING, badge=True, brief=f"LAB: {next_step}" if hints else "LAB")]
    if assessment.public:
        return []
    if assessment.path is None:
        return [Mark("no known root", Severity.ERROR, badge=True)]
    anchor = assessment.path.anchor.certificate.subject.readable
    return [Mark(f"private anchor: {clip(anchor, 32)}", Severity.WARNING, badge=True, brief="private anchor")]


def _interception(inspection: Inspection) -> list[Mark]:
    if all(finding.code != "interception-suspected" for finding in inspection.findings):
        return []
    return [Mark("interception suspected", Severity.ERROR, badge=True, brief="interception?")]


def _trust(inspection: Inspection) -> Mark:
    store = inspection.assessment.store.label
    if inspection.trusted and any(layer.origin is Origin.FETCHED for layer in inspection.layers):
        return Mark("trusted with a fetched issuer only", Severity.ERROR, brief="issuer only fetched")
    if inspection.trusted:
        return Mark(f"trusted by {store}", brief="trusted")
    if any(finding.code == "missing-intermediate" for finding in inspection.findings):
        return Mark("not trusted: an issuer is missing", Severity.ERROR, brief="issuer missing")
    return Mark(f"not trusted by {store}", Severity.ERROR, brief="not trusted")


def _name(inspection: Inspection) -> Mark:
    if inspection.host is None:
        return Mark("no name checked", Severity.INFO)
    matched = match_host(inspection.host, inspection.layers[0].certificate).matched
    return Mark("name matches") if matched else Mark("name does not match", Severity.ERROR)


def _expiry(inspection: Inspection) -> Mark | None:
    leaf = inspection.layers[0].certificate
    validity = assess_validity(leaf.not_before, leaf.not_after, inspection.at)
    match validity.life:
        case Life.VALID:
            return Mark(f"leaf: {validity.sentence}")
        case Life.SOON:
            return Mark(f"leaf: {validity.sentence}", Severity.WARNING)
        case Life.UNREADABLE:
            return Mark(f"leaf: {validity.sentence}", Severity.WARNING)
        case _:
            return Mark(f"leaf {validity.sentence}", Severity.ERROR)


def _served(inspection: Inspection) -> Mark:
    sent = len(inspection.served) + len(inspection.unreadable)
    words = f"sent {sent}" if inspection.target is not None else f"file holds {sent}"
    added = sum(layer.origin is Origin.STORE for layer in inspection.layers)
    if inspection.assessment.path is not None and added:
        words += f", store added {added}"
    fetched = sum(layer.origin is Origin.FETCHED for layer in inspection.layers)
    if fetched:
        words += f", fetched {fetched}"
    if inspection.unused:
        known = (item.severity for item in inspection.findings if item.code == "unused-certificate")
        severity = next(known, Severity.INFO)
        return Mark(f"{words}, {len(inspection.unused)} unused", severity)
    return Mark(words, Severity.INFO)


def _mildest(marks: Sequence[Mark]) -> Mark:
    order = (Severity.INFO, None, Severity.WARNING, Severity.ERROR)
    return min(reversed(marks), key=lambda mark: (mark.badge, order.index(mark.severity)))


def _line(marks: Sequence[Mark]) -> Content:
    return Content("   ").join([_one(mark) for mark in marks])


def _one(mark: Mark, width: int | None = None) -> Content:
    text = mark.text if width is None else clip(mark.text, max(1, width - 2))
    if mark.badge:
        return Content.styled(
            f" {text} ",
            "bold $background on $warning" if mark.severity is Severity.WARNING else "bold $background on $error",
        )
    if mark.severity is None:
        return Content.assemble((f"{SIGNS.ok} ", "$text-success"), text)
    style = STYLE[mark.severity]
    return Content.assemble((f"{SIGNS.of(mark.severity)} ", f"bold {style}"), (text, style))
