"""Servers that do not behave: each script ends in its named outcome, within the deadline."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from net.opponents import Opponent, play

from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.fetch import FetchOptions, fetch
from inspector.net.target import parse_target

SCRIPTS = Path(__file__).parents[1] / "data" / "hostile-servers" / "scripts.json"
CASES: list[dict[str, Any]] = json.loads(SCRIPTS.read_text())["cases"]
CAUSES = {
    "timeout": {Cause.TIMEOUT},
    "not-tls": {Cause.NOT_TLS},
    "closed-or-reset": {Cause.CLOSED, Cause.RESET},
    "closed": {Cause.CLOSED},
    "reset": {Cause.RESET},
    "tls-alert": {Cause.ALERT},
    "tls-error": {Cause.PROTOCOL},
}


def ask(case: dict[str, Any], timeout: float = 0.5) -> tuple[FetchError, int, float]:
    """Return the error of a fetch from a server that plays the case, its port, and the seconds it took."""
    with Opponent(play(case["steps"])) as server:
        target = parse_target(f"localhost:{server.port}")
        start = time.monotonic()
        with pytest.raises(FetchError) as caught:
            fetch(target, FetchOptions(timeout=timeout))
        return caught.value, server.port, time.monotonic() - start


def case_named(name: str) -> dict[str, Any]:
    """Return the script with this name."""
    return next(case for case in CASES if case["id"] == name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_each_script_ends_in_its_named_outcome(case: dict[str, Any]) -> None:
    """The cause is the script's outcome class, the sentence names host and port, and the deadline holds."""
    error, port, seconds = ask(case)
    assert error.stage is Stage.TLS
    assert error.cause in CAUSES[case["outcome_class"]]
    assert error.reason.startswith(f"localhost:{port} ")
    assert error.hint
    assert all(text.isprintable() for text in (error.reason, error.hint, error.detail))
    assert seconds < 0.5 + 0.5


@pytest.mark.parametrize(
    ("name", "reason", "hint"),
    [
        ("silent", "took the connection and said nothing within 0.5 s", "--timeout"),
        ("drip-record-header", "did not finish the handshake within 0.5 s", "--timeout"),
        ("http-400", "it answered with plain HTTP (HTTP/1.1 400 Bad Request)", "https port"),
        ("ssh-banner", "it answered with SSH (SSH-2.0-OpenSSH_9.9)", "check the port"),
        ("smtp-banner", "it answered with SMTP or FTP (220 mail.test ESMTP)", "STARTTLS"),
        ("close-after-hello", "closed the connection without an answer", "--server-name"),
        ("warning-then-close", "closed the connection in the middle of the handshake", "--server-name"),
        ("alert-handshake-failure", "the alert handshake_failure (40)", "client certificate"),
        ("alert-protocol-version", "the alert protocol_version (70)", "--legacy"),
        ("alert-unrecognized-name", "the alert unrecognized_name (112)", "--server-name"),
        ("alert-unknown-200", "the alert without a known name (200)", "its own log"),
        ("alert-close-notify", "the alert close_notify (0)", "another name"),
        ("warning-flood", "sent nothing but warnings", "try again"),
        ("random-bytes", "it answered with bytes 29 72 bb 04", "Check the port"),
        ("ansi-in-plaintext", "it answered with bytes 1b 5d 30 3b", "Check the port"),
    ],
)
def test_the_words_say_what_happened_and_what_to_try(name: str, reason: str, hint: str) -> None:
    """What the server did and the way out are in the sentences."""
    error, _, _ = ask(case_named(name))
    assert reason in error.reason
    assert hint in error.hint


def test_a_warning_before_the_end_is_told() -> None:
    """An alert that did not end the handshake stands in the detail."""
    error, _, _ = ask(case_named("warning-then-close"))
    assert "unrecognized_name (112)" in error.detail


def test_after_a_legacy_attempt_legacy_is_not_advised_again() -> None:
    """The way out of a protocol version alert is no advice that was already taken."""
    steps = case_named("alert-protocol-version")["steps"]
    with Opponent(play(steps)) as server, pytest.raises(FetchError) as caught:
        fetch(parse_target(f"127.0.0.1:{server.port}"), FetchOptions(timeout=2, legacy=True))
    assert caught.value.cause is Cause.ALERT
    assert "--legacy" not in caught.value.hint
