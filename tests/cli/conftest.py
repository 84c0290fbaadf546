"""The command line as the tests of its commands use it: in this process, against servers of the lab."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cli.filing import NOW, ROOT, Shown, pem
from testdata import require_client

from inspector.cli.main import run
from inspector.lab.running import Running
from inspector.lab.scenarios import scenarios


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command line did."""

    code: int
    """The exit code."""

    out: str
    """What it printed to standard output."""

    err: str
    """What it printed to standard error."""


Cli = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def no_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print as into a pipe, whatever width the tests themselves are told in."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def cli(capfd: pytest.CaptureFixture[str]) -> Cli:
    """Return a function that runs a command line and gives its outcome."""

    def call(*argv: str | Path) -> Outcome:
        capfd.readouterr()
        code = run([str(argument) for argument in argv])
        printed = capfd.readouterr()
        return Outcome(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="module")
def lab() -> Iterator[Running]:
    """Return the lab's good chain, served on loopback."""
    with scenarios()["good"].start() as running:
        yield running


@pytest.fixture(scope="module")
def lab_roots(lab: Running, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the root of the lab's good chain."""
    file = tmp_path_factory.mktemp("lab") / "roots.pem"
    file.write_text(lab.ca_pem)
    return file


@pytest.fixture
def at_lab(lab: Running, lab_roots: Path) -> tuple[str, ...]:
    """Return a target and the options with which the lab's good chain is trusted."""
    return (lab.host, "--connect-to", lab.connect_to, "--roots", str(lab_roots))


@pytest.fixture
def reached(lab: Running, lab_roots: Path) -> tuple[str, ...]:
    """Return the options with which the lab's good chain is reached and trusted."""
    return ("--connect-to", lab.connect_to, "--roots", str(lab_roots))


@pytest.fixture(scope="session")
def program() -> tuple[str, ...]:
    """Return the beginning of a command line that starts the program in a process of its own."""
    return (sys.executable, "-m", "inspector")


@pytest.fixture(scope="session")
def openssl() -> str:
    """Return the path of the openssl program, or skip by name where there is none."""
    found = shutil.which("openssl")
    require_client(found, "openssl")
    return str(found)


@pytest.fixture
def shown(cli: Cli) -> Shown:
    """Return a function that gives the object of `show --json`, after checking the exit code."""

    def call(*argv: str | Path, code: int = 0) -> dict[str, Any]:
        outcome = cli("show", "--json", *argv)
        assert outcome.code == code, outcome.err
        parsed: dict[str, Any] = json.loads(outcome.out)
        return parsed

    return call


@pytest.fixture
def roots(tmp_path: Path) -> tuple[str, ...]:
    """Return the options with which the chain of `filing` is trusted."""
    file = tmp_path / "roots.pem"
    file.write_text(pem(ROOT))
    return ("--roots", str(file), "--at", NOW)
