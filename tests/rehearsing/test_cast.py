"""The cast: it has the shape of the real chain, and every pin has its player."""

from datetime import timedelta

import pytest
from rehearsing.conftest import HOST, NOW, SPARE, credentials, layers

from inspector.chain.certificate import parse_certificate
from inspector.chain.pin import Pin
from inspector.rehearsing.cast import make_cast, other_kind, pin_of
from inspector.rehearsing.events import SCENES
from inspector.rehearsing.situation import NotApplicable, Situation
from inspector.trust.assess import assess
from inspector.trust.stores import from_anchors


def test_cast_has_the_shape_of_the_chain() -> None:
    """As many authorities, the same host, the same last day of the leaf, and no key of the real chain."""
    cast = make_cast(HOST, layers(), [SPARE.pin], NOW)
    assert len(cast.authorities) == 2
    assert parse_certificate(cast.leaf.der).names[0].text == HOST
    assert cast.leaf.certificate.not_valid_after_utc == credentials()[0].certificate.not_valid_after_utc
    real = {layer.pin for layer in layers()} | {SPARE.pin}
    assert not real & {pin_of(item.key) for item in (cast.leaf, *cast.authorities)}


def test_every_pin_has_its_player() -> None:
    """Each real pin is played by the key in the same role; a pin that is in no role stays what it is."""
    cast = make_cast(HOST, layers(), [SPARE.pin], NOW)
    played = [cast.played(layer.pin) for layer in layers()]
    assert played == [pin_of(item.key) for item in (cast.leaf, *cast.authorities)]
    assert cast.played(SPARE.pin) == pin_of(cast.backups[0])
    stranger = Pin(b"s" * 32)
    assert cast.played(stranger) == stranger


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_every_event_is_made_or_says_why_not(depth: int) -> None:
    """For a chain of any length each event gives certificates that the lab signed, or one sentence."""
    cast = make_cast(HOST, layers()[:depth], [SPARE.pin], NOW)
    for event, scene in SCENES:
        situation = scene(cast, (NOW + timedelta(days=30)).date())
        if isinstance(situation, NotApplicable):
            assert situation.reason.endswith("."), event.code
            assert depth < 3
            continue
        assert isinstance(situation, Situation)
        served = tuple(parse_certificate(item.der) for item in situation.served)
        store = from_anchors("test", "the roots", [anchor.der for anchor in situation.anchors])
        found = assess(served, store, name=HOST, at=situation.at)
        unbuilt = {"root-removed", "cross-sign-ended", "clock-ahead", "clock-behind"}
        assert found.trusted == (event.code not in unbuilt), (event.code, found.reason)


def test_other_kind_is_of_the_other_family() -> None:
    """RSA turns to ECDSA, and ECDSA to RSA."""
    assert other_kind("rsa2048") == "p256"
    assert other_kind("p384") == "rsa2048"
