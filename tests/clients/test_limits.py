"""Pin sets that no client may be given."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inspector.chain.pin import Pin
from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients
from inspector.pinning.pin_set import BackupPin, PinSet

MakeSet = Callable[..., PinSet]
NAMES = ["okhttp-kotlin", "okhttp-java", "nsc"]
EMPTY = Pin(bytes.fromhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_to_pin(make_set: MakeSet, name: str) -> None:
    """Without pins OkHttp's add() adds nothing and an empty pin-set is accepted: both would pin nothing."""
    with pytest.raises(CannotExpress, match="nothing to pin"):
        clients()[name].write(make_set(chosen=(), backups=()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pin", [EMPTY, Pin(bytes(32)), Pin(b"\xff" * 32), Pin(b"short")])
def test_dead_pins_are_refused_wherever_they_stand(make_set: MakeSet, name: str, pin: Pin) -> None:
    """The hash of nothing, placeholders and values of another length match no key, beside good pins too."""
    with pytest.raises(CannotExpress):
        clients()[name].write(make_set(backups=(BackupPin(pin, "typed"),)))
    good = make_set()
    with pytest.raises(CannotExpress):
        clients()[name].write(make_set(chosen=(replace(good.chosen[0], pin=pin), good.chosen[1])))


@pytest.mark.parametrize("name", NAMES)
def test_every_refusal_says_what_to_do(make_set: MakeSet, name: str) -> None:
    """A reason and a hint, both one line."""
    for pin_set in (make_set("x.test:443"), make_set("com", subdomains=True), make_set(chosen=(), backups=())):
        with pytest.raises(CannotExpress) as caught:
            clients()[name].write(pin_set)
        assert caught.value.reason
        assert caught.value.hint
        assert "\n" not in caught.value.reason + caught.value.hint
