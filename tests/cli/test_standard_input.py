"""Standard input as a target, for the commands and for the app."""

import subprocess

from cli.filing import ISSUING, LEAF, pem
from cli.terminal import Terminal


def test_the_app_reads_standard_input_and_then_the_terminal() -> None:
    """A chain that is piped in is explored, and the keys come from the terminal."""
    with Terminal(["-"], piped=pem(LEAF, ISSUING).encode()) as terminal:
        terminal.read_until("Issuing")
        terminal.press("q")
        assert terminal.finish() == 0


def test_what_is_pasted_is_read_too() -> None:
    """Where standard input is the terminal, it is read until Ctrl-D, and then the app begins."""
    with Terminal(["-"]) as terminal:
        terminal.read_until("Ctrl-D")
        terminal.press(pem(LEAF, ISSUING) + "\x04")
        terminal.read_until("judged")
        terminal.press("q")
        assert terminal.finish() == 0


def test_without_a_terminal_the_app_refuses_standard_input(program: tuple[str, ...]) -> None:
    """The command that does without one is named."""
    done = subprocess.run(
        [*program, "-"], input=pem(LEAF).encode(), capture_output=True, check=False, start_new_session=True
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pinspector show -" in done.stderr


def test_standard_input_without_certificates_ends_with_4(program: tuple[str, ...]) -> None:
    """Empty and other input is a file that cannot be understood."""
    for data in (b"", b"hello", b"\x1b[31m" * 100):
        done = subprocess.run([*program, "show", "-"], input=data, capture_output=True, check=False)
        assert (done.returncode, done.stdout) == (4, b"")
        assert done.stderr.startswith(b"pinspector: standard input: ")
        assert b"\x1b" not in done.stderr
