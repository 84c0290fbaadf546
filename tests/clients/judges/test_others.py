"""React Native, curl, Ktor Darwin, Cronet, TLSA and the Swift classes, each by the rules of its source."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from clients.judges.given import SPARE, Given, rule_set

from inspector.chain.path import Layer, Role
from inspector.chain.pin import Pin
from inspector.clients.judging import judge
from inspector.clients.rule import Layers, Outcome, PinList, Verdict, WrittenPin

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
OTHER = Pin(b"o" * 31 + b"x")
Path = tuple[Layer, ...]
MakeLayer = Callable[..., Layer]
HOST = "api.example.com"


def ask(client: str, path: Path, *given: Given, host: str = HOST, platform: str = "") -> Verdict:
    """Return the verdict of one rule set."""
    return judge(rule_set(client, *given, platform=platform), path, host, AT)


@pytest.mark.parametrize("given", [Given(HOST, (SPARE,)), Given("localhost", (SPARE, OTHER))])
def test_react_native_on_ios_goes_on_unpinned_where_trustkit_throws(example_layers: Path, given: Given) -> None:
    """The module catches the exception and rejects its promise: nothing is pinned, and the app goes on."""
    verdict = ask("react-native", example_layers, given, platform="iOS")
    assert verdict.outcome is Outcome.NOT_PINNED
    assert "rejects" in verdict.reason


def test_react_native_on_ios_is_trustkit(example_layers: Path) -> None:
    """Any layer, any depth, expiry, and the walk from the root."""
    pins = (SPARE, example_layers[0].pin)
    assert ask("react-native", example_layers, Given(HOST, pins), platform="iOS").outcome is Outcome.CONNECTS
    below = Given("example.com", (SPARE, OTHER), True)
    assert ask("react-native", example_layers, below, platform="iOS", host="b.a.example.com").outcome is Outcome.REFUSED
    over = Given(HOST, (SPARE, OTHER), expires=date(2026, 11, 24))
    assert ask("react-native", example_layers, over, platform="iOS").outcome is Outcome.NOT_PINNED


@pytest.mark.parametrize("client", ["curl", "wget"])
@pytest.mark.parametrize(("index", "outcome"), [(0, Outcome.CONNECTS), (1, Outcome.REFUSED), (2, Outcome.REFUSED)])
def test_curl_looks_at_the_leaf_only(example_layers: Path, client: str, index: int, outcome: Outcome) -> None:
    """Pins of anything above never match, and the verdict names whose they are."""
    verdict = ask(client, example_layers, Given(HOST, (SPARE, example_layers[index].pin), layers=Layers.LEAF))
    assert verdict.outcome is outcome
    assert example_layers[index].role.value in verdict.reason


def test_curl_pins_the_hosts_that_it_asks(example_layers: Path) -> None:
    """Another host is not asked; where the URL is not known, every host is meant; unreadable pins never match."""
    given = Given(HOST, (SPARE,), layers=Layers.LEAF)
    assert ask("curl", example_layers, given, host="other.example.com").outcome is Outcome.NOT_PINNED
    assert ask("curl", example_layers, given, host=f"{HOST}.").outcome is Outcome.REFUSED
    anywhere = replace(given, pattern="*")
    assert ask("curl", example_layers, anywhere, host="other.example.com").outcome is Outcome.REFUSED
    unread = PinList((WrittenPin("x", None, "it is not base64"),), Layers.LEAF)
    verdict = ask("curl", example_layers, Given(HOST, (), layers=Layers.LEAF, others=(unread,)))
    assert verdict.outcome is Outcome.REFUSED
    assert "No pin is written" in verdict.reason


@pytest.mark.parametrize(("index", "outcome"), [(0, Outcome.CONNECTS), (1, Outcome.REFUSED), (2, Outcome.REFUSED)])
def test_python_looks_at_the_leaf_of_whatever_is_asked(example_layers: Path, index: int, outcome: Outcome) -> None:
    """The class names no host, and shows no certificate but the leaf; the verdict names whose the pin is."""
    given = Given("*", (SPARE, example_layers[index].pin), layers=Layers.LEAF)
    for host in (HOST, "elsewhere.test"):
        verdict = ask("python", example_layers, given, host=host)
        assert verdict.outcome is outcome
        assert example_layers[index].role.value in verdict.reason
    assert "No pin" in ask("python", example_layers, Given("*", (SPARE,), layers=Layers.LEAF)).reason


@pytest.mark.parametrize(
    ("pattern", "host", "is_covered"),
    [
        ("example.com", "example.com", True),
        ("EXAMPLE.com", "example.com", True),
        ("example.com", "a.example.com", False),
        ("*.example.com", "a.example.com", True),
        ("*.example.com", "example.com", False),
        ("*.example.com", "b.a.example.com", False),
        ("**.example.com", "example.com", True),
        ("**.example.com", "b.a.example.com", True),
        ("**.example.com", "badexample.com", False),
        ("https://example.com", "example.com", False),
        ("example.com.", "example.com", False),
    ],
)
def test_ktor_darwin_patterns(example_layers: Path, pattern: str, host: str, is_covered: bool) -> None:
    """The patterns of OkHttp, matched on text."""
    verdict = ask("ktor-darwin", example_layers, Given(pattern, (SPARE,)), host=host)
    assert verdict.outcome is (Outcome.REFUSED if is_covered else Outcome.NOT_PINNED)


def test_ktor_darwin_takes_any_pin_of_the_whole_pinner(example_layers: Path) -> None:
    """Once a host matches, another host's pin is as good as its own."""
    own, foreign = Given(HOST, (SPARE,)), Given("other.test", (example_layers[2].pin,))
    assert ask("ktor-darwin", example_layers, own).outcome is Outcome.REFUSED
    verdict = ask("ktor-darwin", example_layers, own, foreign)
    assert verdict.outcome is Outcome.CONNECTS
    assert len(verdict.rules) == 2
    assert ask("ktor-darwin", example_layers, own, foreign, host="third.test").outcome is Outcome.NOT_PINNED


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("p256", Outcome.CONNECTS),
        ("rsa1024", Outcome.CONNECTS),
        ("p521", Outcome.REFUSED),
        ("ed25519", Outcome.REFUSED),
    ],
)
def test_ktor_darwin_passes_over_other_keys(make_layer: MakeLayer, kind: str, outcome: Outcome) -> None:
    """A key that it cannot hash is no match, and does not end the check either."""
    path = (make_layer(kind, Role.LEAF), make_layer("p256", Role.INTERMEDIATE))
    assert ask("ktor-darwin", path, Given(HOST, (path[0].pin,))).outcome is outcome
    assert ask("ktor-darwin", path, Given(HOST, (path[1].pin,))).outcome is Outcome.CONNECTS


