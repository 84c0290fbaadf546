"""Every cell of the reviewed rehearsals for OkHttp and curl, confirmed by real OkHttp and real curl."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from real_clients.java_paths import jvm
from real_clients.rehearsed import PICKS, Turn, reviewed, serving, turns
from real_clients.test_okhttp_paths import okhttp_jars
from rehearsing.conftest import HOST
from testdata import require_client

from inspector.rehearsing.events import events
from inspector.rehearsing.rehearsal import Answer

CONNECTED, UNTRUSTED, PIN_MISMATCH = 0, 60, 90
PIN_FAILURE = "Certificate pinning failure!"


def now() -> datetime:
    """Return the moment that real clients live in."""
    return datetime.now(UTC).replace(microsecond=0)


def test_nothing_is_left_out() -> None:
    """A reviewed cell of OkHttp or curl without an answer is an event that cannot happen, or a set it cannot have."""
    whole = {event.code for event in events()}
    for name, (place, backups) in PICKS.items():
        absent = set() if backups else {"backup-key"}
        assert set(reviewed(name, "OkHttp")) == whole - absent
        assert set(reviewed(name, "curl")) == (set() if place else whole - absent)


@pytest.mark.parametrize("version", ["3.13.1", "5.4.0"])
def test_okhttp_answers_as_it_was_rehearsed(version: str, tmp_path: Path) -> None:
    """One JVM meets the servers of all events, with the played pins; what refuses, pin or chain, is the same too."""
    jars = jvm.require_jars(okhttp_jars(version), f"OkHttp {version} on a JVM", from_maven=version != "3.13.1")
    found = list(turns("OkHttp", now()))
    with serving(found, tmp_path) as places:
        lines = [
            f"{HOST} {port} {anchors} {','.join(map(str, turn.pins))}"
            for turn, (port, anchors) in zip(found, places, strict=True)
        ]
        answers = jvm.run("OkHttpRehearsal", jars, lines, tmp_path)
    differ = {
        turn.name: (turn.answer, turn.before_pins, answer)
        for turn, answer in zip(found, answers, strict=True)
        if _expected_of_okhttp(turn) != _seen_of_okhttp(answer)
    }
    assert not differ
    assert {turn.answer for turn in found} == {Answer.WORKS, Answer.LOCKED_OUT, Answer.UNPROTECTED}


def _expected_of_okhttp(turn: Turn) -> str:
    if turn.connects:
        return "connected"
    return "untrusted" if turn.before_pins else "pin"


def _seen_of_okhttp(answer: str) -> str:
    if answer == "connected 200":
        return "connected"
    if PIN_FAILURE in answer:
        return "pin"
    return "untrusted" if answer.startswith("javax.net.ssl.SSLHandshakeException: ") else answer


def test_curl_answers_as_it_was_rehearsed(tmp_path: Path) -> None:
    """Of curl: it ends with 0, 60 or 90 where the rehearsal has it connect, distrust the chain, or refuse the key."""
    curl = shutil.which("curl")
    require_client(curl, "curl")
    found = list(turns("curl", now()))
    with serving(found, tmp_path) as places, ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(lambda turn, place: _curl(str(curl), turn, *place), found, places))
    differ = {
        turn.name: (turn.answer, turn.before_pins, code)
        for turn, code in zip(found, codes, strict=True)
        if code != (CONNECTED if turn.connects else UNTRUSTED if turn.before_pins else PIN_MISMATCH)
    }
    assert not differ
    assert {CONNECTED, UNTRUSTED, PIN_MISMATCH} == set(codes)


def _curl(curl: str, turn: Turn, port: int, anchors: Path) -> int:
    pins = ";".join(f"sha256//{pin.base64}" for pin in turn.pins)
    command = [
        curl, "--silent", "--output", "/dev/null", "--max-time", "10", "--noproxy", "*", "--cacert", str(anchors),
        "--connect-to", f"{HOST}:443:127.0.0.1:{port}", "--pinnedpubkey", pins, f"https://{HOST}/",
    ]  # fmt: skip
    return subprocess.run(command, check=False, timeout=30).returncode
