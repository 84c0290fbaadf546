"""Alternative names: each keeps its kind, and is matched only where it is well formed."""

from chain.building import certificate, common_name, extension, sequence

from inspector.chain.certificate import parse_certificate
from inspector.chain.der import encode
from inspector.chain.extensions.alternative import MAX_NAMES, alternative_names
from inspector.chain.name import AlternativeName, NameKind


def test_endless_names_are_counted() -> None:
    """Beyond a bound names are counted."""
    problems: list[str] = []
    names = alternative_names(sequence(*[encode(0x82, b"a.b")] * (MAX_NAMES + 5)), problems)
    assert len(names.items) == MAX_NAMES
    assert problems == ["there are 5 more names, which are not shown"]


def test_names_are_told_apart() -> None:
    """Each kind of name keeps its kind; only well-formed DNS names and addresses can be matched."""
    problems: list[str] = []
    names = alternative_names(
        sequence(
            encode(0x82, b"a.example"),
            encode(0x82, b"-bad-.example"),
            encode(0x82, b""),
            encode(0x87, bytes(15) + b"\1"),
            encode(0x81, b"a@b.example"),
            encode(0x86, b"https://a.example/"),
            encode(0xA4, common_name("x")),
            encode(0xA0, b"\x06\x01\x2a"),
            encode(0x88, b"\x2a\x03"),
        ),
        problems,
    )
    assert names.items == [
        AlternativeName(NameKind.DNS, "a.example", True),
        AlternativeName(NameKind.DNS, "-bad-.example", False),
        AlternativeName(NameKind.DNS, "", False),
        AlternativeName(NameKind.IP, "::1", True),
        AlternativeName(NameKind.EMAIL, "a@b.example", False),
        AlternativeName(NameKind.URI, "https://a.example/", False),
        AlternativeName(NameKind.DIRECTORY, "CN=x", False),
        AlternativeName(NameKind.OTHER, "06012a", False),
        AlternativeName(NameKind.OTHER, "1.2.3", False),
    ]
    assert problems == []


def test_a_bad_address_spoils_all_names() -> None:
    """Java and OkHttp drop the whole extension, so nothing in it can be matched."""
    parsed = parse_certificate(
        certificate(extension("551d11", sequence(encode(0x82, b"a.example"), encode(0x87, b"12345"))))
    )
    assert [(name.text, name.matchable) for name in parsed.names] == [("a.example", False), ("3132333435", False)]