def test_ktor_darwin_still_takes_sha1(example_layers: Path) -> None:
    """The base64 of the SHA-1 of the leaf's SubjectPublicKeyInfo behind sha1/."""
    digest = hashlib.sha1(example_layers[0].certificate.key.spki, usedforsecurity=False).digest()
    raw = "sha1/" + base64.b64encode(digest).decode()
    others = (PinList((WrittenPin(raw, None, "it is a SHA-1 pin"),)),)
    assert ask("ktor-darwin", example_layers, Given(HOST, (), others=others)).outcome is Outcome.CONNECTS


@pytest.mark.parametrize("client", ["cronet", "http-engine"])
def test_cronet(example_layers: Path, client: str) -> None:
    """Any layer; the nearest name decides; expired ones are passed over; a later call replaces an earlier one."""
    leaf = example_layers[0].pin
    good, bad = Given(HOST, (leaf,)), Given("example.com", (SPARE,), True)
    assert ask(client, example_layers, good, bad).outcome is Outcome.CONNECTS
    assert ask(client, example_layers, good, bad, host="b.example.com").outcome is Outcome.REFUSED
    assert ask(client, example_layers, good, bad, host="c.b.example.com").outcome is Outcome.REFUSED
    assert ask(client, example_layers, good, bad, host="v1.api.example.com").outcome is Outcome.NOT_PINNED
    assert ask(client, example_layers, good, Given(HOST, (SPARE,))).outcome is Outcome.REFUSED
    over = Given(HOST, (SPARE,), expires=date(2026, 11, 24))
    assert ask(client, example_layers, over).outcome is Outcome.NOT_PINNED
    assert ask(client, example_layers, over, bad).outcome is Outcome.REFUSED
    assert ask(client, example_layers, replace(over, expires=date(2026, 11, 25))).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("layers", "index", "outcome"),
    [
        (Layers.LEAF, 0, Outcome.CONNECTS),
        (Layers.LEAF, 1, Outcome.REFUSED),
        (Layers.ABOVE_LEAF, 1, Outcome.CONNECTS),
        (Layers.ABOVE_LEAF, 0, Outcome.REFUSED),
        (Layers.ABOVE_LEAF, 2, Outcome.REFUSED),
    ],
)
def test_tlsa(example_layers: Path, layers: Layers, index: int, outcome: Outcome) -> None:
    """3 1 1 is the leaf; 2 1 1 an authority that the server sends, and the root here is not sent."""
    verdict = ask("tlsa", example_layers, Given(HOST, (example_layers[index].pin,), layers=layers))
    assert verdict.outcome is outcome
    assert example_layers[index].role.value in verdict.reason


