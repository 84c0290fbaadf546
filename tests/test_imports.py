"""What a headless command loads: neither Textual nor Rich, and for the help no cryptography either."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.checking import OLD, SPARE, config

from inspector.cli.commands import COMMANDS
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios

_PROBE = """
import sys
from inspector.cli.main import run
code = run(sys.argv[1:])
print(code, *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
TERMINAL = {"textual", "rich", "pygments", "markdown_it"}
CRYPTOGRAPHY = {"cryptography", "OpenSSL", "_cffi_backend"}


def loaded_by(*argv: str | Path) -> tuple[int, set[str]]:
    """Return the exit code of a command line and the top-level modules that its process loaded."""
    command = [sys.executable, "-c", _PROBE, *map(str, argv)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()[-1].split()
    return int(told[0]), set(told[1:])


@pytest.fixture(scope="module")
def lab() -> Iterator[Running]:
    """Return the lab's good chain, served on loopback."""
    with scenarios()["good"].start() as running:
        yield running


@pytest.mark.parametrize(
    "argv",
    [("--help",), ("--version",), *((command, "--help") for command in COMMANDS)],
    ids=" ".join,
)
def test_help_and_version_load_next_to_nothing(argv: tuple[str, ...]) -> None:
    """Neither the terminal's libraries nor cryptography's."""
    code, modules = loaded_by(*argv)
    assert code == 0
    assert not modules & (TERMINAL | CRYPTOGRAPHY)


@pytest.mark.parametrize("form", [(), ("--json",), ("--pem",)], ids=["text", "json", "pem"])
def test_show_loads_no_terminal_library(lab: Running, tmp_path: Path, form: tuple[str, ...]) -> None:
    """A chain is fetched, judged and printed without them."""
    roots = tmp_path / "roots.pem"
    roots.write_text(lab.ca_pem)
    code, modules = loaded_by("show", lab.host, "--connect-to", lab.connect_to, "--roots", roots, *form)
    assert code == 0
    assert "cryptography" in modules
    assert not modules & TERMINAL


@pytest.mark.parametrize("client", ["okhttp-kotlin", "nsc"])
def test_pin_loads_no_terminal_library(lab: Running, tmp_path: Path, client: str) -> None:
    """A snippet is written without them."""
    roots = tmp_path / "roots.pem"
    roots.write_text(lab.ca_pem)
    options = ("--connect-to", lab.connect_to, "--roots", roots, "--accept-private-anchor", "--for", client)
    code, modules = loaded_by("pin", lab.host, *options)
    assert code == 0
    assert not modules & TERMINAL


@pytest.mark.parametrize("form", [(), ("--json",), ("--offline",)], ids=["text", "json", "offline"])
def test_check_loads_no_terminal_library(lab: Running, tmp_path: Path, form: tuple[str, ...]) -> None:
    """A file is read and judged without them."""
    file = tmp_path / "config.xml"
    file.write_text(config(OLD, SPARE))
    code, modules = loaded_by("check", file, "--connect-to", lab.connect_to, *form)
    assert code == (0 if form == ("--offline",) else 1)
    assert not modules & TERMINAL


@pytest.mark.parametrize("argv", [("pin", "--list"), ("lab", "--list"), ("demo", "no-such-scenario")], ids=" ".join)
def test_lists_and_refusals_load_no_terminal_library(argv: tuple[str, ...]) -> None:
    """Nor do the lists, nor a demo that is refused."""
    assert not loaded_by(*argv)[1] & TERMINAL


def test_a_failed_fetch_loads_no_terminal_library() -> None:
    """Nor does the report of an error."""
    code, modules = loaded_by("show", "127.0.0.1:1", "--timeout", "2")
    assert code == 3
    assert not modules & TERMINAL
