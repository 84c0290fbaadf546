"""`NSPinnedDomains`, judged as Apple's SecPolicy.c and SecPolicyServer.c do."""

from datetime import UTC, datetime

import pytest
from clients.judges.given import SPARE, Given, pin_list, rule_set

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.judging import judge
from inspector.clients.rule import Layers, Outcome, PinList, Verdict, WrittenPin

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
Path = tuple[Layer, ...]


def ask(path: Path, *given: Given, host: str = "api.example.com") -> Verdict:
    """Return the verdict of one Info.plist."""
    return judge(rule_set("apple", *given), path, host, AT)


@pytest.mark.parametrize(
    ("layers", "index", "outcome"),
    [
        (Layers.LEAF, 0, Outcome.CONNECTS),
        (Layers.LEAF, 1, Outcome.REFUSED),
        (Layers.LEAF, 2, Outcome.REFUSED),
        (Layers.ABOVE_LEAF, 0, Outcome.REFUSED),
        (Layers.ABOVE_LEAF, 1, Outcome.CONNECTS),
        (Layers.ABOVE_LEAF, 2, Outcome.CONNECTS),
    ],
)
def test_each_list_looks_at_its_own_side(example_layers: Path, layers: Layers, index: int, outcome: Outcome) -> None:
    """The leaf list is index 0 alone; the CA list is everything above, the root that is not sent included."""
    pin = example_layers[index].pin
    verdict = ask(example_layers, Given("api.example.com", (SPARE, pin), layers=layers))
    assert verdict.outcome is outcome
    assert [match.pin for match in verdict.matched] == ([pin] if outcome is Outcome.CONNECTS else [])
    if outcome is Outcome.REFUSED:
        assert example_layers[index].role.value in verdict.reason


def test_a_path_of_one_certificate_never_meets_the_ca_list(example_layers: Path) -> None:
    """A self-signed server can be pinned by the leaf list only."""
    alone = example_layers[:1]
    pin = alone[0].pin
    assert ask(alone, Given("api.example.com", (pin,), layers=Layers.LEAF)).outcome is Outcome.CONNECTS
    verdict = ask(alone, Given("api.example.com", (pin,), layers=Layers.ABOVE_LEAF))
    assert verdict.outcome is Outcome.REFUSED


@pytest.mark.parametrize(("ca", "outcome"), [(1, Outcome.CONNECTS), (0, Outcome.REFUSED)])
def test_both_lists_must_be_met(example_layers: Path, ca: int, outcome: Outcome) -> None:
    """Two lists are two demands and never alternatives."""
    above = pin_list(example_layers[ca].pin, layers=Layers.ABOVE_LEAF)
    given = Given("api.example.com", (example_layers[0].pin,), layers=Layers.LEAF, others=(above,))
    verdict = ask(example_layers, given)
    assert verdict.outcome is outcome
    assert len(verdict.matched) == (2 if outcome is Outcome.CONNECTS else 0)


@pytest.mark.parametrize("pins", [(), (WrittenPin("hex", None, "it is 64 hexadecimal digits"),)])
@pytest.mark.parametrize("layers", [Layers.LEAF, Layers.ABOVE_LEAF])
def test_a_list_without_readable_pins_blocks(
    example_layers: Path, layers: Layers, pins: tuple[WrittenPin, ...]
) -> None:
    """An empty list is there all the same, and nothing can meet it."""
    verdict = ask(example_layers, Given("api.example.com", (), layers=layers, others=(PinList(pins, layers),)))
    assert verdict.outcome is Outcome.REFUSED
    assert "no pin that can be read" in verdict.reason


def test_an_entry_without_lists_does_not_pin(example_layers: Path) -> None:
    """Neither list: the lookup returns nothing."""
    verdict = ask(example_layers, Given("api.example.com", excluded=True))
    assert verdict.outcome is Outcome.NOT_PINNED
    assert len(verdict.rules) == 1


@pytest.mark.parametrize(
    ("key", "subdomains", "host", "is_covered"),
    [
        ("example.com", False, "example.com", True),
        ("Example.COM", False, "example.com", True),
        ("example.com", False, "example.com.", True),
        ("example.com.", False, "example.com", False),
        ("example.com.", False, "example.com.", False),
        ("example.com", False, "a.example.com", False),
        ("example.com", True, "example.com", True),
        ("example.com", True, "a.example.com", True),
        ("example.com", True, "a.example.com.", True),
        ("example.com", True, "a.b.example.com", False),
        ("*.example.com", True, "a.example.com", False),
        ("example.com", True, "badexample.com", False),
        ("com", True, "example.com", True),
        ("https://example.com", True, "example.com", False),
        ("", True, "localhost", False),
        ("192.0.2.7", False, "192.0.2.7", True),
    ],
)
def test_which_hosts_a_key_covers(
    example_layers: Path, key: str, subdomains: bool, host: str, is_covered: bool
) -> None:
    """Case and one trailing dot of the host do not matter; subdomains are one label and no more."""
    verdict = ask(example_layers, Given(key, (SPARE,), subdomains, Layers.LEAF), host=host)
    assert verdict.outcome is (Outcome.REFUSED if is_covered else Outcome.NOT_PINNED)


@pytest.mark.parametrize("parent_first", [False, True])
def test_lists_of_a_host_and_its_parent_are_united(example_layers: Path, parent_first: bool) -> None:
    """The nearer key does not replace its parent: pins of either are enough, and a list of either is demanded."""
    leaf, above = example_layers[0].pin, example_layers[1].pin
    own = Given("api.example.com", (SPARE,), layers=Layers.LEAF)
    parent = Given("example.com", (leaf,), True, Layers.LEAF)
    given = (parent, own) if parent_first else (own, parent)
    assert ask(example_layers, *given).outcome is Outcome.CONNECTS
    assert ask(example_layers, own).outcome is Outcome.REFUSED
    other_list = Given("example.com", (SPARE,), True, Layers.ABOVE_LEAF)
    assert ask(example_layers, Given("api.example.com", (leaf,), layers=Layers.LEAF)).outcome is Outcome.CONNECTS
    verdict = ask(example_layers, Given("api.example.com", (leaf,), layers=Layers.LEAF), other_list)
    assert verdict.outcome is Outcome.REFUSED
    good = Given("example.com", (above,), True, Layers.ABOVE_LEAF)
    assert ask(example_layers, Given("api.example.com", (leaf,), layers=Layers.LEAF), good).outcome is Outcome.CONNECTS


def test_no_key_covers_the_host(example_layers: Path) -> None:
    """Other hosts are not pinned, and no rule is named."""
    verdict = ask(example_layers, Given("example.com", (SPARE,), layers=Layers.LEAF), host="other.test")
    assert (verdict.outcome, verdict.rules) == (Outcome.NOT_PINNED, ())


def test_a_client_without_a_judge_is_no_verdict(example_layers: Path) -> None:
    """Nothing is guessed for a client that nobody modelled."""
    with pytest.raises(KeyError):
        judge(rule_set("unheard-of", Given("a.test", (Pin(bytes(32)),))), example_layers, "a.test", AT)
