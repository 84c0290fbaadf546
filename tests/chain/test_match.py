"""Host names against certificates, as OkHttp's own verifier has it, and why not."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from chain import corpora
from chain.building import certificate, common_name, dns_names, extension, sequence
from hypothesis import given
from hypothesis import strategies as st

from inspector.chain.certificate import parse_certificate
from inspector.chain.der import encode
from inspector.chain.match import HostMatch, Mismatch, match_host

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent.parent / "data" / "cert_hosts.json").read_text())[
    "cases"
]
STRICTER = {"DNS:a.test.", "IP:::ffff:192.0.2.7"}
"""Names with a trailing dot (RFC 5280, section 4.2.1.6) and mapped addresses, which only OkHttp takes."""


def match(host: str, *names: str, subject: str = "subject") -> HostMatch:
    """Return what becomes of `host` with a certificate of these DNS names."""
    parts = [dns_names(*names)] if names else []
    return match_host(host, parse_certificate(certificate(*parts, subject=common_name(subject))))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['host']} {case['certificate']}")
def test_hosts_match_as_okhttp_says(case: dict[str, Any]) -> None:
    """The answer is that of OkHostnameVerifier in OkHttp 4.12 and 5.4, for the same certificate bytes."""
    found = match_host(case["host"], parse_certificate(base64.b64decode(case["der"])))
    answers = {case["okhttp"]["4.12.0"], case["okhttp"]["5.4.0"]}
    if case["certificate"] in STRICTER:
        assert answers == {True}
        assert not found.matched
    else:
        assert answers == {found.matched}
    assert (found.why_not is None) == found.matched
    assert found.reason


@pytest.mark.parametrize(
    ("host", "names", "why_not", "reason"),
    [
        ("a.example", ["b.example"], Mismatch.OTHER_NAMES, "the certificate is for b.example"),
        (
            "a.example",
            ["b.example", "c.example"],
            Mismatch.OTHER_NAMES,
            "the certificate is for b.example and c.example",
        ),
        (
            "x.b.example",
            ["z.test", "c.example", "y.b.example", "w.test", "v.test"],
            Mismatch.OTHER_NAMES,
            "the certificate is for y.b.example, c.example, z.test and 2 more",
        ),
        ("b.example", ["*.b.example"], Mismatch.WILDCARD_DEPTH, "*.b.example does not cover b.example itself"),
        (
            "x.y.b.example",
            ["*.b.example"],
            Mismatch.WILDCARD_DEPTH,
            "*.b.example covers one label, and x.y.b.example has 2 in its place",
        ),
        ("192.0.2.7", ["192.0.2.7"], Mismatch.ADDRESS_AS_NAME, "as a DNS name, and clients look for an address"),
        ("a.example", ["a.example."], Mismatch.NOT_WELL_FORMED, "not well formed"),
        ("a.example", [], Mismatch.NO_NAMES, "names no host at all"),
        ("a.example", ["x\0.example", "a.example"], Mismatch.NUL, "NUL"),
        ("a.example", [""], Mismatch.OTHER_NAMES, "the certificate is for an empty name"),
        ("a.example", ["two words"], Mismatch.OTHER_NAMES, "the certificate is for “two words”"),
    ],
)
def test_reasons_say_why_not(host: str, names: list[str], why_not: Mismatch, reason: str) -> None:
    """The reason names what is nearest, and at most three names."""
    found = match(host, *names)
    assert not found.matched
    assert found.why_not is why_not
    assert reason in found.reason


def test_the_common_name_does_not_count() -> None:
    """Only without other names is a fitting common name given as the reason."""
    found = match("a.example", subject="A.Example")
    assert (found.matched, found.why_not, found.name) == (False, Mismatch.COMMON_NAME_ONLY, "A.Example")
    assert match("a.example", "b.example", subject="a.example").why_not is Mismatch.OTHER_NAMES


def test_names_in_two_extensions_match_nothing() -> None:
    """Clients refuse such a certificate, and the reason is not that the name is missing."""
    for names in (("a.example", "b.example"), ("*.example", "*.example")):
        parsed = parse_certificate(certificate(*(dns_names(name) for name in names)))
        found = match_host("a.example", parsed)
        assert not found.matched
        assert found.why_not is Mismatch.NOT_WELL_FORMED


def test_a_wildcard_over_a_top_level_domain_is_a_caution() -> None:
    """OkHttp takes it, browsers and curl do not."""
    found = match("a.test", "*.test")
    assert found.matched
    assert "refused by browsers" in found.caution
    assert match("a.b.test", "*.b.test").caution == ""


def test_addresses_match_addresses() -> None:
    """An address is compared as a number, not as text."""
    names = extension("551d11", sequence(encode(0x87, bytes.fromhex("20010db8000000000000000000000001"))))
    parsed = parse_certificate(certificate(names))
    assert match_host("2001:db8::1", parsed).matched
    assert match_host("2001:db8:0::1", parsed).matched
    assert not match_host("2001:db8::2", parsed).matched
    assert not match_host("a.example", parsed).matched


def test_ten_thousand_names_are_matched_and_counted() -> None:
    """The largest certificate of badssl.com covers its names, and a reason lists three of them."""
    sample = next(sample for sample in corpora.listed("badssl") if "10000-sans" in sample.name)
    parsed = parse_certificate(sample.der)
    assert match_host(parsed.names[9_999].text, parsed).matched
    assert match_host("other.example", parsed).reason.endswith("and 9,997 more")


label = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?", fullmatch=True)


@given(st.lists(label, min_size=1, max_size=5), st.lists(label, min_size=1, max_size=5))
def test_matching_is_equality_or_one_label(host: list[str], pattern: list[str]) -> None:
    """A plain name covers itself alone; a wildcard exactly the names with one label in its place."""
    name = ".".join(host)
    if name.rsplit(".", 1)[-1].isdigit():
        return
    assert match(name, ".".join(pattern)).matched == (host == pattern)
    assert match(name, ".".join(["*", *pattern])).matched == (host[1:] == pattern)
    assert match(name, ".".join(["*", *host[1:]])).matched == (len(host) > 1)
