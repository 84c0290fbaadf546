"""curl with the pins of all leaf keys of a host: it connects whichever key it asks for, and not with those of one."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from testdata import require_client

from inspector.cli.main import run
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios

CONNECTED, PIN_MISMATCH = 0, 90
CIPHERS = {"RSA": "ECDHE-RSA-AES128-GCM-SHA256", "ECDSA": "ECDHE-ECDSA-AES128-GCM-SHA256"}


@pytest.fixture(scope="module")
def two_keys() -> Iterator[Running]:
    """Give the lab's host with an RSA and an ECDSA leaf."""
    with scenarios()["two-keys"].start() as running:
        yield running


def curl(two_keys: Running, roots: Path, pins: str, kind: str) -> int:
    """Return how curl ended that takes this kind of key alone."""
    found = shutil.which("curl")
    require_client(found, "curl")
    host = f"{two_keys.host}:{two_keys.port}"
    command = [
        str(found), "--silent", "--output", "/dev/null", "--max-time", "10", "--noproxy", "*", "--tls-max", "1.2",
        "--ciphers", CIPHERS[kind], "--cacert", str(roots), "--resolve", f"{host}:127.0.0.1",
        "--pinnedpubkey", pins, f"https://{host}/",
    ]  # fmt: skip
    return subprocess.run(command, check=False, timeout=30).returncode


def test_curl_takes_the_union_with_either_key(
    two_keys: Running, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `pin` prints for curl, with and without `--all-addresses`, as curl judges it."""
    roots = tmp_path / "roots.pem"
    roots.write_text(two_keys.ca_pem)
    target = [two_keys.host, "--connect-to", two_keys.connect_to, "--roots", str(roots), "--accept-private-anchor"]
    printed = {}
    for name, option in (("one", []), ("all", ["--all-addresses"])):
        assert run(["pin", *target, "--for", "curl", "--pick", "leaf", *option]) == 0
        (printed[name],) = re.findall(r"--pinnedpubkey '([^']+)'", capsys.readouterr().out)
    assert printed["all"].startswith(f"{printed['one']};")
    assert [curl(two_keys, roots, printed["all"], kind) for kind in CIPHERS] == [CONNECTED, CONNECTED]
    alone = [curl(two_keys, roots, printed["one"], kind) for kind in CIPHERS]
    assert sorted(alone) == [CONNECTED, PIN_MISMATCH]
