"""The command line: finds the command, runs it, and turns whatever happens into an exit code."""

import errno
import io
import os
import sys
from collections.abc import Sequence

from inspector.cli.commands import COMMANDS, load
from inspector.cli.exit_code import ExitCode

_FULL = "the disk is full, or the file as large as it may be"
_UNWRITABLE = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EBADF: "it is closed",
    errno.EIO: "it takes nothing",
}
"""What standard output says that takes no more. Files of our own are written elsewhere, and that says so itself."""


def run(argv: Sequence[str]) -> int:
    """Run the command line `argv`, without the program's name, and return its exit code (see `ExitCode`)."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from inspector.cli.streams import fill_closed

        fill_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(argv)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except BrokenPipeError:
        _drop_standard_output()
        code = ExitCode.PIPE_CLOSED
    except OSError as error:
        code = _report(error) if error.errno not in _UNWRITABLE else _tell_unwritten(_UNWRITABLE[error.errno])
    except Exception as error:  # noqa: BLE001
        code = _report(error)
    return int(code)


def _run(argv: Sequence[str]) -> int:
    word, rest = (argv[0], argv[1:]) if argv and argv[0] in COMMANDS else ("", argv)
    command = load(word)
    try:
        arguments = command.parser().parse_intermixed_args(rest)
    except SystemExit as stop:
        return int(stop.code or 0)
    return command.run(arguments)


def _report(error: Exception) -> ExitCode:
    try:
        from inspector.cli.failure import report
    except ImportError:
        from inspector.cli.fault import report_fault

        return report_fault(error)
    return report(error)


def _tell_unwritten(why: str) -> ExitCode:
    from inspector.cli.output import tell, tell_hint

    _drop_standard_output()
    tell(f"pinspector: standard output cannot be written: {why}.")
    tell_hint("What was written is not all of it: give it a place that takes it, and run it again.")
    return ExitCode.FILE


def _drop_standard_output() -> None:
    """Point standard output at nothing, so that the interpreter's last flush finds an open file."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
