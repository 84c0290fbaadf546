"""`pinspector demo`: the terminal app on the built-in lab."""

from argparse import Namespace

from inspector.cli.explore import open_app, require_terminal
from inspector.cli.lab import find_scenario
from inspector.cli.parser import Parser


def parser() -> Parser:
    """Return the parser of `pinspector demo`."""
    made = Parser(
        "pinspector demo",
        "Open the app on a lab server on loopback: no network, no set-up, and nothing in it is real.",
        "pinspector demo [SCENARIO]",
        "In the app l opens ten short lessons. pinspector lab --list names the scenarios.",
    )
    made.add_argument("scenario", metavar="SCENARIO", nargs="?", help="what to serve; default: a good chain")
    return made


def run(arguments: Namespace) -> int:
    """Open the app on the scenario's server, which stops with it."""
    from inspector.lab.scenarios import DEFAULT

    scenario = find_scenario(arguments.scenario or DEFAULT)
    require_terminal("pinspector lab, and pinspector show with the line that it prints")
    from inspector.tui.start import AppStart

    return open_app(AppStart(scenario=scenario.name))
