"""Standard streams that are closed or full: the exit code is right, and nothing goes where it does not belong."""

import json
import subprocess

import pytest
from cli.conftest import Outcome

SHELL = "sh"


@pytest.fixture
def run(program: tuple[str, ...]) -> "Runs":
    """Return what runs the program with redirections of a shell."""
    return Runs(program)


class Runs:
    """Runs command lines through a shell, which closes streams before the program starts."""

    def __init__(self, program: tuple[str, ...]) -> None:
        self._program = program

    def __call__(self, arguments: tuple[str, ...], redirections: str) -> Outcome:
        """Return what came of it; a stream that is redirected away is empty."""
        line = [SHELL, "-c", f'"$@" {redirections}', SHELL, *self._program, *arguments]
        done = subprocess.run(line, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        return Outcome(done.returncode, done.stdout, done.stderr)


def test_a_closed_standard_error_changes_nothing(run: Runs, at_lab: tuple[str, ...]) -> None:
    """The snippet alone is printed, and no socket takes the number of the stream."""
    arguments = ("pin", *at_lab, "--for", "curl", "--accept-private-anchor")
    whole = run(arguments, "")
    for closed in ("2>&-", "<&- 2>&-", "2>/dev/full"):
        found = run(arguments, closed)
        assert found.code == 0
        assert found.out.splitlines()[-1] == whole.out.splitlines()[-1]
    assert whole.code == 0
    json.loads(run(("show", *at_lab, "--json"), "2>&-").out)


@pytest.mark.parametrize(
    ("arguments", "code"), [(("show", "nosuch.invalid"), 3), (("show", "--bogus"), 2), (("show", "./nope"), 4)]
)
@pytest.mark.parametrize("away", ["2>&-", "2>/dev/full"])
def test_codes_without_a_standard_error(run: Runs, arguments: tuple[str, ...], code: int, away: str) -> None:
    """What nobody can be told is still in the exit code, and not on standard output."""
    assert run(arguments, away) == Outcome(code, "", "")


@pytest.mark.parametrize("arguments", [("--help",), ("show", "--help"), ("--version",), ("pin", "--list")])
@pytest.mark.parametrize(("away", "why"), [(">&-", "it is closed"), (">/dev/full", "the disk is full")])
def test_what_cannot_be_printed_is_a_file_error(run: Runs, arguments: tuple[str, ...], away: str, why: str) -> None:
    """Help and lists too."""
    found = run(arguments, away)
    assert (found.code, found.out) == (4, "")
    assert f"standard output cannot be written: {why}" in found.err
    assert "fault" not in found.err


def test_a_chain_that_cannot_be_printed(run: Runs, at_lab: tuple[str, ...]) -> None:
    """Neither the socket nor a file takes the number of the closed stream."""
    for away in (">&-", "<&- >&-", "<&- >&- 2>&-"):
        assert run(("show", *at_lab), away).code == 4


@pytest.mark.parametrize(
    "arguments",
    [("show", "-"), ("check", "-"), ("pin", "-", "--for", "curl"), ("show", "x.test", "--password-file", "-")],
)
def test_a_closed_standard_input_cannot_be_read(run: Runs, arguments: tuple[str, ...]) -> None:
    """It is said, without a trace."""
    found = run(arguments, "<&-")
    assert found.code == 4
    assert "standard input" in found.err
    assert "it is closed" in found.err


def test_the_app_without_standard_input_names_the_other_way(run: Runs) -> None:
    """A wrong command line, and no fault."""
    found = run((), "<&-")
    assert (found.code, found.out) == (2, "")
    assert "pinspector show" in found.err
