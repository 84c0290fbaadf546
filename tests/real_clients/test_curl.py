"""curl as a second program that knows pins: it compares the leaf's key only."""

import shutil
import subprocess
from typing import Any

import pytest
from testdata import require_client

from inspector.checking.failure.recognition import recognise_failure

CURL_PIN_MISMATCH = 90


def _curl(served: Any, pin: str) -> int:
    return _run(served, pin).returncode


def _run(served: Any, pin: str, *options: str) -> subprocess.CompletedProcess[str]:
    curl = shutil.which("curl")
    require_client(curl, "curl")
    host = f"api.bank.test:{served.port}"
    command = [
        str(curl), "--silent", "--output", "/dev/null", "--max-time", "10", "--noproxy", "*",
        "--cacert", str(served.ca_file), "--resolve", f"{host}:127.0.0.1", "--pinnedpubkey", pin, f"https://{host}/",
        *options,
    ]  # fmt: skip
    return subprocess.run(command, check=False, timeout=30, capture_output=True, text=True)


def test_curl_connects_with_the_leaf_pin(served: Any) -> None:
    """The pin that is shown for the leaf is the one that curl computes."""
    assert _curl(served, f"sha256//{served.layers[0].pin.base64}") == 0


@pytest.mark.parametrize("index", [0, 20, 42])
def test_curl_refuses_a_changed_pin(served: Any, index: int) -> None:
    """One character changed, wherever it stands."""
    right = served.layers[0].pin.base64
    wrong = right[:index] + ("E" if right[index] != "E" else "I") + right[index + 1 :]
    assert _curl(served, f"sha256//{wrong}") == CURL_PIN_MISMATCH


def test_curl_looks_at_the_leaf_only(served: Any) -> None:
    """Pins of the intermediate and of the root never match there."""
    for layer in served.layers[1:]:
        assert _curl(served, f"sha256//{layer.pin.base64}") == CURL_PIN_MISMATCH


def test_what_curl_says_is_read_back(served: Any) -> None:
    """Its talk of a refused pin names the leaf's pin, as `check` reads it."""
    found = recognise_failure(
        _run(served, f"sha256//{served.layers[2].pin.base64}", "--verbose", "--show-error").stderr
    )
    assert found is not None
    assert found.client == "curl"
    assert [line.pin.pin for line in found.peer] == [served.layers[0].pin]
