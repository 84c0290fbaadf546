"""`pinspector check`: what becomes of the pins in a file or project."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from inspector.cli.errors import UsageError
from inspector.cli.exit_code import ExitCode
from inspector.cli.options import add_target_options
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from inspector.checking.checking import Means, Named
    from inspector.checking.gathering import Gathered
    from inspector.checking.looking import Inspect
    from inspector.checking.report import Report
    from inspector.inspection import Inspection
    from inspector.net.cancel import Cancel

_EPILOG = """FILE is a source, a network security config, an Info.plist, a script, or the text of a failed pin.
Of a folder every such file is checked that .gitignore does not name; node_modules, Pods, build and
other folders of libraries and build output are left out, unless one is named itself.
The hosts are those that the patterns name, of a wildcard the name behind it; or TARGET: then no other
host is contacted.

exit codes: 0 every pin connects; 1 something is refused, not pinned at all, or wrong in the code;
            2 wrong command line; 3 no chain could be had of a host; 4 nothing, or no TARGET file,
            could be read"""


def parser() -> Parser:
    """Return the parser of `pinspector check`."""
    made = Parser(
        "pinspector check",
        "Say what becomes of the pins in a file or project: connects, refused, or not pinned at all.",
        "pinspector check FILE|DIR|- [TARGET ...] [--json] [--junit FILE] [--sarif FILE] [options]",
        _EPILOG,
    )
    made.add_argument("file", metavar="FILE", help="a file, a folder, or - for standard input")
    made.add_argument(
        "targets", metavar="TARGET", nargs="*", default=[], help="the hosts to ask in place of those in the code"
    )
    made.add_argument("--json", action="store_true", help="one JSON object")
    made.add_argument("--junit", metavar="FILE", help="write JUnit XML to FILE, over what is there")
    made.add_argument("--sarif", metavar="FILE", help="write SARIF 2.1.0 to FILE, over what is there")
    made.add_argument("--offline", action="store_true", help="contact nobody: only what the code tells by itself")
    add_target_options(made)
    return made


def run(arguments: Namespace) -> ExitCode:
    """Print what becomes of the pins, and return how it ended; what could not be read goes to standard error."""
    from inspector.chain.text import capital
    from inspector.checking.checking import Means
    from inspector.checking.gathering import gather
    from inspector.cli.output import tell, tell_hint
    from inspector.clients.judging import judge
    from inspector.clients.readers import readers
    from inspector.reading import TIMEOUT

    named = _named(arguments)
    now = datetime.now(UTC)
    inspect = None if arguments.offline else _inspect(arguments, now)
    at = arguments.at or now
    known = readers(at.date())
    gathered = gather(
        arguments.file,
        lambda source: any(reader.recognises(source) for reader in known),
        timeout=arguments.timeout or TIMEOUT,
    )
    report = _check(arguments, Means(known, judge, inspect, at), named, gathered)
    tell_left_out(gathered)
    for item in report.unread:
        tell(f"pinspector: {item.sentence}")
        tell_hint(capital(item.hint))
    _print(report, arguments)
    _write(report, arguments)
    return _code(report)


def tell_left_out(gathered: "Gathered") -> None:
    """Say which folders of a project were not looked at, where there are any."""
    if not gathered.left_out:
        return
    from inspector.cli.output import tell, tell_hint

    count, shown = len(gathered.left_out), ", ".join(f"{name}/" for name in gathered.left_out[:5])
    more = f" and {count - 5} more" if count > 5 else ""
    tell(f"pinspector: {count} {'folder is' if count == 1 else 'folders are'} left out: {shown}{more}.")
    tell_hint("Libraries and what a build made are not the project's own: name such a folder itself to check it.")


def _named(arguments: Namespace) -> "tuple[Named, ...]":
    """Return the named targets. Raises `TargetError` for one that cannot be any, and `UsageError`."""
    from inspector.checking.checking import Named
    from inspector.net.target import parse_server_name, parse_target
    from inspector.reading import names_file

    if "-" in (arguments.junit, arguments.sarif):
        raise UsageError("--junit and --sarif write files: standard output has the report.", "Name a file.")
    if arguments.offline and arguments.targets:
        raise UsageError("With --offline no target is asked.", "Leave out --offline or the targets.")
    found = []
    for text in arguments.targets:
        if text == "-":
            raise UsageError("A target cannot be standard input here.", "Save the chain in a file and name that.")
        if names_file(text):
            found.append(Named(text, arguments.server_name and parse_server_name(arguments.server_name)))
        else:
            target = parse_target(text, server_name=arguments.server_name, connect_to=arguments.connect_to)
            found.append(Named(text, target.server_name))
    return tuple(found)


def _inspect(arguments: Namespace, now: datetime) -> "Inspect":
    """Return what looks at one target. Raises what the settings raise, before any host is contacted."""
    from inspector.cli.opening import file_settings, with_store
    from inspector.inspection import inspect
    from inspector.trust.stores import open_store

    settings = file_settings(Namespace(**{**vars(arguments), "target": ""}))
    settings = with_store(settings)
    if settings.store is None and settings.android is None:
        open_store(settings.roots)

    def look(target: str, cancel: "Cancel") -> "Inspection":
        return inspect(target, settings, now=now, cancel=cancel)

    return look


def _check(arguments: Namespace, means: "Means", named: "Sequence[Named]", gathered: "Gathered") -> "Report":
    from dataclasses import replace

    from inspector.checking.checking import check
    from inspector.cli.progress import Counter

    with Counter() as counter:
        asking = replace(means, devices=arguments.roots == "mozilla", progress=counter.tell)
        return check(gathered, named, asking)


def _print(report: "Report", arguments: Namespace) -> None:
    if arguments.json:
        from inspector.cli.check_json import report_json

        print(report_json(report))
        return
    from inspector.cli.check_text import report_lines
    from inspector.cli.output import say

    for line in report_lines(report):
        say(line)


def _write(report: "Report", arguments: Namespace) -> None:
    from pathlib import Path

    from inspector.files import write_new

    if arguments.junit is not None:
        from inspector.cli.check_junit import report_junit

        write_new(Path(arguments.junit), report_junit(report), overwrite=True)
    if arguments.sarif is not None:
        from inspector.cli.check_sarif import report_sarif

        write_new(Path(arguments.sarif), report_sarif(report).encode("ascii"), overwrite=True)


def _code(report: "Report") -> ExitCode:
    from inspector.checking.report import Ending

    if report.ending is Ending.NO_CHAIN and report.file_unread:
        return ExitCode.FILE
    return {
        Ending.FINE: ExitCode.DONE,
        Ending.BAD: ExitCode.BAD,
        Ending.NO_CHAIN: ExitCode.NO_CHAIN,
        Ending.NOTHING_READ: ExitCode.FILE,
    }[report.ending]
