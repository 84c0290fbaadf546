"""What the platform does with pins, against cases worked out from NetworkSecurityTrustManager and its tests."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from inspector.chain.finding import Severity
from inspector.chain.key import Key
from inspector.chain.path import Layer, Role
from inspector.chain.pin import Pin
from inspector.clients.judging import judge
from inspector.clients.nsc.android_pin import android_pin
from inspector.clients.rule import Outcome, PinList, PinProblem, PinRule, RuleSet, Verdict, WrittenPin

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
OTHER = Pin.of(b"other")


def rule(pattern: str, *pins: Pin, below: bool = False, expires: date | None = None, bypass: str = "") -> PinRule:
    """Return a rule as the reader gives it; without pins it covers the host and does not pin it."""
    lists = (PinList(tuple(WrittenPin(pin.base64, pin) for pin in pins)),) if pins else ()
    return PinRule("nsc", pattern, lists, below, expires, bypass=bypass)


def ask(layers: tuple[Layer, ...], host: str, *rules: PinRule, at: datetime = AT) -> Verdict:
    """Return the verdict of the client."""
    return judge(RuleSet("nsc", rules), layers, host, at)


@pytest.mark.parametrize("index", range(3))
def test_any_layer_is_enough(example_layers: tuple[Layer, ...], index: int) -> None:
    """The built chain with its anchor is searched from root to leaf."""
    layer = example_layers[index]
    verdict = ask(example_layers, "a.test", rule("a.test", OTHER, layer.pin))
    assert verdict.outcome is Outcome.CONNECTS
    assert [(item.pin, item.role) for item in verdict.matched] == [(layer.pin, layer.role)]
    assert [item.pattern for item in verdict.rules] == ["a.test"]


def test_every_match_is_told_lowest_layer_first(example_layers: tuple[Layer, ...]) -> None:
    """Each pin once, with the role of its lowest layer."""
    twice = (*example_layers, replace(example_layers[0], role=Role.ROOT))
    verdict = ask(twice, "a.test", rule("a.test", *(layer.pin for layer in reversed(example_layers))))
    assert [item.role for item in verdict.matched] == list(Role)


def test_no_match_is_refused(example_layers: tuple[Layer, ...]) -> None:
    """Pin verification failed."""
    verdict = ask(example_layers, "a.test", rule("a.test", OTHER))
    assert (verdict.outcome, verdict.matched) == (Outcome.REFUSED, ())
    assert "only pin" in verdict.reason


def test_pins_that_decode_to_nothing_refuse(example_layers: tuple[Layer, ...]) -> None:
    """A list of pins that are none still demands a match."""
    broken = PinRule("nsc", "a.test", (PinList((WrittenPin("x", None, "it is not base64"),)),))
    assert ask(example_layers, "a.test", broken).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("host", "chosen"),
    [
        ("a.test", "a.test"),
        ("A.TEST.", "a.test"),
        ("x.a.test", "a.test"),
        ("z.y.x.a.test", "a.test"),
        ("api.a.test", "api.a.test"),
        ("v1.api.a.test", "a.test"),
        ("deep.a.test", "Deep.A.test"),
        ("x.deep.a.test", "Deep.A.test"),
        ("ba.test", None),
        ("test", None),
        ("www.b.test", None),
        ("*.c.test", "*.c.test"),
        ("x.c.test", None),
        ("", None),
    ],
)
def test_exactly_one_domain_counts(host: str, chosen: str | None) -> None:
    """An equal domain, else the longest with subdomains on a label boundary; a wildcard is only a literal."""
    rules = (
        rule("a.test", OTHER, below=True),
        rule("api.a.test", OTHER),
        rule("Deep.A.test", OTHER, below=True),
        rule("b.test", OTHER),
        rule("*.c.test", OTHER, below=True),
    )
    for order in (rules, rules[::-1]):
        verdict = ask((), host, *order)
        assert [item.pattern for item in verdict.rules] == ([chosen] if chosen else [])
        assert verdict.outcome is (Outcome.REFUSED if chosen else Outcome.NOT_PINNED)


def test_the_nearer_config_unpins(example_layers: tuple[Layer, ...]) -> None:
    """A sibling without pins takes its host out of the pinned parent (android-pinning 2.7)."""
    rules = (rule("a.test", OTHER, below=True), rule("api.a.test"))
    verdict = ask(example_layers, "api.a.test", *rules)
    assert verdict.outcome is Outcome.NOT_PINNED
    assert "no pins" in verdict.reason
    assert ask(example_layers, "x.api.a.test", *rules).outcome is Outcome.REFUSED


def test_the_expiry_is_the_first_moment_of_its_day(example_layers: tuple[Layer, ...]) -> None:
    """`now > expiration`: at midnight sharp the pins still hold, a microsecond later they are off."""
    pinned = rule("a.test", OTHER, expires=date(2026, 11, 24))
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    moments = (midnight - timedelta(days=1), midnight, midnight + timedelta(microseconds=1), AT)
    outcomes = [ask(example_layers, "a.test", pinned, at=moment).outcome for moment in moments]
    assert outcomes == [Outcome.REFUSED, Outcome.REFUSED, Outcome.NOT_PINNED, Outcome.NOT_PINNED]
    assert "2026-11-24" in ask(example_layers, "a.test", pinned).reason
    assert "in UTC" in ask(example_layers, "a.test", pinned).reason


def test_an_overriding_anchor_passes_the_pins_over(example_layers: tuple[Layer, ...]) -> None:
    """The outcome is not pinned, with the reason, matching pin or not."""
    for pin in (OTHER, example_layers[0].pin):
        verdict = ask(example_layers, "a.test", rule("a.test", pin, bypass="overridePins is on for system"))
        assert verdict.outcome is Outcome.NOT_PINNED
        assert "overridePins" in verdict.reason


def test_a_crash_refuses_every_host(example_layers: tuple[Layer, ...]) -> None:
    """The app does not start, for covered hosts and others."""
    problem = PinProblem("NetworkSecurityConfig", Severity.ERROR, "No domain elements in domain-config.", crash=True)
    rules = RuleSet("nsc", (rule("a.test", example_layers[0].pin),), problems=(problem,))
    for host in ("a.test", "b.test"):
        verdict = judge(rules, example_layers, host, AT)
        assert verdict.outcome is Outcome.REFUSED
        assert verdict.reason == "The app does not start: No domain elements in domain-config."


@pytest.mark.parametrize(
    ("by", "is_other"),
    [
        ("Java and Android put back the NULL that it lacks", True),
        ("Java and Android leave out its NULL", True),
        ("Android expands its compressed point", True),
        ("clients that decode it write its lengths in the shortest form", True),
        ("Java adds a NULL to a kind of key that it does not know, Android does not", False),
        ("programs on Python's cryptography make it a plain RSA key", False),
        ("", False),
    ],
)
def test_an_oddly_encoded_key_has_the_pin_that_android_computes(
    example_layers: tuple[Layer, ...], by: str, is_other: bool
) -> None:
    """Conscrypt marshals the key anew, so the pin of the bytes as they stand never matches there."""
    key = replace(example_layers[0].certificate.key, reencoded_pin=OTHER, reencoded_by=by)
    layer = replace(example_layers[0], certificate=replace(example_layers[0].certificate, key=key))
    written, other = rule("a.test", key.pin), rule("a.test", OTHER)
    assert android_pin(key) == (OTHER if is_other else key.pin)
    outcomes = [ask((layer,), "a.test", item).outcome for item in (written, other)]
    expected = [Outcome.REFUSED, Outcome.CONNECTS] if is_other else [Outcome.CONNECTS, Outcome.REFUSED]
    assert outcomes == expected
    assert ("anew" in ask((layer,), "a.test", written).reason) is is_other


def test_an_ordinary_key_has_one_pin() -> None:
    """Nothing is encoded anew."""
    key = Key(b"spki", "RSA", 2048, None, "RSA 2048")
    assert android_pin(key) == key.pin
