"""TLSA records as zones and lookups write them."""

import pytest
from clients.reading import HEX, problems, read_by

from inspector.chain.pin import Pin
from inspector.clients.rule import Layers
from inspector.clients.source import Reading, Source
from inspector.clients.tlsa.read import TlsaRecords

NEXT = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
"""printf hello | openssl dgst -sha256"""


NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""openssl dgst -sha256 /dev/null"""


def read(text: str, name: str = "db.example") -> Reading:
    """Return what the reader finds."""
    return read_by(TlsaRecords(), text, name)


@pytest.mark.parametrize(
    "text",
    [
        f"_443._tcp.www.example.com. IN TLSA 3 1 1 {HEX}\n",
        f"_443._tcp.www.example.com. 3600 IN TLSA 3 1 1 {HEX}\n",
        f"_443._tcp.www.example.com.\t1h\tIN\tTLSA\t3\t1\t1\t{HEX.upper()} ; the leaf\n",
        f"_443._tcp.www.example.com. TLSA 3 1 1 {HEX[:32]} {HEX[32:]}\n",
        f"_443._tcp.www.example.com. IN TLSA ( 3 1 1 ; usage\n   {HEX[:32]}\n  {HEX[32:]} )\n",
        f"$ORIGIN example.com.\n_443._tcp.www IN TLSA 3 1 1 {HEX}\n",
    ],
)
def test_records(text: str) -> None:
    """Lifetimes, blanks in the digits, parentheses, and names below the origin (RFC 6698, section 2.2)."""
    (rules,) = read(text).sets
    (rule,) = rules.rules
    assert (rules.client, rule.pattern) == ("tlsa", "www.example.com")
    assert rule.line == 1 + text.startswith("$")
    assert [(group.layers, [pin.pin for pin in group.pins]) for group in rule.lists] == [
        (Layers.LEAF, [Pin(bytes.fromhex(HEX))])
    ]


def test_several_records_of_one_name() -> None:
    """An owner that is left out is the one before; usage 2 looks above the leaf; lines hold behind parentheses."""
    text = f"; zone\n_443._tcp.a.example. IN TLSA ( 3 1 1\n {HEX} )\n  IN TLSA 2 1 1 {NEXT}\n"
    (rules,) = read(text).sets
    assert [(rule.pattern, rule.lists[0].layers, rule.line) for rule in rules.rules] == [
        *(("a.example", Layers.LEAF, 2), ("a.example", Layers.ABOVE_LEAF, 4)),
    ]
    assert problems(read(text)) == []


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (f"_443._tcp.a.example. IN TLSA 3 1 1 {HEX}", "MissingBackupPin"),
        (f"_25._tcp.a.example. IN TLSA 3 1 1 {HEX}", "tlsa-port"),
        (f"a.example. IN TLSA 3 1 1 {HEX}", "tlsa-owner"),
        (f"_443._tcp.a.example. IN TLSA 1 1 1 {HEX}", "tlsa-usage"),
        (f"_443._tcp.a.example. IN TLSA 3 0 1 {HEX}", "tlsa-no-pin"),
        (f"_443._tcp.a.example. IN TLSA 3 1 2 {HEX}{HEX}", "tlsa-no-pin"),
        (f"_443._tcp.a.example. IN TLSA 4 1 1 {HEX}", "tlsa-numbers"),
        ("_443._tcp.a.example. IN TLSA 3 1 1 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=", "tlsa-not-hex"),
        (f"_443._tcp.a.example. IN TLSA 3 1 1 {HEX[:-2]}", "tlsa-not-hex"),
        (f"_443._tcp.a.example. IN TLSA 3 1 1 {NOTHING}", "dead-pin"),
    ],
)  # fmt: skip
def test_traps(record: str, code: str) -> None:
    """Each has its code and line."""
    found = [problem for problem in problems(read(f"\n{record}\n")) if problem.code == code]
    assert [problem.line for problem in found] == [2]


def test_what_is_no_zone_is_left_alone() -> None:
    """Prose, code, and other records."""
    reader = TlsaRecords()
    assert not reader.recognises(Source("README.md", f"_443._tcp.a. IN TLSA 3 1 1 {HEX}"))
    assert not reader.recognises(Source("db", "a. IN A 192.0.2.1 ; TLSA later"))
    assert not reader.recognises(Source("db", "(" * 5_000 + " TLSA 3 1 1"))
