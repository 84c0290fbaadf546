"""Swift that compares pins by itself: what is written here reads back, and the traps of other code are named."""

from collections.abc import Callable

import pytest
from clients.reading import A, read_by

from inspector.chain.path import Layer
from inspector.clients.judging import judge
from inspector.clients.registry import clients
from inspector.clients.rule import Outcome
from inspector.clients.source import Reading, Source
from inspector.clients.swift.read import SwiftPins
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
CHALLENGE = "func urlSession(_ s: URLSession, didReceive challenge: URLAuthenticationChallenge) {\n"


def read(text: str, name: str = "Pins.swift") -> Reading:
    """Return what the reader finds."""
    return read_by(SwiftPins(), text, name)


@pytest.mark.parametrize("name", ["Pins.swift", ""])
@pytest.mark.parametrize(
    ("client", "subdomains"), [("swift-delegate", False), ("swift-delegate", True), ("alamofire", False)]
)
@pytest.mark.parametrize("role", ["leaf", "intermediate", "root"])
def test_what_is_written_reads_back_and_connects(
    example_set: MakeSet, example_layers: tuple[Layer, ...], client: str, subdomains: bool, role: str, name: str
) -> None:
    """Host, reach and pins; the verdict is that it connects, and with another pin that it is refused."""
    pin_set = example_set(role, subdomains=subdomains)
    text = clients()[client].write(pin_set).text
    reading = read(text, name)
    (rules,) = reading.sets
    (rule,) = rules.rules
    assert (rules.client, rule.pattern, rule.subdomains) == (client, "www.example.org", subdomains)
    assert [pin.pin for pin in rule.pins] == list(pin_set.pins)
    assert reading.problems == rule.problems == rules.problems == ()
    at = pin_set.made_at
    assert judge(rules, example_layers, "www.example.org", at).outcome is Outcome.CONNECTS
    below = judge(rules, example_layers, "a.www.example.org", at).outcome
    assert below is (Outcome.CONNECTS if subdomains else Outcome.NOT_PINNED)
    wrong = text.replace(pin_set.chosen[0].pin.base64, A)
    assert judge(read(wrong, name).sets[0], example_layers, "www.example.org", at).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("let d = SecKeyCopyExternalRepresentation(k, nil)\nlet h = SHA256.hash(data: d)", {"bare-key-hash": 2}),
        ("let d = SecKeyCopyExternalRepresentation(k, nil)\nCC_SHA256(rsaAsn1Header + d)", {}),
        ("// header\nlet d = SecKeyCopyExternalRepresentation(k, nil); SHA256.hash(data: d)", {"bare-key-hash": 3}),
        ("let d = SecCertificateCopyData(c)\nlet h = SHA256.hash(data: d)", {"certificate-hash": 2}),
        (
            "let h = SHA256.hash(data: SecCertificateCopyData(c))\ndone(.useCredential, URLCredential(trust: t))",
            {"certificate-hash": 2, "trust-not-evaluated": 3},
        ),
        ("let m = ServerTrustManager(evaluators: [:])", {"all-hosts-evaluated": 2}),
        (
            "ServerTrustManager(allHostsMustBeEvaluated: false, evaluators: [h: PinnedCertificatesTrustEvaluator()])",
            {"whole-certificates": 2},
        ),
    ],
)
def test_traps(code: str, expected: dict[str, int]) -> None:
    """Each by its code, at its line; no rule is made up."""
    reading = read(f"{CHALLENGE}{code}\n}}\n")
    assert reading.sets == ()
    assert {problem.code: problem.line for problem in reading.problems} == expected


def test_other_swift_is_left_alone() -> None:
    """Views and models are no business of it."""
    assert not SwiftPins().recognises(Source("View.swift", "struct V: View { func body() {} }"))
    assert not SwiftPins().recognises(Source("a.kt", "SecKeyCopyExternalRepresentation SHA256"))
