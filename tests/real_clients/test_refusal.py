"""Real OkHttp between a man in the middle and the server: without a pin it leaks, with one it says what we say."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from real_clients.java_paths import jvm
from real_clients.test_okhttp_paths import okhttp_jars

from inspector.chain.container import read_certificates
from inspector.inspection import Inspection, Settings, inspect
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios
from inspector.lessons.middle import HOST
from inspector.lessons.refusals import okhttp_refusal
from inspector.trust.stores import from_anchors

VERSIONS = ["3.13.1", "4.12.0", "5.4.0"]


def outcomes(jars: list[Path], folder: Path) -> tuple[list[str], str, list[str]]:
    """Return what OkHttp printed without and with a pin, what is said of it here, and what was overheard."""
    here = Path(__file__).with_name("Refusal.java")
    path = ":".join(map(str, jars))
    subprocess.run(
        ["javac", "-nowarn", "-d", str(folder), "-cp", path, str(here)], check=True, capture_output=True, timeout=120
    )
    with scenarios()["good"].start() as good, scenarios()["interceptor"].start() as middle:
        pin = str(_look(good, good.host).layers[0].pin)
        roots = folder / "interceptor.pem"
        roots.write_text(middle.outside_pem, encoding="ascii")
        done = subprocess.run(
            ["java", "-cp", f"{folder}:{path}", "Refusal", HOST, str(middle.port), str(roots), pin],
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        seen = _look(middle, HOST)
        heard = [item.request.splitlines()[0] for item in middle.overheard]
    peers = [(str(layer.pin), layer.certificate.subject.full) for layer in seen.layers]
    first, _, rest = done.stdout.partition("\n")
    return [first, rest.rstrip("\n")], okhttp_refusal(peers, HOST, [pin]), heard


def _look(running: Running, name: str) -> Inspection:
    pem = running.outside_pem or running.ca_pem
    store = from_anchors("file", "its roots", list(read_certificates(pem.encode())))
    return inspect(name, Settings(store=store, connect_to=running.connect_to), now=datetime.now(UTC))


@pytest.mark.parametrize("version", VERSIONS)
def test_okhttp_says_what_the_lesson_says(version: str, tmp_path: Path) -> None:
    """The request without a pin is overheard, the one with a pin is never sent, and the text is ours to the letter."""
    jars = jvm.require_jars(okhttp_jars(version), f"OkHttp {version}", from_maven=version != VERSIONS[0])
    (plain, pinned), words, heard = outcomes(list(jars), tmp_path)
    assert plain == "connected: 200"
    assert pinned == f"javax.net.ssl.SSLPeerUnverifiedException: {words}"
    assert heard == ["GET /balance HTTP/1.1"]
