"""TrustKit's pins, judged as its parse_configuration.m, configuration_utils.m and ssl_pin_verifier.m do."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from clients.judges.given import SPARE, Given, rule_set

from inspector.chain.path import Layer, Role
from inspector.chain.pin import Pin
from inspector.clients.judging import judge
from inspector.clients.rule import Outcome, PinList, RuleSet, Verdict, WrittenPin

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
OTHER = Pin(b"o" * 31 + b"x")
Path = tuple[Layer, ...]
MakeLayer = Callable[..., Layer]


def ask(path: Path, *given: Given, host: str = "api.example.com") -> Verdict:
    """Return the verdict of one configuration."""
    return judge(rule_set("trustkit", *given), path, host, AT)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_any_layer_matches(example_layers: Path, index: int) -> None:
    """Leaf, intermediate or root of the evaluated path."""
    pin = example_layers[index].pin
    verdict = ask(example_layers, Given("api.example.com", (SPARE, pin)))
    assert verdict.outcome is Outcome.CONNECTS
    assert [(match.pin, match.role) for match in verdict.matched] == [(pin, example_layers[index].role)]


def test_no_pin_matches(example_layers: Path) -> None:
    """Two pins of other keys."""
    assert ask(example_layers, Given("api.example.com", (SPARE, OTHER))).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given("api.example.com", (SPARE,)), "two different pins"),
        (Given("api.example.com", (SPARE, SPARE)), "two different pins"),
        (Given("api.example.com", ()), "two different pins"),
        (Given("api.example.com", (), enforced=False), "a pin"),
        (Given("localhost", (SPARE, OTHER)), "no public registry"),
        (Given("api.bank.test", (SPARE, OTHER)), "no public registry"),
        (Given("192.0.2.7", (SPARE, OTHER)), "no public registry"),
        (Given("com", (SPARE, OTHER)), "no public registry"),
        (Given("co.uk", (SPARE, OTHER), subdomains=True), "public suffix"),
        (Given("api.example.com", excluded=True), "no parent includes"),
    ],
)
def test_what_stops_the_app(example_layers: Path, given: Given, words: str) -> None:
    """TrustKit throws at start, so that no host is reached, not even one that is pinned well."""
    good = Given("shop.example.org", (SPARE, example_layers[0].pin))
    for host in ("shop.example.org", given.pattern, "elsewhere.example.net"):
        verdict = ask(example_layers, good, given, host=host)
        assert verdict.outcome is Outcome.REFUSED
        assert words in verdict.reason


def test_a_pin_that_is_not_32_bytes_stops_the_app(example_layers: Path) -> None:
    """Two good ones beside it do not help."""
    rules = rule_set("trustkit", Given("api.example.com", (SPARE, example_layers[0].pin)))
    bad = PinList((*rules.rules[0].pins, WrittenPin("AAAA", None, "it is 3 bytes", 9)))
    verdict = judge(RuleSet("trustkit", (replace(rules.rules[0], lists=(bad,)),)), example_layers, "x.example.com", AT)
    assert verdict.outcome is Outcome.REFUSED
    assert "not 32 bytes" in verdict.reason


@pytest.mark.parametrize(
    ("kinds", "pinned", "outcome"),
    [
        (("p256", "p256", "p256"), 0, Outcome.CONNECTS),
        (("p256", "p256", "p521"), 0, Outcome.REFUSED),
        (("p256", "p256", "p521"), 2, Outcome.REFUSED),
        (("p256", "ed25519", "p384"), 0, Outcome.REFUSED),
        (("p256", "ed25519", "p384"), 2, Outcome.CONNECTS),
        (("p521", "p256", "p256"), 1, Outcome.CONNECTS),
        (("p521", "p256", "p256"), 0, Outcome.REFUSED),
        (("rsa1024", "p256", "p256"), 0, Outcome.REFUSED),
        (("rsa2048", "p384", "p256"), 0, Outcome.CONNECTS),
    ],
)
def test_the_walk_from_the_root_stops_at_a_key_it_cannot_hash(
    make_layer: MakeLayer, kinds: tuple[str, ...], pinned: int, outcome: Outcome
) -> None:
    """A key other than RSA 2048 to 4096, P-256 and P-384 above the match blocks; below it is never looked at."""
    path = tuple(make_layer(kind, role) for kind, role in zip(kinds, Role, strict=True))
    verdict = ask(path, Given("api.example.com", (SPARE, path[pinned].pin)))
    assert verdict.outcome is outcome


@pytest.mark.parametrize(
    ("expires", "outcome"),
    [
        (date(2026, 11, 23), Outcome.NOT_PINNED),
        (date(2026, 11, 24), Outcome.NOT_PINNED),
        (date(2026, 11, 25), Outcome.REFUSED),
    ],
)
def test_expired_pins_are_no_pins(example_layers: Path, expires: date, outcome: Outcome) -> None:
    """The day begins at midnight UTC and the pins end with its beginning."""
    assert ask(example_layers, Given("api.example.com", (SPARE, OTHER), expires=expires)).outcome is outcome


def test_without_enforcing_nothing_is_pinned(example_layers: Path) -> None:
    """A mismatch is let through, and one pin is enough."""
    assert ask(example_layers, Given("api.example.com", (SPARE,), enforced=False)).outcome is Outcome.NOT_PINNED


@pytest.mark.parametrize(
    ("key", "subdomains", "host", "is_covered"),
    [
        ("example.com", False, "example.com", True),
        ("example.com", False, "a.example.com", False),
        ("example.com", True, "a.example.com", True),
        ("example.com", True, "d.c.b.a.example.com", True),
        ("example.com", True, "example.com", True),
        ("example.com", True, "badexample.com", False),
        ("*.example.com", False, "a.example.com", False),
        ("*.example.com", True, "b.a.example.com", False),
        ("Example.com", True, "example.com", False),
    ],
)
def test_which_hosts_a_key_covers(
    example_layers: Path, key: str, subdomains: bool, host: str, is_covered: bool
) -> None:
    """Any depth with subdomains; a wildcard and a capital match nothing."""
    verdict = ask(example_layers, Given(key, (SPARE, OTHER), subdomains), host=host)
    assert verdict.outcome is (Outcome.REFUSED if is_covered else Outcome.NOT_PINNED)


def test_the_exact_name_comes_before_its_parent(example_layers: Path) -> None:
    """Nothing is united: the nearer entry decides alone."""
    parent = Given("example.com", (SPARE, example_layers[0].pin), subdomains=True)
    own = Given("api.example.com", (SPARE, OTHER))
    assert ask(example_layers, parent, own).outcome is Outcome.REFUSED
    assert ask(example_layers, parent, own, host="b.example.com").outcome is Outcome.CONNECTS


def test_an_excluded_subdomain_is_not_pinned(example_layers: Path) -> None:
    """Exactly this name is taken out of its parent's pins; a name below it falls back to the parent."""
    parent = Given("example.com", (SPARE, OTHER), subdomains=True)
    out = Given("open.example.com", excluded=True)
    assert ask(example_layers, parent, out, host="open.example.com").outcome is Outcome.NOT_PINNED
    assert ask(example_layers, parent, out, host="a.open.example.com").outcome is Outcome.REFUSED


def test_two_parents_that_differ_give_the_worse(example_layers: Path) -> None:
    """Which of them TrustKit takes depends on the order of a hash table."""
    good = Given("example.com", (SPARE, example_layers[0].pin), subdomains=True)
    bad = Given("api.example.com", (SPARE, OTHER), subdomains=True)
    verdict = ask(example_layers, good, bad, host="v1.api.example.com")
    assert verdict.outcome is Outcome.REFUSED
    assert "any of them" in verdict.reason
    assert len(verdict.rules) == 2
