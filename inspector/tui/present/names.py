"""The Names tab: what the certificate is for, and the full names of subject and issuer."""

from textual.content import Content

from inspector.chain.certificate import Certificate
from inspector.chain.match import match_host
from inspector.chain.name import AlternativeName, Name
from inspector.tui.present.fit import fact, wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS

COLUMN = 12
"""Cells of the column of kinds and labels."""

FEW = 200
"""Up to so many names are wrapped; more are drawn as they come into sight, one a line."""


def names_page(certificate: Certificate, width: int, *, host: str | None = None) -> Page:
    """Return the alternative names, one a line, then every attribute of subject and issuer.

    With `host` the first line says whether the certificate is for it.
    """
    names = certificate.names
    head = [*_match_lines(certificate, host, width), *_count_lines(certificate, width)]
    tail = [
        *_distinguished("Subject", certificate.subject, width),
        *_distinguished("Issuer", certificate.issuer, width),
    ]
    if len(names) <= FEW:
        lines = [line for name in names for line in fact(name.kind.value, name.text, width, column=COLUMN)]
        return page_of([*head, *lines, *tail])
    widest = max(COLUMN + 2 * len(name.text) if not name.text.isascii() else COLUMN + len(name.text) for name in names)

    def line(number: int) -> Content:
        if number < len(head):
            return head[number]
        if number < len(head) + len(names):
            return _line(names[number - len(head)])
        return tail[number - len(head) - len(names)]

    return Page(len(head) + len(names) + len(tail), widest, line)


def _line(name: AlternativeName) -> Content:
    return Content.assemble((f"{name.kind.value:{COLUMN}}", "$text-muted"), name.text)


def _match_lines(certificate: Certificate, host: str | None, width: int) -> list[Content]:
    if host is None:
        return []
    match = match_host(host, certificate)
    if match.matched:
        return wrap(Content.assemble((f"{SIGNS.ok} ", "$text-success"), match.reason), width)
    return wrap(Content.styled(f"{SIGNS.error} {match.reason}", "$text-error"), width)


def _count_lines(certificate: Certificate, width: int) -> list[Content]:
    count = len(certificate.names)
    if count:
        sentence = "1 alternative name" if count == 1 else f"{count:,} alternative names"
    elif certificate.is_ca:
        sentence = "No alternative names, as usual for an authority."
    else:
        sentence = "No alternative names: no client takes this certificate for a host."
    return [Content.styled(line.plain, "bold") for line in wrap(sentence, width)]


def _distinguished(title: str, name: Name, width: int) -> list[Content]:
    lines = [Content(""), Content.styled(title, "bold")]
    for label, value in name.attributes:
        lines.extend(fact(label, value, width, column=COLUMN))
    if name.omitted:
        lines.append(Content.styled(f"{SIGNS.more} +{name.omitted:,} more attributes", "$text-muted"))
    return lines if name.attributes else [*lines, Content.styled("(empty)", "$text-muted")]
