"""Names from certificates in comments: nothing in them ends the comment or begins an escape."""

import gzip
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testdata import shared

from inspector.chain.certificate import NotACertificate, parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients
from inspector.pinning.draft import Draft, make_pin_set
from inspector.pinning.pin_set import BackupPin, PinSet

AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
NAMES = ["okhttp-kotlin", "okhttp-java", "nsc"]
Tokens = Callable[[str], list[str]]
ReadXml = Callable[[str], tuple[Any, list[str]]]
NASTY = [
    "x */ evil(); /*",
    'x\n.add("*.evil.test")',
    "x\\u000aevil();",
    "x --> <evil/> <!--",
    "x--",
    "-",
    "${evil()}",
    "x\u2028evil()\u2029",
    "\u202egnp.exe",
    '" + evil() + "',
    "]]> <!DOCTYPE x>",
    "&evil;",
    "//",
    "",
]


def _plain(pin_set: PinSet) -> PinSet:
    """Return the same pin set with harmless labels."""
    return replace(
        pin_set,
        chosen=tuple(replace(item, label="name") for item in pin_set.chosen),
        backups=tuple(replace(item, label="name") for item in pin_set.backups),
        stamp="stamp" if pin_set.stamp else "",
    )


def _same_meaning(pin_set: PinSet, lex: Tokens, read_xml: ReadXml) -> None:
    for name in NAMES:
        for whole_file in (False, True):
            text = clients()[name].write(pin_set, whole_file=whole_file).text
            plain = clients()[name].write(_plain(pin_set), whole_file=whole_file).text
            assert text.isascii()
            assert text.endswith("\n")
            assert "\\" not in text
            assert text.count("\n") == plain.count("\n")
            if name == "nsc":
                root, comments = read_xml(text)
                expected, plain_comments = read_xml(plain)
                assert root == expected
                assert len(comments) == len(plain_comments)
            else:
                assert lex(text) == lex(plain)
                assert text.count("//") == plain.count("//")


def _corpus() -> list[tuple[str, bytes]]:
    folder: Path = shared("testdata", "hostile")
    plain = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.der"))]
    return plain + [(path.name, gzip.decompress(path.read_bytes())) for path in sorted(folder.glob("*.der.gz"))]


def test_every_hostile_certificate(code_tokens: Tokens, read_xml: ReadXml) -> None:
    """Picked and written as any other layer, each gives the code that a harmless name gives."""
    seen = 0
    for name, der in _corpus():
        try:
            layer = Layer(parse_certificate(der), Role.LEAF, Origin.SERVED, 0)
        except NotACertificate:
            continue
        draft = Draft("api.bank.test", frozenset({layer.pin}), (), subdomains=True)
        pin_set = make_pin_set(draft, (layer,), at=AT, stamp=f"the chain ends in {layer.certificate.subject.readable}")
        assert pin_set.chosen, name
        odd = pin_set.chosen[0].reencoded is not None
        if odd:
            with pytest.raises(CannotExpress, match="encoded oddly"):
                clients()["nsc"].write(pin_set)
            pin_set = replace(pin_set, chosen=(replace(pin_set.chosen[0], reencoded=None),))
        _same_meaning(pin_set, code_tokens, read_xml)
        seen += 1
    assert seen > 100


OTHERS = [name for name, client in clients().items() if not client.has_whole_file]
COMMENT = re.compile(r"\s*(?:(?://|#|;) ([ -~]*)|<!-- ([ -~]*) -->)")
HARMLESS = re.compile(r"[A-Za-z0-9 .,:'()_*!/;<>=-]*")


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("text", NASTY)
def test_nasty_labels_stay_in_their_comment(example_set: Callable[..., PinSet], name: str, text: str) -> None:
    """In every other client a label changes nothing but the comment line that it stands in."""
    good = example_set("leaf")
    nasty = replace(
        good,
        chosen=tuple(replace(item, label=text) for item in good.chosen),
        backups=(BackupPin(good.backups[0].pin, text),),
        stamp=text or "x",
    )
    lines = clients()[name].write(nasty).text.split("\n")
    plain = clients()[name].write(replace(_plain(good), stamp="stamp")).text.split("\n")
    assert len(lines) == len(plain)
    for line, other in zip(lines, plain, strict=True):
        comment = COMMENT.fullmatch(line)
        if comment is None:
            assert line == other
            continue
        assert COMMENT.fullmatch(other)
        assert HARMLESS.fullmatch(comment[1] or comment[2] or "")
        assert "*/" not in line
        assert "--" not in (comment[2] or "")


@pytest.mark.parametrize("text", NASTY)
def test_nasty_labels(make_set: Callable[..., PinSet], code_tokens: Tokens, read_xml: ReadXml, text: str) -> None:
    """Labels of layers and of backup files, and the stamp, straight and raw."""
    good = make_set()
    pin_set = make_set(
        chosen=tuple(replace(item, label=text) for item in good.chosen),
        backups=(BackupPin(good.backups[0].pin, text),),
        stamp=text or "x",
    )
    _same_meaning(pin_set, code_tokens, read_xml)


def test_any_text_at_all(make_set: Callable[..., PinSet], code_tokens: Tokens, read_xml: ReadXml) -> None:
    """Whatever a certificate says, the code stays the same."""
    good = make_set()

    @given(st.text(max_size=80))
    def check(text: str) -> None:
        chosen = tuple(replace(item, label=text) for item in good.chosen)
        _same_meaning(make_set(chosen=chosen, stamp=text), code_tokens, read_xml)

    check()
