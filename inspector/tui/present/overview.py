"""The Overview tab: whose key it is, who signed it, how long it lives, and its pin."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from textual.content import Content

from inspector.chain.certificate import Certificate
from inspector.chain.path import Layer, Origin
from inspector.chain.pin import Pin
from inspector.pinning.advice import Advice
from inspector.tui.present.fit import fact, wrap
from inspector.tui.present.ladder import Section
from inspector.tui.present.moments import Life, assess_validity, minute
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS, STYLE
from inspector.worth import CAUTIONS

COLUMN = 12
"""Cells of the column of labels."""

NAME_LINES = 3
"""Lines that a distinguished name takes at most."""

PIN_CELLS = 51
"""Cells of a pin as OkHttp writes it."""

_BAR = {
    Life.VALID: "$success",
    Life.SOON: "$warning",
    Life.OVER: "$error",
    Life.NOT_YET: "$error",
    Life.UNREADABLE: "$text-muted",
}
_SIGN = {
    Life.VALID: SIGNS.ok,
    Life.SOON: SIGNS.warning,
    Life.OVER: SIGNS.error,
    Life.NOT_YET: SIGNS.error,
    Life.UNREADABLE: SIGNS.warning,
}
_WORDS = {
    Life.VALID: "$text-success",
    Life.SOON: "$text-warning",
    Life.OVER: "bold $text-error",
    Life.NOT_YET: "bold $text-error",
    Life.UNREADABLE: "$text-warning",
}


def overview_page(
    layer: Layer,
    width: int,
    now: datetime,
    *,
    advice: Sequence[Advice],
    section: Section = Section.PATH,
    in_file: bool = False,
) -> Page:
    """Return the overview of `layer` for a pane of `width` cells; `advice` is what to know before it is pinned."""
    certificate = layer.certificate
    key = f"{certificate.key.label} {SIGNS.dot} signature {certificate.signature}"
    lines = [
        *_name("Subject", certificate.subject.full, width),
        *_issuer(certificate, width),
        *_validity(certificate, width, now),
        *fact("Key", key, width, column=COLUMN),
        *pin_lines(certificate.pin, width),
        *_reencoded(certificate, width),
        Content(""),
        *_advice(advice, width),
        *fact("Origin", _origin(layer, section, in_file), width, column=COLUMN),
        *fact("Use", _use(certificate), width, column=COLUMN),
        *fact("Serial", colons(certificate.serial), width, column=COLUMN),
        *_fingerprint(certificate, width),
        *_problems(certificate, width),
    ]
    return page_of(lines)


def pin_lines(pin: Pin, width: int) -> list[Content]:
    """Return the pin on one line, whole and plain, beside its label or below it where there is no room."""
    label = Content.styled("SPKI pin", "$text-muted")
    if width >= COLUMN + PIN_CELLS:
        return [Content.assemble(label.pad_right(COLUMN - label.cell_length), str(pin))]
    return [label, Content(str(pin))]


def validity_bar(certificate: Certificate, cells: int, now: datetime) -> Content:
    """Return the life of a certificate as a bar of `cells` cells: heavy what is over, light what is to come."""
    validity = assess_validity(certificate.not_before, certificate.not_after, now)
    if validity.passed is None:
        return Content.styled(SIGNS.rest * cells, "$text-disabled")
    over = round(validity.passed * cells)
    if 0 < validity.passed < 1:
        over = min(cells - 1, max(1, over))
    return Content.assemble((SIGNS.full * over, _BAR[validity.life]), (SIGNS.rest * (cells - over), "$text-disabled"))


def colons(digits: str) -> str:
    """Return hexadecimal digits in pairs with colons between them."""
    return ":".join(digits[index : index + 2] for index in range(0, len(digits), 2))


def _issuer(certificate: Certificate, width: int) -> list[Content]:
    if certificate.is_self_issued:
        return fact("Signed by", "itself", width, column=COLUMN)
    return _name("Signed by", certificate.issuer.full, width)


def _name(label: str, full: str, width: int) -> list[Content]:
    """Return a name on at most three lines, so that the pin stays in sight."""
    lines = fact(label, full, width, column=COLUMN)
    if len(lines) <= NAME_LINES:
        return lines
    note = Content.styled(f"{SIGNS.more} in full under Names", "$text-muted")
    return [*lines[: NAME_LINES - 1], Content.assemble(" " * COLUMN, note)]


def _validity(certificate: Certificate, width: int, now: datetime) -> list[Content]:
    validity = assess_validity(certificate.not_before, certificate.not_after, now)
    dates = f"{minute(certificate.not_before)} {SIGNS.arrow} {minute(certificate.not_after)} UTC"
    words = Content.styled(f"{_SIGN[validity.life]} {validity.sentence}", _WORDS[validity.life])
    bar = validity_bar(certificate, max(10, min(32, width - COLUMN - words.cell_length - 2)), now)
    return [
        *fact("Valid", dates, width, column=COLUMN),
        Content.assemble(" " * COLUMN, bar, "  ", words),
    ]


def _reencoded(certificate: Certificate, width: int) -> list[Content]:
    other = certificate.key.reencoded_pin
    if other is None:
        return []
    warning = (
        f"{SIGNS.warning} Do not pin this key: clients that re-encode it compute another pin, "
        "so the same code works on one platform and fails on another."
    )
    return [
        *fact("", Content.styled(warning, "$text-warning"), width, column=COLUMN),
        Content.styled("Re-encoded", "$text-muted"),
        Content(str(other)),
    ]


def _advice(advice: Iterable[Advice], width: int) -> list[Content]:
    lines: list[Content] = []
    for index, item in enumerate(advice):
        said = Content(item.sentence)
        if item.code in CAUTIONS:
            style = STYLE[item.severity]
            said = Content.assemble((f"{SIGNS.of(item.severity)} ", f"bold {style}"), (item.sentence, style))
        lines.extend(fact("Why pin it" if index == 0 else "", said, width, column=COLUMN))
    return [*lines, Content("")] if lines else []


def _origin(layer: Layer, section: Section, in_file: bool) -> str:
    came = "in the file" if in_file else "sent by the server"
    match section:
        case Section.UNUSED:
            return f"{came} as #{layer.served_index}, but in no path: no client matches a pin against it"
        case Section.ELSEWHERE:
            return f"{came} as #{layer.served_index}, for another path than the one that is shown: p draws them all"
        case Section.GONE:
            return "gone: it was in the chain when it was picked, and is no longer; apps that were shipped have its pin"
        case Section.PATH:
            pass
    match layer.origin:
        case Origin.SERVED:
            return came if layer.served_index is None else f"{came} as #{layer.served_index}"
        case Origin.STORE:
            missing = "it is not in the file" if in_file else "the server did not send it"
            return f"added from the root store; {missing}"
        case Origin.FETCHED:
            return "fetched from the address that the certificate below names; the server did not send it"


def _use(certificate: Certificate) -> str:
    authority = "authority" if certificate.is_ca else "no authority"
    if certificate.path_length is not None:
        authority += f" (path length {certificate.path_length})"
    return f" {SIGNS.dot} ".join([authority, *certificate.key_usages, *certificate.extended_usages])


def _fingerprint(certificate: Certificate, width: int) -> list[Content]:
    digits = certificate.fingerprint
    halves = [colons(digits[:32]), colons(digits[32:])]
    if width < COLUMN + len(halves[0]) + 1:
        return fact("SHA-256", Content.assemble(digits, (" (never a pin)", "$text-muted")), width, column=COLUMN)
    note = Content.styled("of the certificate: never a pin", "$text-muted")
    return [
        *fact("SHA-256", halves[0], width, column=COLUMN),
        *fact("", halves[1], width, column=COLUMN),
        *fact("", note, width, column=COLUMN),
    ]


def _problems(certificate: Certificate, width: int) -> list[Content]:
    lines: list[Content] = []
    for problem in certificate.problems:
        lines.extend(wrap(Content.styled(f"{SIGNS.warning} {problem.field}: {problem.reason}", "$text-warning"), width))
    return [Content(""), *lines] if lines else []
