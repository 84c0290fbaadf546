"""`pinspector lab`: TLS servers on loopback to look at, until Ctrl-C."""

from argparse import Namespace
from contextlib import ExitStack
from typing import TYPE_CHECKING

from inspector.cli.exit_code import ExitCode
from inspector.cli.output import say, tell
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from pathlib import Path

    from inspector.lab.running import Running, Scenario

_EPILOG = """One line for each server on standard output: scenario, host, port on 127.0.0.1, and a file with the root
to trust. Standard error tells how curl, openssl and OkHttp reach it. The files go when the servers stop.
Without SCENARIO every scenario is served.

exit codes: 0 stopped by Ctrl-C or SIGTERM; 2 no such scenario"""


def parser() -> Parser:
    """Return the parser of `pinspector lab`."""
    made = Parser(
        "pinspector lab",
        "Serve the lab's hosts on loopback until Ctrl-C. Nothing in it is real.",
        "pinspector lab [SCENARIO …] [--list]",
        _EPILOG,
    )
    made.add_argument("scenarios", metavar="SCENARIO", nargs="*", default=[], help="what to serve: see --list")
    made.add_argument("--list", action="store_true", help="list the scenarios, one a line, and exit")
    return made


def run(arguments: Namespace) -> ExitCode:
    """Serve until the process is told to stop."""
    from inspector.lab.scenarios import scenarios

    known = scenarios()
    if arguments.list:
        width = max(map(len, known))
        for name, scenario in known.items():
            say(f"{name:<{width}}  {scenario.sentence}")
        return ExitCode.DONE
    chosen = [find_scenario(name) for name in dict.fromkeys(arguments.scenarios)] or list(known.values())
    _serve(chosen)
    return ExitCode.DONE


def find_scenario(name: str) -> "Scenario":
    """Return the scenario called `name`. Raises `UsageError`."""
    from inspector.cli.errors import UsageError
    from inspector.lab.scenarios import scenarios

    known = scenarios()
    if name not in known:
        raise UsageError(f"The lab has no scenario {name}.", "pinspector lab --list names them.")
    return known[name]


def _serve(chosen: "list[Scenario]") -> None:
    import gc
    import signal
    from pathlib import Path
    from tempfile import TemporaryDirectory
    from threading import Event

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    gc.enable()
    with ExitStack() as stack:
        try:
            signal.signal(signal.SIGTERM, stop)
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="pinspector-lab-")))
            for scenario in chosen:
                _announce(stack.enter_context(scenario.start()), folder)
            _tell_okhttp()
            tell("Serving until Ctrl-C.")
            Event().wait()
        except KeyboardInterrupt:
            tell("Stopped.")


def _announce(running: "Running", folder: "Path") -> None:
    import sys

    from inspector.lab import reaching

    file = folder / f"{running.scenario.name}.pem"
    file.write_text(running.ca_pem, encoding="ascii")
    tell(f"{running.scenario.name}: {running.scenario.sentence}")
    tell(f"  {reaching.show_command(running, file)}")
    tell(f"  {reaching.curl_command(running, file)}")
    tell(f"  {reaching.openssl_command(running, file)}")
    tell(f"  OkHttp: {reaching.okhttp_call(running, file)}")
    if running.outside_pem:
        outside = folder / f"{running.scenario.name}-own.pem"
        outside.write_text(running.outside_pem, encoding="ascii")
        tell(f"  what the chain ends in, as if somebody had installed it: {outside}")
    say(f"{running.scenario.name} {running.host} {running.port} {file}")
    sys.stdout.flush()


def _tell_okhttp() -> None:
    """Print the function that the lines about OkHttp call."""
    from inspector.lab.reaching import OKHTTP, OKHTTP_IMPORTS

    tell("lab(…) for OkHttp in Kotlin:")
    for line in (*(f"import {name}" for name in OKHTTP_IMPORTS), *OKHTTP.splitlines()):
        tell(f"  {line}")
