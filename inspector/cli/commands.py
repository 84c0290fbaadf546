"""The commands by their word, each loaded only when it is asked for."""

from argparse import Namespace
from typing import Protocol

from inspector.cli.parser import Parser

COMMANDS = ("show", "pin", "check", "rehearse", "lab", "demo")
"""Words that are a command where they come first; anything else there is a target for the app."""


class Command(Protocol):
    """What the module of a command offers."""

    def parser(self) -> Parser:
        """Return the parser of the command's own arguments."""

    def run(self, arguments: Namespace) -> int:
        """Do what the command is for and return the exit code. Raises the errors that `failure.report` understands."""


def load(word: str) -> Command:
    """Return the command called `word`, and the app's for any other word."""
    match word:
        case "show":
            from inspector.cli import show

            return show
        case "pin":
            from inspector.cli import pin

            return pin
        case "check":
            from inspector.cli import check

            return check
        case "rehearse":
            from inspector.cli import rehearse

            return rehearse
        case "lab":
            from inspector.cli import lab

            return lab
        case "demo":
            from inspector.cli import demo

            return demo
        case _:
            from inspector.cli import explore

            return explore
