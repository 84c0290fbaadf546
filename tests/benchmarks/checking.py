"""Measures `check` of a project of 200 source files and 20 hosts, the network apart: the processor time of the process.

`python -m benchmarks.checking [ROUNDS]` in `tests/`. Every round is a fresh process against one server on loopback;
what it waits for does not count, its handshakes do.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.server import three_certificates

HOSTS = [f"host{number}.localhost" for number in range(20)]
FILES = 200
BOUND = 3.0
"""Most seconds of processor time that the median may be."""

LEAST_ROUNDS = 5
PIN, SPARE = "{pin}", "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
PROGRAM = (sys.executable, "-m", "inspector")


def main() -> int:
    """Measure, print one row, and return 1 where the bound is exceeded."""
    rounds = max(LEAST_ROUNDS, int(sys.argv[1]) if len(sys.argv) > 1 else LEAST_ROUNDS)
    with tempfile.TemporaryDirectory() as name, three_certificates(Path(name), HOSTS) as served:
        options = ("--connect-to", f"127.0.0.1:{served.port}", "--roots", str(served.roots))
        shown = json.loads(_run("show", HOSTS[0], "--json", *options).stdout)
        project = write_project(Path(name) / "app", shown["path"][0]["pin"].removeprefix("sha256/"))
        seconds = []
        for _ in range(rounds):
            before = _used()
            found = json.loads(_run("check", str(project), "--json", *options).stdout)
            seconds.append(_used() - before)
            outcomes = {verdict["host"]: verdict["outcome"] for verdict in found["verdicts"]}
            assert outcomes == dict.fromkeys(HOSTS, "connects"), outcomes
    median = statistics.median(seconds)
    print(f"| `check` of {FILES} sources and {len(HOSTS)} hosts: processor time | {median:.2f} s | | | {BOUND:.0f} s |")
    return 1 if median > BOUND else 0


def write_project(folder: Path, pin: str) -> Path:
    """Write an app: one network security config, a tenth of the sources with a pinner, the rest without."""
    domains = "".join(
        f'<domain-config><domain includeSubdomains="false">{host}</domain><pin-set>'
        f'<pin digest="SHA-256">{pin}</pin><pin digest="SHA-256">{SPARE}</pin></pin-set></domain-config>\n'
        for host in HOSTS
    )
    config = folder / "app" / "src" / "main" / "res" / "xml" / "network_security_config.xml"
    config.parent.mkdir(parents=True)
    config.write_text(f"<network-security-config>\n{domains}</network-security-config>\n")
    for number in range(FILES - 1):
        java = number % 4 == 0
        file = (
            folder / "app" / "src" / "main" / "java" / f"part{number % 20}" / f"Part{number}.{'java' if java else 'kt'}"
        )
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text((_java if java else _kotlin)(number, pin))
    return folder


def _kotlin(number: int, pin: str) -> str:
    host = HOSTS[number % len(HOSTS)]
    builder = (
        "    val pinner = okhttp3.CertificatePinner.Builder()\n"
        f'        .add("{host}", "sha256/{pin}", "sha256/{SPARE}")\n        .build()\n'
    )
    body = "".join(
        f"    fun step{line}(value: Int): Int = if (value > {line}) value - {line} else value + 1\n"
        for line in range(100)
    )
    return f"package part{number % 20}\n\nclass Part{number} {{\n{builder if number % 10 == 1 else ''}{body}}}\n"


def _java(number: int, pin: str) -> str:
    host = HOSTS[number % len(HOSTS)]
    builder = (
        "    final okhttp3.CertificatePinner pinner = new okhttp3.CertificatePinner.Builder()\n"
        f'        .add("{host}", "sha256/{pin}", "sha256/{SPARE}")\n        .build();\n'
    )
    body = "".join(
        f"    int step{line}(int value) {{ return value > {line} ? value - {line} : value + 1; }}\n"
        for line in range(100)
    )
    return f"package part{number % 20};\n\nclass Part{number} {{\n{builder if number % 20 == 0 else ''}{body}}}\n"


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    folder = Path(__file__).parents[2]
    return subprocess.run(
        [*PROGRAM, *command], capture_output=True, text=True, check=True, cwd=folder, env=dict(os.environ)
    )


if __name__ == "__main__":
    sys.exit(main())
