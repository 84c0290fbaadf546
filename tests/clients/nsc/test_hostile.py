"""XML that wants to harm its reader, and values at the edges."""

from datetime import date

import pytest
from clients.nsc.reading import ONE, config, domain, pinned, read, release
from hypothesis import given
from hypothesis import strategies as st

from inspector.clients.nsc.day import BadDay, parse_as_platform
from inspector.clients.nsc.digest import BadBase64, decode_as_platform
from inspector.clients.nsc.reader import NscReader
from inspector.clients.source import CannotRead, Source

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE network-security-config [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<network-security-config><domain-config><domain>&b;</domain></domain-config></network-security-config>"""
OUTSIDE = """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<network-security-config><domain-config><domain>&e;</domain></domain-config></network-security-config>"""
_EMPTY = "<network-security-config><domain-config>$</domain-config></network-security-config>"
PARAMETER = f'<!DOCTYPE x [<!ENTITY % e SYSTEM "http://a.test/"> %e;]>\n{_EMPTY}'
ELSEWHERE = '<!DOCTYPE x SYSTEM "http://a.test/x.dtd">\n' + _EMPTY.replace("$", "&e;")


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, PARAMETER, ELSEWHERE], ids=["laughs", "outside", "parameter", "dtd"])
def test_no_entity_is_followed(text: str) -> None:
    """Inside, outside, of a DTD, or undeclared: one clear line."""
    with pytest.raises(CannotRead) as caught:
        read(text)
    assert "entity" in caught.value.reason
    assert "passwd" not in caught.value.reason
    assert caught.value.line is not None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<network-security-config>", "not well-formed"),
        ("<network-security-config></x>", "not well-formed"),
        ("<network-security-config>\x00</network-security-config>", "not well-formed"),
        ("<network-security-config>\ud800&</network-security-config>", "not well-formed"),
        ("<a:network-security-config/>", "not well-formed"),
        ("", "not well-formed"),
        ("<x><domain-confi/></x>", "root element"),
        ("<network-security-config>" + "<a>" * 200, "nested more than"),
        ("<network-security-config>" + "<a/>" * 120_000, "parts"),
        ("<network-security-config>" + " " * 2_000_000, "longer than"),
    ],
    ids=["open", "mismatch", "nul", "surrogate", "prefix", "empty", "other", "deep", "many", "long"],
)
def test_what_cannot_be_read(text: str, reason: str) -> None:
    """One visible sentence, a hint, no other exception."""
    with pytest.raises(CannotRead) as caught:
        read(text)
    assert reason in caught.value.reason
    assert caught.value.reason.isprintable()
    assert caught.value.hint


def test_texts_become_visible() -> None:
    """Nothing of the file reaches a screen as it stands."""
    nasty = "a\u202e\u200b.test"
    text = pinned(f'<pin digest="\u202eSHA">\u202e</pin><\u00e4{"x" * 90}/>', name=nasty)
    rules = release(text)
    (rule,) = rules.rules
    shown = [rule.pattern, *(pin.raw for pin in rule.pins), *(pin.problem for pin in rule.pins)]
    for problem in (*rules.problems, *rule.problems):
        shown += [problem.title, problem.hint]
    assert rule.pattern == "a\\u{202e}\\u{200b}.test"
    assert all(piece.isprintable() for piece in shown)
    assert not any("\u202e" in piece or "\u200b" in piece for piece in shown)


def test_many_domains_are_read_in_little_time() -> None:
    """Twenty thousand domains with a pinned one around them: no pair of them is compared."""
    many = "".join(f"<domain-config>{domain(f'n{number}.a.test')}</domain-config>" for number in range(20_000))
    text = config(f'{domain()}<pin-set><pin digest="SHA-256">{ONE.base64}</pin></pin-set>')
    found = release(text.replace("</network", f"{many}</network"))
    assert sum(problem.code == "unpinned-subdomain" for rule in found.rules for problem in rule.problems) == 20_000


@given(st.text(max_size=80))
def test_nothing_but_the_one_error(text: str) -> None:
    """Any text in any place is read or refused."""
    for whole in (text, pinned(text), pinned(name=text), f"<network-security-config>{text}</network-security-config>"):
        source = Source("", whole)
        NscReader().recognises(source)
        try:
            NscReader(date(2026, 11, 24)).read(source)
        except CannotRead as error:
            assert error.reason.isprintable()  # noqa: PT017


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-06-30", date(2027, 6, 30)),
        ("  2027-1-1", date(2027, 1, 1)),
        ("2027-\t1- 1", date(2027, 1, 1)),
        ("2027-01-01T10:00:00+02:00", date(2027, 1, 1)),
        ("2027-01-01x", date(2027, 1, 1)),
        ("27-01-01", date(27, 1, 1)),
        ("٢٠٢٧-٠١-٠١", date(2027, 1, 1)),
        ("99999-01-01", date.max),
        ("4294969323-1-1", date(2027, 1, 1)),
        ("1500-2-29", date(1500, 2, 28)),
        ("2027/01/01", None),
        ("2027-02-29", None),
        ("2027-13-01", None),
        ("2027-0-1", None),
        ("2027-1", None),
        ("20270101", None),
        ("2027 -1-1", None),
        ("-2027-1-1", None),
        ("+2027-1-1", None),
        ("0-1-1", None),
        ("1582-10-10", None),
        ("9" * 30 + "-1-1", None),
        ("9" * 9_999 + "-1-1", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    """As SimpleDateFormat `yyyy-MM-dd`, not lenient, gives them on JDK 17."""
    if day is None:
        with pytest.raises(BadDay):
            parse_as_platform(text)
    else:
        assert parse_as_platform(text) == day


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("", b""),
        ("YQ==", b"a"),
        ("YQ", b"a"),
        ("YWI=", b"ab"),
        ("YWJj", b"abc"),
        ("Y W\nJ-_!éj", b"abc"),
        ("YQ= =", b"a"),
        ("Y", None),
        ("YQ=", None),
        ("YQ===", None),
        ("YWJj=", None),
        ("YQ==YQ==", None),
        ("=", None),
    ],
)
def test_base64(text: str, decoded: bytes | None) -> None:
    """As android.util.Base64 decodes by default."""
    if decoded is None:
        with pytest.raises(BadBase64):
            decode_as_platform(text)
    else:
        assert decode_as_platform(text) == decoded
