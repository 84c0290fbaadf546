"""Every command with every hostile file: nothing but lines of visible text, and no trace."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.samples import HOST

from hardening.leaking import leaks
from inspector.clients.registry import clients

_SLOW = 600.0
"""Seconds that all commands of one kind may take together on a busy machine."""

_RUN = """
import json, sys
from inspector.cli.main import run
for argv in json.load(sys.stdin):
    code = run(argv)
    for stream in (sys.stdout, sys.stderr):
        print(f"=== {code}", file=stream, flush=True)
"""


def certificates(files: list[Path]) -> Iterator[str]:
    """Yield what leaks where each certificate is shown."""
    yield from _run([("show", str(file), "--details") for file in files])


def chains(files: list[Path], roots: Path) -> Iterator[str]:
    """Yield what leaks where each chain is shown, pinned for every client, and rehearsed."""
    commands: list[tuple[str, ...]] = []
    for file in files:
        given = (str(file), "--roots", str(roots), "--server-name", HOST)
        commands += [("show", *given, *how) for how in ((), ("--json",), ("--devices",), ("--pem",))]
        commands += [("rehearse", *given, "--pick", "root", *how) for how in ((), ("--json",), ("--markdown",))]
        pinned = ("pin", *given, "--pick", "leaf", "--accept-private-anchor", "--for")
        commands += [(*pinned, name) for name in clients()]
    yield from _run(commands)


def sources(files: list[Path]) -> Iterator[str]:
    """Yield what leaks where the sources are checked, in every form."""
    folders = sorted({next(up for up in file.parents if up.name.startswith("sources-")) for file in files})
    reports = [folder.with_name(f"{folder.name}.{kind}") for folder in folders for kind in ("xml", "sarif")]
    commands: list[tuple[str, ...]] = []
    for place, folder in enumerate(folders):
        written = ("--junit", str(reports[2 * place]), "--sarif", str(reports[2 * place + 1]))
        commands.append(("check", str(folder), "--offline", "--json", *written))
    commands += [("check", str(file), "--offline") for file in files]
    yield from _run(commands)
    for report in reports:
        leak = leaks(report.read_bytes()) if report.exists() else "it was not written"
        if leak:
            yield f"{report.name}: {leak}"


def _run(commands: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Run the commands one after the other in a process of their own, and yield what leaks of each."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN],
        input=json.dumps(commands).encode(),
        capture_output=True,
        timeout=_SLOW,
        check=False,
    )
    printed = [_each(stream) for stream in (done.stdout, done.stderr)]
    if [len(parts) for parts in printed] != [len(commands)] * 2:
        yield f"the commands ended after {len(printed[0])} of {len(commands)}"
    for command, out, err in zip(commands, *printed, strict=False):
        leak = leaks(out + err)
        if leak or b"Traceback" in err or b"a fault of" in err:
            yield f"{command[0]} {Path(command[1]).name!a}: {leak or 'a fault'}"


def _each(stream: bytes) -> list[bytes]:
    """Return what each command wrote."""
    parts, own = [], b""
    for line in stream.splitlines(keepends=True):
        if line.startswith(b"=== "):
            parts.append(own)
            own = b""
        else:
            own += line
    return parts
