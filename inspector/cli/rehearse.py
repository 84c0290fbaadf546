"""`pinspector rehearse`: what becomes of a pin set when keys, authorities, devices or attackers change."""

from argparse import Namespace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from inspector.cli.errors import RefusedError, UsageError
from inspector.cli.exit_code import ExitCode
from inspector.cli.options import TARGET_HELP, add_target_options
from inspector.cli.output import say, tell_hint
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.clients.client import Client
    from inspector.inspection import Inspection
    from inspector.pinning.pin_set import PinSet
    from inspector.rehearsing.report import Report

_EPILOG = """Each answer comes from certificates that are made for the event, in the shape of the target's chain;
nothing is sent to the target but one ordinary handshake.

works: the app goes on, or refuses the attacker. locked out: it refuses its own server.
unprotected: nothing is pinned, or the attacker is let in.

exit codes: 0 rehearsed; 1 the pins lock out or pin nothing already today, or the chain is not trusted;
            2 wrong command line; 3 no chain could be had; 4 a file cannot be read"""


def parser() -> Parser:
    """Return the parser of `pinspector rehearse`."""
    made = Parser(
        "pinspector rehearse",
        "Play what each rotation, device and attack does to a pin set, for each client.",
        "pinspector rehearse TARGET [--pick LAYER] [--backup PIN] [--json | --markdown] [options]",
        _EPILOG,
    )
    made.add_argument("target", metavar="TARGET", help=TARGET_HELP)
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--markdown", action="store_true", help="a page for a wiki or a pull request")
    group = made.add_argument_group("what is pinned")
    group.add_argument("--for", dest="client", metavar="CLIENT", action="append", help="only this client; repeatable")
    group.add_argument(
        "--pick",
        metavar="LAYER",
        action="append",
        help="leaf, intermediate, root, an index (0: leaf), a pin; repeatable",
    )
    group.add_argument(
        "--backup",
        metavar="PIN|FILE",
        action="append",
        default=[],
        help="a pin, or a certificate, CSR, public or private key file; repeatable",
    )
    group.add_argument("--subdomains", action="store_true", help="pin all names below the host too")
    group.add_argument("--expires", metavar="DATE", help="YYYY-MM-DD or never, where the client has an expiry")
    add_target_options(made)
    return made


def run(arguments: Namespace) -> ExitCode:
    """Print the rehearsal; the code says whether the pins hold today. Raises `RefusedError` for an untrusted chain."""
    from inspector.rehearsing.plan import REHEARSED

    clients = _clients(arguments.client or REHEARSED)
    report, notes = _rehearse(arguments, clients)
    if arguments.json:
        from inspector.rehearsing.report import as_json

        print(as_json(report))
    elif arguments.markdown:
        from inspector.rehearsing.report import as_markdown

        print(as_markdown(report), end="")
    else:
        from inspector.cli.rehearsal_output import report_lines

        for line in report_lines(report):
            say(line)
    for note in notes:
        tell_hint(note)
    return ExitCode.DONE if _holds_today(report) else ExitCode.BAD


def _clients(names: "Sequence[str]") -> "tuple[Client, ...]":
    from inspector.clients.registry import clients
    from inspector.clients.rules_of import JUDGES

    for name in names:
        if name not in JUDGES:
            raise UsageError(f"The client {name} cannot be rehearsed.", f"These can: {', '.join(JUDGES)}.")
    known = clients()
    return tuple(known[name] for name in dict.fromkeys(names))


def _rehearse(arguments: Namespace, clients: "tuple[Client, ...]") -> "tuple[Report, tuple[str, ...]]":
    from inspector.rehearsing.plan import rehearse_set, suggest
    from inspector.rehearsing.report import Report
    from inspector.rehearsing.timeline import make_timeline

    inspection, pin_set, notes = _chosen(arguments)
    host = inspection.host or pin_set.host
    rehearsal = rehearse_set(pin_set, inspection.layers, clients, host)
    suggestion = suggest(pin_set, inspection.layers, clients, host, rehearsal)
    return Report(rehearsal, suggestion, make_timeline(inspection.layers, pin_set.expires, inspection.at)), notes


def _chosen(arguments: Namespace) -> "tuple[Inspection, PinSet, tuple[str, ...]]":
    """Return the chain, and what was chosen in it. Raises `RefusedError` where it is not trusted."""
    from inspector.cli.backups import check_backups, read_backups
    from inspector.cli.choice import pick
    from inspector.cli.opening import open_target
    from inspector.inspection import Inspection
    from inspector.pinning.draft import Draft, Expires, make_pin_set
    from inspector.pinning.expiry import parse_expiry
    from inspector.pinning.first_host import first_host
    from inspector.pinning.stamp import stamp_for

    now = datetime.now(UTC)
    expires: date | Expires = Expires.PROPOSED
    if arguments.expires is not None:
        expires = parse_expiry(arguments.expires, (arguments.at or now).date()) or Expires.NEVER
    backups = read_backups(arguments.backup)
    inspection = open_target(arguments, now=now)
    if not isinstance(inspection, Inspection):
        raise RefusedError(
            f"No chain to rehearse: {inspection.source} is a {inspection.kind}.", "Give a host or a chain."
        )
    assessment = inspection.assessment
    if not inspection.trusted:
        raise RefusedError(
            f"Nothing to rehearse with an untrusted chain: {assessment.reason}", "Look at it with pinspector show."
        )
    host = inspection.host or first_host(inspection.layers[0].certificate)
    if host is None:
        raise UsageError("The leaf in the file names no single host to pin.", "Name it: --server-name HOST")
    check_backups(inspection, backups)
    layers, notes = pick(inspection, arguments.pick)
    draft = Draft(host, frozenset(layer.pin for layer in layers), backups, arguments.subdomains, expires)
    stamp = stamp_for(inspection.layers, has_path=True, public=assessment.public)
    return inspection, make_pin_set(draft, inspection.layers, at=inspection.at, stamp=stamp), notes


def _holds_today(report: "Report") -> bool:
    """Return whether the pins work today in every client that can have them, and in one at least."""
    from inspector.rehearsing.rehearsal import Answer

    today = [cell.answer for cell in report.rehearsal.rows[0].cells if cell.answer is not Answer.NOT_APPLICABLE]
    return bool(today) and all(answer is Answer.WORKS for answer in today)
