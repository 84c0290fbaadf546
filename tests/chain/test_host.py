"""Hosts come out as A-labels or addresses, and nothing else comes out."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from testdata import shared

from inspector.chain.host import HostError, ip_literal, parse_host

SAFE = re.compile(r"[a-z0-9._-]{1,253}")


def test_snippet_hosts_are_accepted_or_refused_as_stated() -> None:
    """Each host of the shared list is taken in its ASCII form, or refused; an address is told from a name."""
    cases = json.loads(shared("testdata", "strings/snippet-hosts.json").read_text(encoding="utf-8"))["cases"]
    assert len(cases) >= 30
    for case in cases:
        try:
            host = parse_host(case["input"])
        except HostError:
            assert not case["accept"], case
            continue
        if not case["accept"]:
            assert ip_literal(host) is not None, case
        elif case["ascii"] is not None:
            assert host == case["ascii"]
        else:
            assert SAFE.fullmatch(host)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (" api.example.com ", "api.example.com"),
        ("API.Example.COM.", "api.example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("straße.example", "xn--strae-oqa.example"),
        ("例え.テスト", "xn--r8jz45g.xn--zckzah"),
        ("api。example", "api.example"),
        ("localhost", "localhost"),
        ("192.0.2.7", "192.0.2.7"),
        ("[2001:DB8:0:0::7]", "2001:db8::7"),
        ("::1", "::1"),
        ("1password.example", "1password.example"),
        ("_dmarc.A_b.example", "_dmarc.a_b.example"),
        ("a" * 63 + ".example", "a" * 63 + ".example"),
    ],
)
def test_hosts_are_normalised(text: str, host: str) -> None:
    """Case, trailing dot, brackets and U-labels are gone (UTS 46, non-transitional)."""
    assert parse_host(text) == host


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (".", "empty"),
        ("a..b", "dots"),
        (".a", "dots"),
        ("a..", "dots"),
        ("*.example.com", "wildcard"),
        ("-a.example", "letters"),
        ("a-.example", "letters"),
        ("a b.example", "letters"),
        ("a\0b", "letters"),
        ("a" * 64 + ".example", "longer than 63"),
        ("a." * 127 + "example", "longer than 253"),
        ("ü" * 300, "longer than 253"),
        ("1.2.3", "number"),
        ("999.1.1.1", "number"),
        ("a.0x7f", "number"),
        ("0x7f000001", "number"),
        ("1.2.3.4.5", "number"),
        ("fe80::1%eth0", "letters"),
        ("\u202eexample.com", "characters that no domain name"),
        ("xn--\u00fc.example", "characters that no domain name"),
        ("host:443", "letters"),
    ],
)
def test_other_texts_are_refused_with_the_reason(text: str, reason: str) -> None:
    """What is no host is refused in words that hold nothing of it."""
    with pytest.raises(HostError, match=reason) as caught:
        parse_host(text)
    assert caught.value.hint


@given(st.one_of(st.text(max_size=300), st.from_regex(r"[a-zA-Z0-9._*\-\[\]:%]{1,60}", fullmatch=True)))
def test_only_safe_characters_come_back(text: str) -> None:
    """Whatever goes in, an address or a name of plain characters comes out; twice gives the same."""
    try:
        host = parse_host(text)
    except HostError:
        return
    assert SAFE.fullmatch(host) or ip_literal(host)
    assert parse_host(host) == host
