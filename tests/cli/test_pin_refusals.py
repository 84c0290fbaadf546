"""Chains for which `pinspector pin` prints nothing, and what it says of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Cli, Outcome

from inspector.lab.scenarios import scenarios

Pin = Callable[..., Outcome]
NO_PATH = {
    "missing-intermediate": "which was not sent",
    "self-signed": "The leaf signed itself",
    "private-root": "The chain ends in Lab Intranet Root",
    "interceptor": "Interception suspected: these certificates look as if the lab's interceptor made them.",
}
WITH_PATH = {"expired": "expired on", "wrong-name": "does not match", "weak": "SHA1"}


@pytest.fixture
def pin(cli: Cli, tmp_path: Path) -> Pin:
    """Return a function that pins what a scenario serves, with the lab's root."""

    def call(scenario: str, *options: str) -> Outcome:
        with scenarios()[scenario].start() as running:
            roots = tmp_path / "roots.pem"
            roots.write_text(running.ca_pem)
            target = (running.host, "--connect-to", running.connect_to, "--roots", roots, "--pick", "leaf")
            return cli("pin", *target, "--for", "okhttp-kotlin", *options)

    return call


@pytest.mark.parametrize("options", [(), ("--accept-private-anchor",)], ids=["private", "accepted"])
@pytest.mark.parametrize("scenario", NO_PATH)
def test_without_a_path_there_is_nothing_to_pin(pin: Pin, scenario: str, options: tuple[str, ...]) -> None:
    """Accepting an anchor makes none: the chain is untrusted, and the reason comes first."""
    outcome = pin(scenario, *options)
    assert (outcome.code, outcome.out) == (1, "")
    first = outcome.err.splitlines()[0]
    assert first.startswith("pinspector: No pin for an untrusted chain: ")
    assert NO_PATH[scenario] in first
    assert "Pick a layer" not in outcome.err


@pytest.mark.parametrize("options", [(), ("--accept-private-anchor",)], ids=["private", "accepted"])
@pytest.mark.parametrize("scenario", WITH_PATH)
def test_what_no_anchor_mends_is_told_first(pin: Pin, scenario: str, options: tuple[str, ...]) -> None:
    """Nobody is told to accept the anchor of a chain that stays untrusted with it."""
    outcome = pin(scenario, *options)
    assert (outcome.code, outcome.out) == (1, "")
    first, hint = outcome.err.splitlines()[:2]
    assert first.startswith("pinspector: No pin for an untrusted chain: ")
    assert first.index(WITH_PATH[scenario]) < first.index("The path ends in Lab Root X1, which is no public root.")
    assert "--accept-private-anchor" not in hint


def test_interception_is_named_with_the_authority(pin: Pin) -> None:
    """The guard says what it sees, who signed, and that another network shows the host's own chain."""
    said = pin("interceptor").err
    assert "Interception suspected" in said
    assert "Lab Interceptor Root" in said
    assert "pins the proxy" in said
    assert "--accept-private-anchor" not in said


@pytest.mark.parametrize("options", [(), ("--accept-private-anchor",)], ids=["private", "accepted"])
def test_old_tls_is_told_as_what_it_is(pin: Pin, options: tuple[str, ...]) -> None:
    """Its chain is trusted, and current clients do not get as far as that (RFC 8996)."""
    outcome = pin("old-tls", "--legacy", *options)
    assert (outcome.code, outcome.out) == (1, "")
    assert "untrusted" not in outcome.err
    assert "No pin for a server that current clients refuse: The server speaks TLS 1.1 at most." in outcome.err
    assert "TLS 1.2" in outcome.err
