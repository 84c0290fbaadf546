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
SPARE = "C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M="
_KOTLIN_STEP = "    fun step{0}(value: Int): Int = if (value > {0}) value - {0} else value + 1\n"
_JAVA_STEP = "    int step{0}(int value) {{ return value > {0} ? value - {0} : value + 1; }}\n"
PROGRAM = (sys.executable, "-m", "inspector")


def main() -> int:
    """Measure, print one row, and return 1 where the bound is exceeded."""
    median = measure(int(sys.argv[1]) if len(sys.argv) > 1 else LEAST_ROUNDS)
    print(row(median))
    return 1 if median > BOUND else 0


def row(median: float) -> str:
    """Return the row of the table."""
    what = f"`check` of {FILES} sources and {len(HOSTS)} hosts, the network apart: processor time"
    return f"| {what} | {median * 1000:.0f} ms | | | {BOUND:.0f} s |"


def measure(rounds: int) -> float:
    """Return the median of the processor time in seconds, after checking that every host connects."""
    with tempfile.TemporaryDirectory() as name, three_certificates(Path(name), HOSTS) as served:
        options = ("--connect-to", f"127.0.0.1:{served.port}", "--roots", str(served.roots))
        shown = json.loads(_run("show", HOSTS[0], "--json", *options).stdout)
        project = write_project(Path(name) / "app", shown["path"][0]["pin"].removeprefix("sha256/"))
        seconds = []
        for _ in range(max(LEAST_ROUNDS, rounds)):
            before = _used()
            found = json.loads(_run("check", str(project), "--json", *options).stdout)
            seconds.append(_used() - before)
            outcomes = {verdict["host"]: verdict["outcome"] for verdict in found["verdicts"]}
            assert outcomes == dict.fromkeys(HOSTS, "connects"), outcomes
            assert {verdict["client"] for verdict in found["verdicts"]} == {"nsc", "okhttp"}
    return statistics.median(seconds)


def write_project(folder: Path, pin: str) -> Path:
    """Write an app: one network security config, a tenth of the sources with a pinner, the rest without."""
    domains = "".join(
        f'<domain-config><domain includeSubdomains="false">{host}</domain><pin-set>'
        f'<pin digest="SHA-256">{pin}</pin><pin digest="SHA-256">{SPARE}</pin></pin-set></domain-config>\n'
        for host in HOSTS
    )
    sources = folder / "app" / "src" / "main"
    config = sources / "res" / "xml" / "network_security_config.xml"
    config.parent.mkdir(parents=True)
    config.write_text(f"<network-security-config>\n{domains}</network-security-config>\n")
    for number in range(FILES - 1):
        java = number % 4 == 0
        file = sources / "java" / f"part{number % 20}" / f"Part{number}.{'java' if java else 'kt'}"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_source(number, pin, java=java))
    return folder


def _source(number: int, pin: str, *, java: bool) -> str:
    end = ";" if java else ""
    declared = "final CertificatePinner pinner = new" if java else "val pinner ="
    pins = f'"sha256/{pin}", "sha256/{SPARE}"'
    builder = (
        f"    {declared} CertificatePinner.Builder()\n"
        f'        .add("{HOSTS[number % len(HOSTS)]}", {pins})\n        .build(){end}\n'
    )
    body = "".join((_JAVA_STEP if java else _KOTLIN_STEP).format(line) for line in range(100))
    has_pins = number % 20 == 0 if java else number % 10 == 1
    begin = f"package part{number % 20}{end}\n\n{f'import okhttp3.CertificatePinner{end}' if has_pins else ''}\n"
    return f"{begin}class Part{number} {{\n{builder if has_pins else ''}{body}}}\n"


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
