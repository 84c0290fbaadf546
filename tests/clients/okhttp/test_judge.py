"""OkHttp's verdicts, on the cases that the research ran with the real class."""

from datetime import UTC, datetime

import pytest

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Layer, Origin, Role
from inspector.clients.judging import judge
from inspector.clients.okhttp.pins import written_pin
from inspector.clients.rule import Outcome, PinList, PinRule, RuleSet
from inspector.lab.pki import issue_ca, issue_leaf, make_root

AT = datetime(2026, 11, 24, tzinfo=UTC)
NOBODY = "sha256/u+7VcvYdsLL5dM0+GHtYj6hSnXpOBvQxV0EnLZhM0Yc="


@pytest.fixture(scope="module")
def path() -> tuple[Layer, ...]:
    """Return a leaf, its issuer and their root."""
    root = make_root("Root X1", AT)
    issuing = issue_ca("Issuing R1", root, AT)
    leaf = issue_leaf(["api.bank.test"], issuing, AT)
    issued = zip((leaf, issuing, root), Role, strict=True)
    return tuple(Layer(parse_certificate(item.der), role, Origin.SERVED) for item, role in issued)


def _rules(version: str, *entries: tuple[str, str]) -> RuleSet:
    rules = (PinRule("okhttp", pattern, (PinList((written_pin(pin),)),)) for pattern, pin in entries)
    return RuleSet("okhttp", tuple(rules), version)


@pytest.mark.parametrize(
    ("version", "pattern", "host", "outcome"),
    [
        ("4.12", "**.bank.test", "api.bank.test", Outcome.REFUSED),
        ("", "**.bank.test", "bank.test", Outcome.REFUSED),
        ("4.12", "**.bank.test", "notbank.test", Outcome.NOT_PINNED),
        ("4.2", "**.bank.test", "api.bank.test", Outcome.NOT_PINNED),
        ("3.12", "**.bank.test", "api.bank.test", Outcome.NOT_PINNED),
        ("4.12", "*.bank.test", "bank.test", Outcome.NOT_PINNED),
        ("4.12", "*.bank.test", "a.b.bank.test", Outcome.NOT_PINNED),
        ("3.12", "https://api.bank.test", "api.bank.test", Outcome.NOT_PINNED),
        ("3.12", "api.bank.test:443", "api.bank.test", Outcome.REFUSED),
        ("4.12", "api.bank.test.", "api.bank.test", Outcome.NOT_PINNED),
        ("3.8.1", "*.bank.test", "a.bank.test.evil.test", Outcome.REFUSED),
        ("3.9", "*.bank.test", "a.bank.test.evil.test", Outcome.NOT_PINNED),
        ("4.12", "stra\u00dfe.test", "strasse.test", Outcome.REFUSED),
        ("5.4", "stra\u00dfe.test", "strasse.test", Outcome.NOT_PINNED),
    ],
)
def test_pattern_by_version(path: tuple[Layer, ...], version: str, pattern: str, host: str, outcome: Outcome) -> None:
    """A wrong pin refuses where the pattern covers the host, and only there."""
    assert judge(_rules(version, (pattern, NOBODY)), path, host, AT).outcome is outcome


@pytest.mark.parametrize("pattern", ["https://api.bank.test", "*", "api.*.test", "a b.test", "api.bank.test:443"])
def test_pattern_that_throws_is_a_refusal_with_that_reason(path: tuple[Layer, ...], pattern: str) -> None:
    """From 4.3 on the app does not start, whatever the host."""
    verdict = judge(_rules("4.12", (pattern, str(path[0].pin))), path, "other.test", AT)
    assert verdict.outcome is Outcome.REFUSED
    assert "throws as the app starts" in verdict.reason


@pytest.mark.parametrize("role", Role)
def test_any_layer_connects(path: tuple[Layer, ...], role: Role) -> None:
    """Leaf, intermediate or root: the pin is named with its role."""
    layer = next(layer for layer in path if layer.role is role)
    entries = (("**.bank.test", NOBODY), ("api.bank.test", str(layer.pin)))
    verdict = judge(_rules("", *entries), path, "api.bank.test", AT)
    assert verdict.outcome is Outcome.CONNECTS
    assert [(item.pin, item.role) for item in verdict.matched] == [(layer.pin, role)]
    assert [rule.pattern for rule in verdict.rules] == ["**.bank.test", "api.bank.test"]
