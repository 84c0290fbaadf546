"""Values as text on the screen: fitted into their cells, in words, never cutting a pin."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from tui.samples import HOST, NOW, PINS, der, inspection

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.chain.pin import Pin
from inspector.pinning.advice import layer_advice
from inspector.pinning.draft import Draft, pick
from inspector.tui.present.connection import connection_line
from inspector.tui.present.fit import clip, fact, short_pin, wrap
from inspector.tui.present.ladder import Row, Section, ladder_row, origin_words
from inspector.tui.present.moments import Life, assess_validity
from inspector.tui.present.overview import overview_page, validity_bar
from inspector.tui.present.page import page_of
from inspector.tui.present.pin_bar import pin_bar, pin_bar_hint
from inspector.tui.present.signs import ASCII, SIGNS, choose_signs
from inspector.tui.present.tabs import bytes_page, pem_text
from inspector.tui.session import Session, open_session

TEXT = st.text(st.characters(exclude_categories=("C", "Z", "M")), max_size=60)


def session(*roles: str) -> Session:
    """Return a session on the sample chain with the named layers picked."""
    opened, _ = open_session(inspection(), None)
    pins = [layer.pin for layer in opened.inspection.layers if layer.role.value[:5] in [role[:5] for role in roles]]
    return opened.with_draft(pick(opened.draft, *pins))


@given(TEXT, st.integers(1, 40))
def test_clipped_text_fits(text: str, width: int) -> None:
    """Clipped text never needs more cells than it is given, and whole text stays whole."""
    clipped = clip(text, width)
    assert Content(clipped).cell_length <= width
    if Content(text).cell_length <= width:
        assert clipped == text


@given(TEXT.filter(lambda text: text.strip() != ""), st.integers(2, 40))
def test_wrapped_text_loses_nothing(text: str, width: int) -> None:
    """Wrapping keeps every character that is no blank, in order, within the width."""
    lines = wrap(text, width)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(text.split())
    assert all(line.cell_length <= width for line in lines)


def test_a_fact_is_wrapped_under_its_own_column() -> None:
    """The label stands once; the value goes on under itself."""
    lines = [line.plain for line in fact("Subject", "CN=a long name, O=some authority", 28, column=12)]
    assert lines == ["Subject     CN=a long name, ", "            O=some authority"] or lines == [
        "Subject     CN=a long name,",
        "            O=some authority",
    ]


@given(st.binary(min_size=32, max_size=32), st.integers(8, 43))
def test_shortened_pins_say_so(digest: bytes, width: int) -> None:
    """A shortened pin has exactly the width, the sign in its middle, and both ends of the value."""
    pin = Pin(digest)
    short = short_pin(pin, width)
    head, tail = short.split(SIGNS.more)
    assert len(short) == width
    assert pin.base64.startswith(head)
    assert pin.base64.endswith(tail)


@pytest.mark.parametrize("width", [50, 56, 63, 76, 150])
@pytest.mark.parametrize("role", ["root", "inter", "leaf"])
def test_the_overview_shows_the_pin_whole(width: int, role: str) -> None:
    """At every width the pin is the end of one line, plain and uncut."""
    certificate = parse_certificate(der(role))
    layer = Layer(certificate, Role.LEAF, Origin.SERVED, 0)
    page = overview_page(layer, max(width, 51), NOW, advice=(layer_advice(layer),))
    lines = [page.line(number) for number in range(page.count)]
    (line,) = [line for line in lines if PINS[role] in line.plain]
    start = line.plain.index(PINS[role])
    assert line.plain.endswith(PINS[role])
    assert not [span for span in line.spans if span.end > start]
    assert page.width <= max(width, 51)


@pytest.mark.parametrize(
    ("offset", "life"),
    [
        pytest.param(timedelta(days=-900), Life.NOT_YET, id="before"),
        pytest.param(timedelta(days=-60), Life.VALID, id="long-before-the-end"),
        pytest.param(timedelta(days=-3), Life.SOON, id="soon"),
        pytest.param(timedelta(days=3), Life.OVER, id="after"),
    ],
)
def test_validity_has_a_word_and_a_bar(offset: timedelta, life: Life) -> None:
    """Every stage of a life has its own word, at most nine cells in the ladder, and a bar of the asked length."""
    certificate = parse_certificate(der("other"))
    assert certificate.not_after is not None
    now = certificate.not_after + offset
    validity = assess_validity(certificate.not_before, certificate.not_after, now)
    assert validity.life is life
    assert Content(validity.short).cell_length <= 9
    bar = validity_bar(certificate, 20, now).plain
    assert len(bar) == 20
    assert bar.count(SIGNS.full) == {Life.NOT_YET: 0, Life.OVER: 20}.get(life, bar.count(SIGNS.full))
    if life in (Life.VALID, Life.SOON):
        assert 0 < bar.count(SIGNS.full) < 20


def test_a_date_that_cannot_be_read_is_said() -> None:
    """Without a date there is no bar and no guess."""
    validity = assess_validity(None, datetime(2027, 1, 1, tzinfo=UTC), NOW)
    assert validity.life is Life.UNREADABLE
    assert validity.passed is None


@given(TEXT, st.integers(44, 120), st.booleans(), st.booleans())
def test_rows_of_the_ladder_have_the_asked_width(name: str, width: int, picked: bool, tall: bool) -> None:
    """Rows of any name fill exactly their width, so that expiries stand under each other."""
    certificate = parse_certificate(der("leaf"))
    named = replace(certificate, subject=replace(certificate.subject, readable=name))
    row = Row(Layer(named, Role.LEAF, Origin.SERVED, 0), picked)
    content = ladder_row(row, 0, width=width, now=NOW, cursor=True, tall=tall)
    assert {line.cell_length for line in content.split("\n")} == {width}
    assert ("[x]" in content.plain) is picked


def test_origins_are_words() -> None:
    """Where a layer came from is said in words."""
    certificate = parse_certificate(der("leaf"))
    assert origin_words(Layer(certificate, Role.LEAF, Origin.SERVED, 1)) == "sent #1"
    assert origin_words(Layer(certificate, Role.ROOT, Origin.STORE)) == "store, not sent"
    assert origin_words(Layer(certificate, Role.ROOT, Origin.FETCHED)) == "fetched, not sent"
    assert origin_words(Layer(certificate, Role.LEAF, Origin.SERVED, 2), section=Section.UNUSED) == "sent #2, unused"


@pytest.mark.parametrize("width", range(0, 90, 7))
def test_connection_facts_fit(width: int) -> None:
    """The facts of the connection never need more than their room; the version leaves last."""
    line = connection_line(inspection(), width)
    assert line.cell_length <= width
    if width >= 10:
        assert "TLS 1.3" in line.plain


@pytest.mark.parametrize("width", [58, 78, 116, 160])
@pytest.mark.parametrize("roles", [(), ("leaf",), ("leaf", "inter"), ("leaf", "inter", "root")], ids=len)
def test_the_pin_bar_fits(width: int, roles: tuple[str, ...]) -> None:
    """Pins, scope and hint keep to their lines at every width."""
    chosen = session(*roles)
    for compact, lines in ((True, 1), (False, 2)):
        content = pin_bar(chosen, width, compact=compact)
        assert len(content.plain.split("\n")) == lines
        assert all(len(line) <= width for line in content.plain.split("\n"))
    assert pin_bar_hint(chosen, width).cell_length <= width


@pytest.mark.parametrize("width", [58, 78, 116, 160])
@pytest.mark.parametrize(
    ("roles", "decides"),
    [
        (("leaf",), ""),
        (("leaf", "inter"), "inter"),
        (("leaf", "root"), "root"),
        (("inter", "root"), "root"),
        (("leaf", "inter", "root"), "root"),
    ],
    ids=len,
)
def test_the_pin_bar_names_the_layer_that_decides(width: int, roles: tuple[str, ...], decides: str) -> None:
    """Any pin is enough: with several layers picked the bar names the widest, at every width and on one line too."""
    chosen = session(*roles)
    for compact in (True, False):
        line = pin_bar(chosen, width, compact=compact).plain.split("\n")[0]
        said = re.search(r"the (\w+) decides|the (\w+) .* lets in all that it issues", line)
        if not decides:
            assert said is None
        elif not compact or width > 58:
            assert said is not None, line
            assert (said[1] or said[2]).startswith(decides)


def test_a_host_that_is_none_is_said_in_the_pin_bar() -> None:
    """Without a host the pin bar says how to set one."""
    opened = session("leaf").with_draft(Draft(""))
    assert "h sets the host" in pin_bar(opened, 100, compact=False).plain


def test_the_bytes_that_the_pin_hashes_are_marked() -> None:
    """The marked bytes of the hexadecimal view are those of the SubjectPublicKeyInfo."""
    certificate = parse_certificate(der("inter"))
    page = bytes_page(certificate, 100)
    marked = ""
    for number in range(page.count):
        line = page.line(number)
        for span in line.spans:
            if "primary" in str(span.style) and span.end <= 8 + 16 * 3:
                marked += line.plain[span.start : span.end] + " "
    assert bytes.fromhex(marked) == certificate.key.spki


def test_pem_is_what_openssl_writes() -> None:
    """The PEM tab is the file that the certificate came from."""
    from tui.samples import _DATA

    assert pem_text(parse_certificate(der("leaf"))) == (_DATA / "tui_leaf.pem").read_text()


def test_signs_are_one_cell_and_have_stand_ins() -> None:
    """Every sign is one cell wide, but for the arrow's stand-in; terminals without Unicode get ASCII."""
    assert choose_signs("utf-8", {}) is not ASCII
    assert choose_signs("ISO-8859-1", {}) is ASCII
    assert choose_signs(None, {}) is ASCII
    assert choose_signs("utf-8", {"LC_ALL": "POSIX"}) is ASCII
    assert choose_signs("utf-8", {"LC_ALL": "C"}) is ASCII
    assert choose_signs("utf-8", {"LC_ALL": "C", "PYTHONUTF8": "1"}) is not ASCII
    assert choose_signs("utf-8", {"LC_ALL": "C.UTF-8"}) is not ASCII
    for name in SIGNS.__slots__:
        assert Content(getattr(choose_signs("UTF-8", {}), name)).cell_length == 1
        assert getattr(ASCII, name).isascii()


def test_a_page_gives_its_text() -> None:
    """The text of a page is its lines, for copying."""
    assert page_of([Content("a"), Content("b")]).text == "a\nb"
    assert HOST in overview_page(inspection().layers[0], 76, NOW, advice=()).text
