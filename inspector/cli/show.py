"""`pinspector show`: the chain of a target as text, JSON or PEM."""

from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from inspector.cli.exit_code import ExitCode
from inspector.cli.options import TARGET_HELP, add_target_options
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from inspector.devices.looking import Devices
    from inspector.pinning.key_report import KeyReport

_EPILOG = """A file with a key and no certificate (a CSR, a public or private key) has no chain: its pin is shown.

With --fetch-missing path and verdict are those of a client that fetches too; Android and OkHttp do not.

exit codes: 0 trusted, or a key alone; 1 not trusted; 2 wrong command line; 3 no chain could be had;
            4 a file cannot be read"""


def parser() -> Parser:
    """Return the parser of `pinspector show`."""
    made = Parser(
        "pinspector show",
        "Print the certificate path of a target with its pins, and what is wrong with it.",
        "pinspector show TARGET [--json | --pem] [options]",
        _EPILOG,
    )
    made.add_argument("target", metavar="TARGET", help=TARGET_HELP)
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument(
        "--pem", action="store_true", help="the path as PEM, leaf first; as served where there is no path"
    )
    made.add_argument("--details", action="store_true", help="every extension with its bytes, and how each pin is made")
    made.add_argument(
        "--devices",
        action="store_true",
        help="what each range of Android and Apple releases makes of it (in JSON: always)",
    )
    add_target_options(made)
    return made


def run(arguments: Namespace) -> ExitCode:
    """Print the inspection of the target; the code says whether its chain is trusted. A key alone is no fault."""
    from inspector.cli.opening import open_target
    from inspector.inspection import Inspection

    found = open_target(arguments, now=datetime.now(UTC))
    if not isinstance(found, Inspection):
        return _show_key(found, arguments)
    inspection = found
    if arguments.json:
        from inspector.cli.json_output import inspection_json

        print(inspection_json(inspection, details=arguments.details, android=arguments.android))
    elif arguments.pem:
        from inspector.cli.json_output import pem

        print("".join(pem(layer.certificate) for layer in inspection.layers), end="")
    else:
        from inspector.cli.output import say
        from inspector.cli.text_output import inspection_lines

        devices: Devices | None = None
        if arguments.devices:
            from inspector.devices.findings import device_findings
            from inspector.devices.looking import look_at_devices

            devices = look_at_devices(inspection)
            inspection = replace(inspection, findings=device_findings(inspection, devices))
        for line in inspection_lines(inspection, details=arguments.details):
            say(line)
        if devices is not None:
            from inspector.cli.devices import device_lines

            for line in device_lines(devices):
                say(line)
    return ExitCode.DONE if inspection.trusted else ExitCode.BAD


def _show_key(report: "KeyReport", arguments: Namespace) -> ExitCode:
    from inspector.cli.key_output import key_json, key_lines, key_pem
    from inspector.cli.output import say

    if arguments.json:
        print(key_json(report, arguments.at or datetime.now(UTC)))
    elif arguments.pem:
        print(key_pem(report), end="")
    else:
        for line in key_lines(report):
            say(line)
    return ExitCode.DONE
