"""The lines about OkHttp that `pinspector lab` tells, compiled unchanged and run in Debian's OkHttp 3.13.1."""

import shutil
import subprocess
from pathlib import Path

from real_clients.test_okhttp import JARS
from testdata import require_client

from inspector.lab.conversation import GREETING
from inspector.lab.reaching import OKHTTP, OKHTTP_IMPORTS, okhttp_call
from inspector.lab.scenarios import scenarios

_MAIN = """
fun main() {
    %s.use { response -> print(response.body()!!.string()) }
    try {
        %s.close()
        print("no refusal")
    } catch (refusal: javax.net.ssl.SSLHandshakeException) {
        print("refused")
    }
    System.exit(0)
}
"""


def test_the_told_kotlin_reaches_the_lab(tmp_path: Path) -> None:
    """It gets the greeting of a sound server by its own name, and refuses one whose chain ends elsewhere."""
    for tool in ("java", "kotlinc"):
        require_client(shutil.which(tool), tool)
    for jar in JARS:
        require_client(jar.exists(), jar.name)
    path = ":".join(map(str, JARS))
    with scenarios()["good"].start() as good, scenarios()["interceptor"].start() as middle:
        roots = tmp_path / "roots $1.pem"
        roots.write_text(good.ca_pem, encoding="ascii")
        source = tmp_path / "Told.kt"
        calls = _MAIN % (okhttp_call(good, roots), okhttp_call(middle, roots))
        source.write_text("".join(f"import {name}\n" for name in OKHTTP_IMPORTS) + OKHTTP + calls, encoding="utf-8")
        classes = tmp_path / "classes"
        subprocess.run(
            ["kotlinc", "-no-stdlib", "-no-reflect", "-cp", path, "-d", str(classes), str(source)],
            check=True,
            capture_output=True,
            timeout=300,
        )
        done = subprocess.run(
            ["java", "-cp", f"{path}:{classes}", "ToldKt"], check=False, capture_output=True, timeout=60
        )
    assert done.stdout == GREETING + b"refused", done.stderr
