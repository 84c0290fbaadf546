"""The command line as a whole: words, help, ends that nobody planned."""

import os
import subprocess
from typing import Any

import pytest
from cli.conftest import Cli

import inspector.inspection
from inspector import __version__
from inspector.cli import demo, explore
from inspector.tui import start
from inspector.tui.start import AppStart


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[AppStart]:
    """Return the list to which the app's starts are added in place of starting it, as if there were a terminal."""
    starts: list[AppStart] = []

    def record(app_start: AppStart) -> int:
        starts.append(app_start)
        return 0

    monkeypatch.setattr(start, "run_app", record)
    for command in (explore, demo):
        monkeypatch.setattr(command, "require_terminal", lambda instead: None)
    return starts


def test_the_version_is_the_package_s(cli: Cli) -> None:
    """`--version` prints name and version."""
    outcome = cli("--version")
    assert (outcome.code, outcome.out) == (0, f"pinspector {__version__}\n")


@pytest.mark.parametrize("command", [(), ("show",), ("pin",), ("check",), ("lab",), ("demo",)], ids=" ".join)
def test_help_begins_with_the_usage(cli: Cli, command: tuple[str, ...]) -> None:
    """Every command explains itself on standard output, within 100 columns."""
    outcome = cli(*command, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(" ".join(("usage: pinspector", *command)))
    assert max(map(len, outcome.out.splitlines())) <= 110


def test_help_names_every_command(cli: Cli) -> None:
    """The words that are commands stand in the program's help."""
    outcome = cli("--help")
    assert all(f"\n  {word} " in outcome.out for word in ("show", "pin", "lab", "demo"))


def test_a_bare_target_opens_the_app(cli: Cli, opened: list[AppStart]) -> None:
    """Target and settings are handed over, and so is the exit code."""
    assert cli("bank.test", "--timeout", "3").code == 0
    assert [item.text for item in opened] == ["bank.test"]
    assert opened[0].settings.options.timeout == 3.0


def test_nothing_opens_the_empty_app(cli: Cli, opened: list[AppStart]) -> None:
    """No argument, no target."""
    assert cli().code == 0
    assert opened == [AppStart()]


def test_demo_opens_the_app_on_the_lab(cli: Cli, opened: list[AppStart]) -> None:
    """The scenario is handed over by its name."""
    assert cli("demo").code == 0
    assert [(item.text, item.scenario) for item in opened] == [(None, "good")]


def test_an_unknown_scenario_ends_with_2(cli: Cli, opened: list[AppStart]) -> None:
    """The lab's list is named instead of opening anything."""
    outcome = cli("demo", "no-such-scenario")
    assert (outcome.code, opened) == (2, [])
    assert "pinspector lab --list" in outcome.err


def test_a_command_that_does_not_come_first_ends_with_2(cli: Cli, opened: list[AppStart]) -> None:
    """It is no target for the app."""
    assert cli("--ipv4", "show").code == 2
    assert opened == []


@pytest.mark.parametrize("argv", [(), ("bank.test",), ("demo",)], ids=["empty", "target", "demo"])
def test_without_a_terminal_the_app_says_so(cli: Cli, argv: tuple[str, ...]) -> None:
    """The code is 2, and what works without a terminal is named."""
    outcome = cli(*argv)
    assert (outcome.code, outcome.out) == (2, "")
    assert "needs a terminal" in outcome.err
    assert "pinspector show" in outcome.err


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Make every inspection raise `error`."""

    def look_at(*arguments: Any, **options: Any) -> None:
        raise error

    monkeypatch.setattr(inspector.inspection, "look_at", look_at)


def test_ctrl_c_ends_quietly(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code is 130 and nothing is printed."""
    fail_with(monkeypatch, KeyboardInterrupt())
    outcome = cli("show", "bank.test")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


def test_our_own_fault_is_told_shortly(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code is 70; places are named, values and source lines are not, and nothing commands the terminal."""
    fail_with(monkeypatch, RuntimeError("odd \x1b[31m value"))
    outcome = cli("show", "bank.test")
    assert (outcome.code, outcome.out) == (70, "")
    assert "a fault of Pinspector itself: RuntimeError" in outcome.err
    assert "odd" not in outcome.err
    assert "cli/show.py:" in outcome.err
    assert "bank.test" not in outcome.err
    assert len(outcome.err.splitlines()) <= 8


def test_a_reader_that_went_away_is_no_error(program: tuple[str, ...]) -> None:
    """The code is 141, as of a program that SIGPIPE ended, and standard error stays empty."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run([*program, "pin", "--list"], stdout=writer, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_output_that_the_encoding_lacks_is_escaped(program: tuple[str, ...]) -> None:
    """A terminal that knows ASCII alone gets escapes, not an exception."""
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*program, "--help"], capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u2026" in done.stdout
