"""The tabs of a layer that show its encoding: extensions, bytes and PEM."""

from textual.content import Content

from inspector.chain.asn1_tree import tree_lines
from inspector.chain.certificate import Certificate
from inspector.chain.container import to_pem
from inspector.chain.extension import Extension
from inspector.chain.working import FILE_COMMAND, is_ordinary, key_span
from inspector.tui.present.fit import fact, wrap
from inspector.tui.present.page import Page, page_of
from inspector.tui.present.signs import SIGNS

RAW = 128
"""Octets that are shown of one extension; the others are counted, and stand under Bytes."""


def extensions_page(certificate: Certificate, width: int) -> Page:
    """Return every extension in its order: name, OID, whether it is critical, what it says, and its bytes.

    What is not known here is drawn as a tree of values.
    """
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
    lines = extension.lines if extension.decoded else tree_lines(extension.der)
    body = [part for line in lines or ("(empty)",) for part in _indented(line, width)]
    return [*wrap(head, width), *body, *_raw(extension.der, width)]


def _indented(line: str, width: int) -> list[Content]:
    """Return a line of an extension, wrapped under its own beginning."""
    depth = 2 + len(line) - len(line.lstrip(" "))
    return [Content.assemble(" " * depth, part) for part in wrap(line.lstrip(" "), width - depth)]


def _raw(octets: bytes, width: int) -> list[Content]:
    step = 16 if width >= 2 + 16 * 3 else 8
    rows = [octets[at : at + step].hex(" ") for at in range(0, min(len(octets), RAW), step)]
    if len(octets) > RAW:
        rows.append(f"{SIGNS.more} +{len(octets) - RAW:,} more octets")
    return [Content.styled(f"  {row}", "$text-disabled") for row in rows]


def bytes_page(certificate: Certificate, width: int) -> Page:
    """Return a hexadecimal view of the certificate in which the bytes that the pin hashes stand out."""
    der = certificate.der
    start, end = key_span(certificate)
    step = 16 if width >= 8 + 16 * 3 + 1 + 16 else 8
    head = [*_working(certificate, width), Content("")]
    rows = (len(der) + step - 1) // step

    def line(number: int) -> Content:
        if number < len(head):
            return head[number]
        return _hex_row(der, (number - len(head)) * step, step, start, end)

    return Page(len(head) + rows, 8 + step * 3 + 1 + step, line)


def _working(certificate: Certificate, width: int) -> list[Content]:
    """Return the steps from the certificate's bytes to its pin, and how to check them by hand."""
    start, end = key_span(certificate)
    sentence = (
        f"{len(certificate.der):,} bytes; the pin is the SHA-256 of {start:#06x} to {end - 1:#06x}, marked here: "
        f"{end - start:,} bytes from offset {start:,}, the SubjectPublicKeyInfo"
    )
    hand = FILE_COMMAND if is_ordinary(certificate) else "OpenSSL may write this key in another way: cut its bytes out"
    return [
        *(Content.styled(line.plain, "$text-muted") for line in wrap(sentence, width)),
        *fact("SHA-256", certificate.pin.hex, width, column=9),
        *fact("base64", certificate.pin.base64, width, column=9),
        *fact("by hand", hand, width, column=9),
        *fact("", Content.styled("x copies the command with this certificate in it", "$text-muted"), width, column=9),
    ]


def _hex_row(der: bytes, offset: int, step: int, start: int, end: int) -> Content:
    chunk = der[offset : offset + step]
    first, last = min(max(start - offset, 0), len(chunk)), min(max(end - offset, 0), len(chunk))
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
    return to_pem(certificate.der)


def pem_page(certificate: Certificate) -> Page:
    """Return the PEM text as a page."""
    return page_of([Content(line) for line in pem_text(certificate).splitlines()])
