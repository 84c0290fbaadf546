"""The tabs of a layer that show its encoding: extensions, bytes and PEM."""

import base64

from textual.content import Content

from inspector.chain.certificate import Certificate
from inspector.chain.extension import Extension
from inspector.tui.present.fit import wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS

LINES = 200
"""Lines that are shown of one extension; the others are counted."""


def extensions_page(certificate: Certificate, width: int) -> Page:
    """Return every extension in its order: name, OID, whether it is critical, and what it says."""
    if not certificate.extensions:
        return page_of([Content.styled("No extensions.", "$text-muted")])
    lines: list[Content] = []
    for extension in certificate.extensions:
        lines.extend(_extension(extension, width))
        lines.append(Content(""))
    return page_of(lines[:-1])


def _extension(extension: Extension, width: int) -> list[Content]:
    head = Content.assemble(
        (extension.name, "bold"),
        (f"  {extension.oid}" if extension.oid != extension.name else "", "$text-muted"),
        (f"  {SIGNS.warning} critical" if extension.critical else "", "$text-warning"),
    )
    style = "" if extension.decoded else "$text-muted"
    said = extension.lines[:LINES] or ("(empty)",)
    if len(extension.lines) > LINES:
        said = (*said, f"{SIGNS.more} +{len(extension.lines) - LINES:,} more lines")
    body = [part for line in said for part in wrap(Content.styled(line, style), width - 2)]
    return [*wrap(head, width), *(Content.assemble("  ", line) for line in body)]


def bytes_page(certificate: Certificate, width: int) -> Page:
    """Return a hexadecimal view of the certificate in which the bytes that the pin hashes stand out."""
    der = certificate.der
    spki = certificate.key.spki
    start = der.find(spki)
    end = start + len(spki)
    step = 16 if width >= 8 + 16 * 3 + 1 + 16 else 8
    if start < 0:
        sentence = f"{len(der):,} bytes; the key's bytes do not stand in them as one piece"
    else:
        sentence = f"{len(der):,} bytes; the pin is the SHA-256 of {start:#06x} to {end - 1:#06x}, marked here"
    head = [*(Content.styled(line.plain, "$text-muted") for line in wrap(sentence, width)), Content("")]
    rows = (len(der) + step - 1) // step

    def line(number: int) -> Content:
        if number < len(head):
            return head[number]
        return _hex_row(der, (number - len(head)) * step, step, start, end)

    return Page(len(head) + rows, 8 + step * 3 + 1 + step, line)


def _hex_row(der: bytes, offset: int, step: int, start: int, end: int) -> Content:
    chunk = der[offset : offset + step]
    first = min(max(start - offset, 0), len(chunk)) if start >= 0 else 0
    last = min(max(end - offset, 0), len(chunk)) if start >= 0 else 0
    digits = chunk.hex(" ")
    signs = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in chunk)
    row = Content(f"{offset:06x}  {digits:{step * 3}} {signs}").stylize("$text-muted", 0, 6)
    row = row.stylize("$text-muted", 8 + step * 3)
    if last > first:
        row = row.stylize("bold $text-primary", 8 + first * 3, 8 + last * 3 - 1)
        row = row.stylize("bold $text-primary", 9 + step * 3 + first, 9 + step * 3 + last)
    return row


def pem_text(certificate: Certificate) -> str:
    """Return the certificate as PEM (RFC 7468), ending in a newline."""
    body = base64.b64encode(certificate.der).decode("ascii")
    lines = [body[index : index + 64] for index in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])


def pem_page(certificate: Certificate) -> Page:
    """Return the PEM text as a page."""
    return page_of([Content(line) for line in pem_text(certificate).splitlines()])
