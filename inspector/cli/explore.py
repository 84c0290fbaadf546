"""The terminal app: `pinspector [TARGET]`."""

import sys
from argparse import SUPPRESS, Namespace
from typing import TYPE_CHECKING

from inspector import __version__
from inspector.chain.text import visible
from inspector.cli.commands import COMMANDS
from inspector.cli.errors import UsageError
from inspector.cli.options import TARGET_HELP, add_target_options
from inspector.cli.output import tell
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from inspector.tui.start import AppStart

_USAGE = """pinspector [TARGET] [options]
       pinspector COMMAND …"""

_EPILOG = """commands:
  show TARGET              the chain as text, JSON or PEM
  pin TARGET --for CLIENT  one snippet on standard output
  check FILE [TARGET …]    what becomes of the pins in a file or project
  rehearse TARGET          what each rotation of keys does to a pin set
  lab [SCENARIO …]         serve the lab's hosts on loopback until Ctrl-C
  demo [SCENARIO]          the app on the built-in lab: no network needed
  (pinspector COMMAND --help says more)

exit codes: 0 done; 1 untrusted or refused; 2 wrong command line; 3 no chain could be had;
            4 a file cannot be read; 70 a fault of Pinspector itself"""


def parser() -> Parser:
    """Return the parser of a command line without a command's word."""
    made = Parser(
        "pinspector",
        "Explore the TLS certificate chain of a host, choose what to pin, copy the code.",
        _USAGE,
        _EPILOG,
    )
    made.add_argument("--version", action="version", version=f"pinspector {__version__}")
    made.add_argument("target", metavar="TARGET", nargs="?", help=TARGET_HELP)
    made.add_argument("more", nargs="*", default=[], help=SUPPRESS)
    add_target_options(made)
    return made


def run(arguments: Namespace) -> int:
    """Open the app on the target, or on an empty host field. Raises `UsageError` where it cannot be opened."""
    target: str | None = arguments.target
    if arguments.more:
        raise _no_command(str(target))
    if target in COMMANDS:
        raise UsageError(
            f"The command comes first: pinspector {target} …", f"To open a host of that name: {target}:443"
        )
    if target == "-" and sys.stdin.isatty():
        tell("Paste certificates, then press Ctrl-D on a line of its own.")
    if target is None and (arguments.client_cert is not None or arguments.fetch_missing):
        raise UsageError("--client-cert and --fetch-missing are for one target alone.", "Name it: pinspector TARGET …")
    from inspector.cli.opening import file_settings

    settings = file_settings(arguments)
    if target == "-":
        _return_to_terminal()
    require_terminal(f"pinspector show {target or 'TARGET'}")
    from inspector.tui.start import AppStart

    return open_app(AppStart(text=target, settings=settings))


def _no_command(word: str) -> UsageError:
    """Return the error for a word before others that is no command."""
    from difflib import get_close_matches

    close = get_close_matches(word, COMMANDS, 1)
    hint = f"Did you mean pinspector {close[0]} …?" if close else "The app opens one target: pinspector TARGET."
    return UsageError(f"There is no command {visible(word, 60)}.", f"{hint} The commands: {', '.join(COMMANDS)}.")


def _return_to_terminal() -> None:
    """Make the terminal standard input again after something else was read from it: the app takes its keys there."""
    import os

    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        raise UsageError("The app needs a terminal for its keys.", "For plain text: pinspector show -") from None
    os.dup2(terminal, 0)
    os.close(terminal)


def require_terminal(instead: str) -> None:
    """Raise `UsageError` where the app has no terminal to draw on, naming the command to use `instead`."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise UsageError("The app needs a terminal for its input and output.", f"For plain text: {instead}")


def open_app(start: "AppStart") -> int:
    """Run the app until its user leaves it, and return its exit code."""
    import gc

    from inspector.tui.start import run_app

    gc.enable()
    return run_app(start)
