"""What each pin is the pin of."""

import pytest
from checking.fakes import ISSUING, LEAF, ROOT, STRAY, pin, rule, seen

from inspector.chain.pin import Pin
from inspector.checking.naming import Kind, name_pin, name_pins
from inspector.checking.problems import pin_problems
from inspector.clients.rule import WrittenPin

X1 = Pin(bytes.fromhex("0b9fa5a59eed715c26c1020c711b4f6ec42d58b0015e14337a39dad301c5afc3"))
"""The key of ISRG Root X1: `openssl x509 -pubkey | openssl pkey -pubin -outform der | openssl dgst -sha256`."""

X1_FINGERPRINT = Pin(bytes.fromhex("96bcec06264976f37460779acf28c5a7cfe8a3c0aae11a8ffcee05c0bddf08c6"))
"""The fingerprint of its self-signed certificate."""


def written(value: Pin) -> WrittenPin:
    """Return a pin as code has it."""
    return WrittenPin(str(value), value)


def test_layers_are_named_by_their_role() -> None:
    """With the name of the certificate."""
    found = name_pins(rule(pin(LEAF), pin(ISSUING), pin(ROOT), pin(STRAY)), seen())
    assert [item.kind for item in found] == [Kind.LEAF, Kind.INTERMEDIATE, Kind.ROOT, Kind.ABSENT]
    assert found[1].words == "intermediate Issuing"


def test_a_served_certificate_outside_the_path_is_told() -> None:
    """No client compares it."""
    kind, words = name_pin(pin(STRAY), seen(LEAF, ISSUING, STRAY))
    assert kind is Kind.UNUSED
    assert words == "served, but in no path: Stray"


@pytest.mark.parametrize("made", [LEAF, ISSUING, ROOT], ids=["leaf", "intermediate", "root from the store"])
def test_a_fingerprint_is_told_with_the_pin_that_is_meant(made: object) -> None:
    """The hash of the certificate in the place of the hash of its key."""
    certificate = {id(item): item for item in (LEAF, ISSUING, ROOT)}[id(made)].certificate
    value = Pin(bytes.fromhex(certificate.fingerprint))
    kind, words = name_pin(written(value), seen())
    assert kind is Kind.FINGERPRINT
    assert str(certificate.pin) in words
    (problem,) = pin_problems(name_pins(rule(written(value)), seen()), (), connects=False)
    assert problem.code == "certificate-fingerprint"


def test_a_public_root_is_known_without_a_chain() -> None:
    """By its pin, and by its fingerprint."""
    assert name_pin(written(X1), None) == (Kind.PUBLIC_ROOT, "public root ISRG Root X1")
    assert name_pin(written(X1), seen()) == (Kind.PUBLIC_ROOT, "public root ISRG Root X1, not in this path")
    kind, words = name_pin(written(X1_FINGERPRINT), None)
    assert kind is Kind.FINGERPRINT
    assert str(X1) in words


def test_a_dead_value_is_told() -> None:
    """The hash of nothing."""
    kind, words = name_pin(written(Pin.of(b"")), seen())
    assert kind is Kind.DEAD
    assert "hash of nothing" in words


@pytest.mark.parametrize("spelling", ["{}", "sha256/{}", "colons"])
def test_hexadecimal_digits_are_read_for_what_they_mean(spelling: str) -> None:
    """And the layer whose pin they are is named."""
    digits = LEAF.certificate.pin.hex
    pairs = (digits[place : place + 2] for place in range(0, 64, 2))
    raw = ":".join(pairs) if spelling == "colons" else spelling.format(digits)
    kind, words = name_pin(WrittenPin(raw, None, "decodes to 48 bytes"), seen())
    assert kind is Kind.HEX
    assert str(LEAF.certificate.pin) in words
    assert "leaf" in words


def test_a_value_that_is_no_pin_keeps_the_readers_word() -> None:
    """The client's own reason."""
    assert name_pin(WrittenPin("abc", None, "it decodes to 2 bytes"), seen()) == (
        Kind.UNUSABLE,
        "it decodes to 2 bytes",
    )


def test_the_same_value_twice_is_told_once() -> None:
    """The second one is the duplicate."""
    found = name_pins(rule(pin(STRAY), pin(STRAY)), seen())
    assert [item.duplicate for item in found] == [False, True]
    assert [problem.code for problem in pin_problems(found, (), connects=False)] == ["duplicate-pin"]
