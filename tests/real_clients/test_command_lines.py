"""curl, wget, Node, Go and Python run what was copied, byte for byte, against port 443."""

from dataclasses import replace

import pytest
from real_clients.impostor import impostor_context
from real_clients.jvm.cases import changed
from real_clients.stage import Stage

from inspector.clients.registry import clients

ANY_LAYER = ("go", "node")
LEAF_ONLY = ("curl", "wget", "python")
EXIT_CODES = {"curl": 90, "wget": 5, "node": 1, "go": 1, "python": 1}
MESSAGES = {
    "curl": "public key does not match pinned public key",
    "wget": "The public key does not match pinned public key!",
    "node": "no pin matches the certificate chain",
    "go": "no pin matches the certificate chain",
    "python": "no pin matches the certificate",
}


def _picks(client: str) -> list[tuple[int, ...]]:
    return [(0,), (1,), (2,), (0, 1, 2)] if client in ANY_LAYER else [(0,)]


def _check(stage: Stage, client: str, text: str, *, pinned: bool, host: str = "api.bank.test") -> None:
    """Run the text: it is answered, or refused with the client's own words before anything is sent."""
    asked = stage.network.asked
    done = stage.run(client, text, host)
    if pinned:
        assert (done.returncode, stage.network.asked - asked) == (0, 1), done.stderr
        return
    assert (done.returncode, stage.network.asked - asked) == (EXIT_CODES[client], 0), (done.stdout, done.stderr)
    assert MESSAGES[client] in done.stderr


@pytest.mark.parametrize("client", [*LEAF_ONLY, *ANY_LAYER])
def test_right_pins_connect_and_changed_ones_are_refused(stage: Stage, client: str) -> None:
    """Each layer that the client can match, alone and with a key in reserve, which alone is not enough."""
    for indices in _picks(client):
        pin_set = stage.pins(*indices)
        text = clients()[client].write(pin_set).text
        _check(stage, client, text, pinned=True)
        _check(stage, client, changed(text, pin_set.pins), pinned=False)
    backed = stage.pins(0, backup=True)
    text = clients()[client].write(backed).text
    _check(stage, client, text, pinned=True)
    _check(stage, client, changed(text, backed.pins[:1]), pinned=False)


@pytest.mark.parametrize("client", [*LEAF_ONLY, *ANY_LAYER])
@pytest.mark.parametrize("host", ["bücher.test", "127.0.0.1"])
def test_odd_hosts(stage: Stage, client: str, host: str) -> None:
    """A name with an umlaut and an address."""
    pin_set = stage.pins(0, host=host)
    text = clients()[client].write(pin_set).text
    _check(stage, client, text, pinned=True, host=host)
    _check(stage, client, changed(text, pin_set.pins), pinned=False, host=host)


@pytest.mark.parametrize("client", ANY_LAYER)
def test_a_forged_authority_beside_the_path_does_not_match(stage: Stage, client: str) -> None:
    """Another authority's chain, with an expired forgery of its name around the pinned key, is refused."""
    context, root = impostor_context(stage.chain, stage.now)
    text = clients()[client].write(stage.pins(1)).text
    forged = replace(stage, chain=replace(stage.chain, root=root))
    try:
        stage.network.context = context
        _check(forged, client, text, pinned=False)
    finally:
        stage.network.context = stage.chain.context