def test_tlsa_takes_one_record_of_several(example_layers: Path) -> None:
    """A record that does not match is no obstacle, and other names are not covered."""
    wrong = Given(HOST, (SPARE,), layers=Layers.LEAF)
    right = Given(HOST, (example_layers[1].pin,), layers=Layers.ABOVE_LEAF)
    assert ask("tlsa", example_layers, wrong, right).outcome is Outcome.CONNECTS
    assert ask("tlsa", example_layers, wrong, right, host="example.com").outcome is Outcome.NOT_PINNED


def test_swift_classes(example_layers: Path, make_layer: MakeLayer) -> None:
    """Any layer whose key has a prefix; the delegate knows subdomains of any depth, Alamofire the exact host."""
    root = Given(HOST, (SPARE, example_layers[2].pin))
    for client in ("swift-delegate", "alamofire"):
        assert ask(client, example_layers, root).outcome is Outcome.CONNECTS
        assert ask(client, example_layers, root, host="a.api.example.com").outcome is Outcome.NOT_PINNED
        odd = make_layer("ed25519", Role.LEAF)
        assert ask(client, (odd,), Given(HOST, (odd.pin,))).outcome is Outcome.REFUSED
    below = replace(root, pattern="example.com", subdomains=True)
    assert ask("swift-delegate", example_layers, below, host="b.a.example.com").outcome is Outcome.CONNECTS
    assert ask("swift-delegate", example_layers, root, host=f"{HOST}.").outcome is Outcome.CONNECTS
    assert ask("alamofire", example_layers, root, host=f"{HOST}.").outcome is Outcome.NOT_PINNED


def test_react_native_on_android_is_okhttp(example_layers: Path) -> None:
    """Patterns of OkHttp, one pin is enough, and an entry that is over is left out of the pinner."""
    leaf = example_layers[0].pin
    given = Given(f"**.{HOST}", (leaf,))
    assert (
        ask("react-native", example_layers, given, platform="Android", host=f"b.a.{HOST}").outcome is Outcome.CONNECTS
    )
    wrong = replace(given, pins=(SPARE,))
    assert ask("react-native", example_layers, wrong, platform="Android").outcome is Outcome.REFUSED
    over = replace(wrong, expires=date(2026, 11, 24))
    assert ask("react-native", example_layers, over, platform="Android").outcome is Outcome.NOT_PINNED
    later = replace(wrong, expires=date(2026, 11, 25))
    assert ask("react-native", example_layers, later, platform="Android").outcome is Outcome.REFUSED


def test_react_native_on_android_goes_on_unpinned_where_okhttp_throws(example_layers: Path) -> None:
    """A second wildcard is refused by the builder, and the module rejects its promise."""
    verdict = ask("react-native", example_layers, Given("**.*.example.com", (SPARE,)), platform="Android")
    assert verdict.outcome is Outcome.NOT_PINNED
    assert "rejection" in verdict.reason
