"""Where to get more: issuer certificates, OCSP, revocation lists (RFC 5280, sections 4.2.1.13, 4.2.2.1)."""

from collections.abc import Iterator

from inspector.chain.der import OID, SEQUENCE, DerError, encode, sole, values, walk
from inspector.chain.extensions.alternative import Names, general_name, line, lines
from inspector.chain.name import AlternativeName, NameKind
from inspector.chain.oids import dotted

ISSUERS = "1.3.6.1.5.5.7.48.2"
"""Access method: certificates of the issuer."""

_METHODS = {
    ISSUERS: "issuer certificate",
    "1.3.6.1.5.5.7.48.1": "OCSP",
    "1.3.6.1.5.5.7.48.3": "time stamping",
    "1.3.6.1.5.5.7.48.5": "repository",
}


def locations(der: bytes, problems: list[str]) -> Iterator[tuple[str, AlternativeName]]:
    """Yield access method OID and place of each AccessDescription; raises `DerError`."""
    for _, description in walk(sole(der, SEQUENCE, "the extension")):
        fields = values(description)
        if len(fields) != 2 or fields[0][0] != OID:
            raise DerError("an entry in it is not a method and a place")
        yield dotted(fields[0][1]), general_name(*fields[1], Names(problems))


def issuer_urls(der: bytes) -> tuple[str, ...]:
    """Return the URLs of the issuer's certificate in an authority information access extension, in their order.

    Visible text, and hostile until proven otherwise; empty where there are none or they cannot be read.
    """
    try:
        found = tuple(locations(der, []))
    except DerError:
        return ()
    return tuple(name.text for method, name in found if method == ISSUERS and name.kind is NameKind.URI)


def location_lines(der: bytes, problems: list[str]) -> Iterator[str]:
    """Yield the places in an information access extension; raises `DerError`."""
    for method, name in locations(der, problems):
        place = name.text if name.kind is NameKind.URI else line(name)
        yield f"{_METHODS.get(method, method)}: {place}"


def point_lines(der: bytes, problems: list[str]) -> Iterator[str]:
    """Yield where revocation lists are, and who issues them; raises `DerError`."""
    for _, point in walk(sole(der, SEQUENCE, "the extension")):
        for tag, content in values(point):
            if tag == 0xA0:
                yield from _full_names(content, problems)
            elif tag == 0xA2:
                for text in lines(encode(SEQUENCE, content), problems):
                    yield f"issued by {text}"
            elif tag == 0x81:
                yield "for some reasons of revocation only"
            else:
                raise DerError("a place in it holds a value that does not belong there")


def _full_names(content: bytes, problems: list[str]) -> Iterator[str]:
    for tag, names in values(content):
        if tag == 0xA0:
            for text in lines(encode(SEQUENCE, names), problems):
                yield text.removeprefix("URI: ")
        else:
            yield "a name relative to the issuer"
