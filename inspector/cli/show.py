"""`pinspector show`: the chain of a target as text, JSON or PEM."""

from argparse import Namespace
from datetime import UTC, datetime

from inspector.cli.exit_code import ExitCode
from inspector.cli.options import TARGET_HELP, add_target_options, settings_from
from inspector.cli.parser import Parser

_EPILOG = """exit codes: 0 trusted; 1 not trusted; 2 wrong command line; 3 no chain could be had;
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
    add_target_options(made)
    return made


def run(arguments: Namespace) -> ExitCode:
    """Print the inspection of the target; the code says whether its chain is trusted."""
    from inspector.inspection import inspect

    inspection = inspect(arguments.target, settings_from(arguments), now=datetime.now(UTC))
    if arguments.json:
        from inspector.cli.json_output import inspection_json

        print(inspection_json(inspection))
    elif arguments.pem:
        from inspector.cli.json_output import pem

        print("".join(pem(layer.certificate) for layer in inspection.layers), end="")
    else:
        from inspector.cli.output import say
        from inspector.cli.text_output import inspection_lines

        for line in inspection_lines(inspection):
            say(line)
    return ExitCode.DONE if inspection.trusted else ExitCode.BAD
