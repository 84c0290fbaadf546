"""Every command with every hostile file: nothing but lines of visible text, and no trace."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tui.samples import HOST

from hardening.leaking import leaks
from inspector.clients.registry import clients


def certificates(files: list[Path]) -> Iterator[str]:
    """Yield what leaks where each certificate is shown."""
    for file in files:
        yield from _run("show", str(file), "--details")


def chains(files: list[Path], roots: Path) -> Iterator[str]:
    """Yield what leaks where each chain is shown, pinned for every client, and rehearsed."""
    for file in files:
        given = (str(file), "--roots", str(roots), "--server-name", HOST)
        commands: tuple[tuple[str, ...], ...] = (
            *(("show",), ("show", "--json"), ("show", "--devices")),
            *(("rehearse",), ("rehearse", "--json")),
        )
        for command in commands:
            picked = ("--pick", "root") if command[0] == "rehearse" else ()
            yield from _run(command[0], *given, *command[1:], *picked)
        for name in clients():
            yield from _run("pin", *given, "--for", name, "--pick", "leaf", "--accept-private-anchor")


def sources(files: list[Path]) -> Iterator[str]:
    """Yield what leaks where each folder of sources is checked, in every form."""
    for folder in sorted({next(up for up in file.parents if up.name.startswith("sources-")) for file in files}):
        reports = (folder.parent / "report.xml", folder.parent / "report.sarif")
        yield from _run("check", str(folder), "--offline")
        yield from _run(
            *("check", str(folder), "--offline", "--json", "--junit", str(reports[0]), "--sarif", str(reports[1]))
        )
        for report in reports:
            leak = leaks(report.read_bytes())
            if leak:
                yield f"{report.name} of {folder.name}: {leak}"
        yield from _run("check", str(folder / "failure.txt"), "--offline")


def _run(*arguments: str) -> Iterator[str]:
    done = subprocess.run(
        [sys.executable, "-m", "inspector", *arguments], capture_output=True, timeout=120, check=False
    )
    leak = leaks(done.stdout + done.stderr)
    if leak or b"Traceback" in done.stderr or b"a fault of" in done.stderr:
        yield f"{arguments[0]} {Path(arguments[1]).name!a}: {leak or 'a fault'}"
