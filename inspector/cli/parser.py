"""The argument parser that every command uses: plain wording, safe errors."""

import argparse
import os
import sys
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, NoReturn

from inspector.chain.text import visible
from inspector.cli.exit_code import ExitCode

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Formats help for the width of the terminal; argparse's own look at it loads `shutil` for every option."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=_width())


def _width() -> int:
    """Return the columns of the terminal, less the two that argparse leaves, at most 100."""
    try:
        columns = int(os.environ.get("COLUMNS", "")) or os.get_terminal_size().columns
    except (OSError, ValueError):
        columns = 80
    return max(40, min(columns, 102)) - 2


class Parser(argparse.ArgumentParser):
    """An `ArgumentParser` without abbreviations, whose errors are visible text."""

    def __init__(self, prog: str, description: str, usage: str, epilog: str = "") -> None:
        super().__init__(
            prog=prog,
            description=description,
            usage=usage,
            epilog=epilog,
            allow_abbrev=False,
            add_help=False,
            formatter_class=_Formatter,
        )
        self.add_argument("-h", "--help", action="help", help="show this help and exit")

    def _print_message(self, message: str, file: "SupportsWrite[str] | None" = None) -> None:
        """Print to standard output, whose errors are raised, or to standard error, where there is nobody to be told."""
        with nullcontext() if file is sys.stdout else suppress(OSError):
            (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the command line and leave with exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(ExitCode.USAGE, f"{self.prog}: {visible(message)}\n")
