"""`pinspector rehearse`: what becomes of a pin set when keys, authorities, devices or attackers change."""

from argparse import Namespace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from inspector.cli.choosing import add_choice_options
from inspector.cli.errors import RefusedError, UsageError
from inspector.cli.exit_code import ExitCode
from inspector.cli.options import TARGET_HELP, add_target_options
from inspector.cli.output import say, tell_hint
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from inspector.clients.abilities import Positions
    from inspector.clients.client import Client
    from inspector.inspection import Inspection
    from inspector.rehearsing.report import Report

_EPILOG = """Each answer comes from certificates that are made for the event, in the shape of the target's chain;
nothing is sent to the target but one ordinary handshake.

works: the app goes on. locked out: its pins refuse its own server. refused anyway: so does any client, pinned or not.
unprotected: nothing is pinned. refused, let in: what becomes of the attacker.

With --config the pins are those that stand in the code, of every client in it that pins the target; debug builds
and tests are left out. The chain has to be trusted: where its root is your own, name it with --roots.

exit codes: 0 rehearsed; 1 the pins lock out or pin nothing already today, or the chain is not trusted;
            2 wrong command line; 3 no chain could be had; 4 a file cannot be read"""


def parser() -> Parser:
    """Return the parser of `pinspector rehearse`."""
    made = Parser(
        "pinspector rehearse",
        "Play what each rotation, device and attack does to a pin set, for each client.",
        "pinspector rehearse TARGET [--pick LAYER] [--backup PIN] [--json | --markdown] [options]\n"
        "       pinspector rehearse TARGET --config FILE|DIR|- [--json | --markdown] [options]",
        _EPILOG,
    )
    made.add_argument("target", metavar="TARGET", help=TARGET_HELP)
    form = made.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument("--markdown", action="store_true", help="a page for a wiki or a pull request")
    group = made.add_argument_group("what is pinned")
    group.add_argument("--for", dest="client", metavar="CLIENT", action="append", help="only this client; repeatable")
    add_choice_options(group)
    group.add_argument(
        "--config", metavar="FILE", help="the pins in this source, config or project, as check reads them"
    )
    add_target_options(made)
    return made


def run(arguments: Namespace) -> ExitCode:
    """Print the rehearsal; the code says whether the pins hold today. Raises `RefusedError` for an untrusted chain."""
    report, notes = _rehearse(arguments) if arguments.config is None else _rehearse_config(arguments)
    if arguments.json:
        from inspector.rehearsing.export import as_json

        print(as_json(report))
    elif arguments.markdown:
        from inspector.rehearsing.export import as_markdown

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
    from inspector.rehearsing.plan import REHEARSABLE

    for name in names:
        if name not in REHEARSABLE:
            raise UsageError(f"The client {name} cannot be rehearsed.", f"These can: {', '.join(REHEARSABLE)}.")
    known = clients()
    return tuple(known[name] for name in dict.fromkeys(names))


def _positions(clients: "Sequence[Client]") -> "Positions":
    """Return which layers are compared where all of the clients agree on it, as `pin` asks its one client."""
    from inspector.clients.abilities import Positions

    found = {client.abilities.positions for client in clients}
    return found.pop() if len(found) == 1 else Positions.ANY


def _rehearse(arguments: Namespace) -> "tuple[Report, tuple[str, ...]]":
    from inspector.cli.choosing import choose_pins, host_to_pin, read_wishes
    from inspector.devices.rows import with_devices
    from inspector.pinning.stamp import stamp_for
    from inspector.rehearsing.plan import REHEARSED, rehearse_set, suggest
    from inspector.rehearsing.report import Report
    from inspector.rehearsing.timeline import make_timeline

    clients = _clients(arguments.client or REHEARSED)
    now = datetime.now(UTC)
    wishes = read_wishes(arguments, now)
    inspection = _open(arguments, now)
    host, said = host_to_pin(inspection)
    stamp = stamp_for(
        inspection.layers, has_path=True, public=inspection.assessment.public, suspicion=inspection.suspicion
    )
    pin_set, notes = choose_pins(arguments, wishes, inspection, host, stamp, _positions(clients))
    layers = inspection.layers
    rehearsal = rehearse_set(pin_set, layers, clients, host)
    suggestion = suggest(pin_set, layers, clients, host, rehearsal)
    timeline = make_timeline(layers, pin_set.expires, inspection.at)
    return Report(with_devices(rehearsal, inspection), suggestion, timeline), (*said, *notes)


def _rehearse_config(arguments: Namespace) -> "tuple[Report, tuple[str, ...]]":
    """Return the rehearsal of the rules in `--config`, and what of it could not be read.

    Raises `FileError` where nothing could, and `RefusedError` where nothing in it pins the target.
    """
    from inspector.checking.gathering import gather
    from inspector.checking.recognising import read_files
    from inspector.checking.rehearsing import NothingToRehearse, rehearse_files
    from inspector.cli.check import tell_left_out
    from inspector.cli.choosing import host_to_pin
    from inspector.clients.readers import readers
    from inspector.reading import TIMEOUT, FileError

    chosen = (arguments.client, arguments.pick, arguments.backup, arguments.expires, arguments.subdomains)
    if any(chosen):
        raise UsageError(
            "With --config the pins are those in the code.",
            "Leave out --for, --pick, --backup, --expires, --subdomains.",
        )
    if arguments.config == arguments.target == "-":
        raise UsageError("Standard input cannot be both the target and the pins.", "Name a file for one.")
    now = datetime.now(UTC)
    gathered = gather(arguments.config, timeout=arguments.timeout or TIMEOUT)
    tell_left_out(gathered)
    files, unread = read_files(gathered, readers((arguments.at or now).date()))
    missed = (*gathered.unread, *unread)
    if not files:
        said = missed[0] if missed else None
        raise FileError(
            said.sentence if said else f"Nothing in {gathered.name} is known to configure pins.",
            (said.hint if said else "") or "Name a source, a config or a project.",
        )
    inspection = _open(arguments, now)
    host, notes = host_to_pin(inspection)
    try:
        report = rehearse_files(gathered.name, files, inspection, host)
    except NothingToRehearse as error:
        raise RefusedError(error.reason, error.hint) from None
    return report, (*notes, *(item.sentence for item in missed))


def _open(arguments: Namespace, now: datetime) -> "Inspection":
    """Return the chain of the target. Raises `RefusedError` where clients would not trust it."""
    from inspector.cli.opening import open_target
    from inspector.inspection import Inspection

    inspection = open_target(arguments, now=now)
    if not isinstance(inspection, Inspection):
        raise RefusedError(
            f"No chain to rehearse: {inspection.source} is a {inspection.kind}.", "Give a host or a chain."
        )
    if inspection.needs_fetched:
        raise RefusedError(
            "Nothing to rehearse with a chain that Android and OkHttp refuse: an issuer had to be fetched.",
            "Let the server send it.",
        )
    if not inspection.trusted:
        raise RefusedError(
            f"Nothing to rehearse with an untrusted chain: {inspection.assessment.reason}",
            "Look at it with pinspector show; if the root is your own: --roots FILE.",
        )
    return inspection


def _holds_today(report: "Report") -> bool:
    """Return whether the pins work today in every client that can have them, and in one at least, on every device."""
    from inspector.devices.rows import is_today
    from inspector.rehearsing.rehearsal import Answer

    cells = (cell for row in report.rehearsal.rows if is_today(row) for cell in row.cells)
    today = [cell.answer for cell in cells if cell.answer is not Answer.NOT_APPLICABLE]
    return bool(today) and all(answer is Answer.WORKS for answer in today)
