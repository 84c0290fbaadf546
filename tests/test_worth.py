"""Why a layer should be pinned: for chains where nothing may be, it begins with why not."""

import pytest
from conftest import NOW
from tui.samples import inspection

from inspector.clients.registry import clients
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.scenarios import scenarios
from inspector.net.fetch import FetchOptions
from inspector.pinning.draft import Draft, make_pin_set, pick
from inspector.pinning.hints import hints
from inspector.pinning.stamp import LAB_STAMP, refusal_of
from inspector.tui.session import open_session
from inspector.worth import caution, worth

REFUSED = {
    "interceptor": "Interception suspected",
    "private-root": "ends in Lab Intranet Root",
    "wrong-name": "for www.shop.test",
    "missing-intermediate": "cold.bank.test",
    "self-signed": "vouches for itself",
    "weak": "SHA1",
    "expired": "expired",
    "not-yet-valid": "not valid before",
}
"""What each refused scenario is refused for, in a few words of its reason."""


def seen_in(name: str) -> Inspection:
    """Return the inspection of a running scenario."""
    with scenarios()[name].start(NOW) as running:
        settings = Settings(options=FetchOptions(timeout=30), store=running.store, connect_to=running.connect_to)
        return inspect(running.host, settings, now=NOW)


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_of_a_refused_chain_is_praised(name: str) -> None:
    """Of every layer the first and only word is not to pin it, with the reason; no pin is called strongest."""
    seen = seen_in(name)
    for layer in seen.layers:
        (advice,) = worth(layer, seen)
        assert advice.sentence.startswith("Do not pin here. ")
        assert REFUSED[name].lower() in advice.sentence.lower()
        assert "Strongest" not in advice.sentence


def test_a_sound_chain_is_told_as_before() -> None:
    """A public chain has nothing against it: the leaf's advice stands alone."""
    seen = inspection()
    assert caution(seen) is None
    assert [advice.code for advice in worth(seen.layers[0], seen)] == ["leaf"]


def test_a_private_authority_is_right_for_its_owner_only() -> None:
    """A trusted chain of a private root begins with whose authority it has to be, and then tells what a pin does."""
    seen = inspection(store=("file", "root.pem"), public=False)
    first, then = worth(seen.layers[0], seen)
    assert "only if the authority at the end of this chain is your own" in first.sentence
    assert then.code == "leaf"


@pytest.mark.parametrize("name", ["wrong-name", "expired", "not-yet-valid", "weak"])
def test_code_for_a_refused_chain_says_so_everywhere(name: str) -> None:
    """Stamp, warning, first note and the worst hint of every client's code say that clients refuse the chain."""
    seen = seen_in(name)
    refused = refusal_of(has_path=True, trusted=seen.trusted, reason=seen.assessment.reason)
    draft = pick(Draft(seen.host or ""), seen.layers[0].pin)
    made = make_pin_set(draft, seen.layers, at=seen.at, refused=refused)
    assert hints(made)[0].code == "refused"
    for client in ("okhttp-kotlin", "okhttp-java", "nsc", "go"):
        written = clients()[client].write(made, whole_file=False)
        assert "DO NOT RELEASE: clients refuse this chain" in written.text
        assert "WARNING: clients refuse this chain before they look at any pin." in written.text
        assert written.notes[0].startswith("Clients refuse this chain before they look at any pin. ")


def test_the_app_makes_such_a_set() -> None:
    """The pin set of the app's session knows that the chain is refused."""
    opened, _ = open_session(seen_in("wrong-name"), None)
    made = opened.with_draft(pick(opened.draft, opened.inspection.layers[0].pin)).pin_set()
    assert made.refused == opened.inspection.assessment.reason
    assert hints(made)[0].code == "refused"


def test_what_the_question_and_the_sheet_say() -> None:
    """Without a path the stamp names where the certificates end; the lab's stamp has words of its own."""
    seen = inspection("leaf", "inter", anchors=("other",), public=False)
    opened, _ = open_session(seen, None)
    assert opened.stamp == f"these certificates end in {seen.end} and lead to no trusted root"
    assert seen.end == seen.layers[1].certificate.subject.readable
    pinned = pick(opened.draft, seen.layers[0].pin)
    made = make_pin_set(pinned, seen.layers, at=NOW, stamp=LAB_STAMP)
    told = [advice.sentence for advice in hints(made) if advice.sentence.startswith("Made with the lab")]
    assert told == [
        "Made with the lab, not with a real server: these pins are for practice and belong into no release."
    ]
