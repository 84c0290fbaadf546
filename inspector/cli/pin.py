"""`pinspector pin`: one snippet on standard output, and nothing else there."""

from argparse import Namespace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from inspector.cli.choosing import add_choice_options
from inspector.cli.errors import RefusedError, UsageError
from inspector.cli.exit_code import ExitCode
from inspector.cli.options import TARGET_HELP, add_target_options, api_level
from inspector.cli.output import say, tell, tell_hint
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from inspector.cli.choosing import Wishes
    from inspector.clients.client import Client

_EPILOG = """Without --pick, the leaf and the authority right above it are pinned: the set outlives a renewal by the
same authority, and nothing else. Add a --backup whose key you keep yourself.

Nothing is printed for a chain that is not trusted. Where its path ends in no public root but in one that
--roots names (a company's proxy has such a root too), --accept-private-anchor gives a snippet that is
stamped as not for release; without a path no client connects, and there is nothing to pin. Nor is anything
printed for a path that only --fetch-missing completes, which Android and OkHttp refuse, or for old TLS.

With --all-addresses a picked leaf brings the leaf keys of all addresses with it, RSA and ECDSA.

exit codes: 0 done; 1 untrusted, or a pin set that must not be handed out; 2 wrong command line;
            3 no chain could be had; 4 a file cannot be read or written"""


def parser() -> Parser:
    """Return the parser of `pinspector pin`."""
    made = Parser(
        "pinspector pin",
        "Print the code that pins a target, for one client.",
        "pinspector pin TARGET --for CLIENT [options]\n       pinspector pin --list",
        _EPILOG,
    )
    made.add_argument("target", metavar="TARGET", nargs="?", help=TARGET_HELP)
    made.add_argument("--list", action="store_true", help="list the clients, one a line, and exit")
    group = made.add_argument_group("what to pin")
    group.add_argument("--for", dest="client", metavar="CLIENT", help="whose code to write: see --list")
    add_choice_options(group)
    group.add_argument(
        "--min-sdk", metavar="API", type=api_level, help="say which Android releases from there on a pin does not reach"
    )
    group.add_argument("--whole-file", action="store_true", help="a whole file, where the client has one")
    group.add_argument("--accept-private-anchor", action="store_true", help="allow a chain that ends in no public root")
    group.add_argument("--output", metavar="FILE", help="write to a new file, never over one; - is standard output")
    add_target_options(made)
    return made


def run(arguments: Namespace) -> ExitCode:
    """Print the snippet, or the list of clients; notes go to standard error.

    Raises `RefusedError` or `CannotExpress` where no snippet may be handed out.
    """
    if arguments.output == "-":
        arguments.output = None
    if arguments.list:
        return _list_clients()
    if arguments.target is None or arguments.client is None:
        raise UsageError(
            "A target and a client are needed.", "pinspector pin TARGET --for CLIENT; --list names the clients"
        )
    client = _client(arguments.client)
    if arguments.whole_file and not client.has_whole_file:
        raise UsageError(f"{client.title} has no whole file.", "Leave out --whole-file.")
    content, notes = _write(arguments, client)
    if arguments.output is None:
        print(content.decode("ascii"), end="")
    else:
        from pathlib import Path

        from inspector.files import write_new

        tell(f"Written to {write_new(Path(arguments.output), content)}.")
    for note in notes:
        tell_hint(note)
    return ExitCode.DONE


def _write(arguments: Namespace, client: "Client") -> tuple[bytes, tuple[str, ...]]:
    """Return what is printed or written, and the notes: the text, or for a client of files the bytes of the file."""
    from inspector.cli.choice import check_chain, check_minimum, check_reach
    from inspector.cli.choosing import choose_pins, host_to_pin, read_wishes
    from inspector.cli.opening import open_target
    from inspector.clients.advising import advise
    from inspector.clients.fit import fit
    from inspector.inspection import Inspection

    now = datetime.now(UTC)
    if arguments.min_sdk is not None:
        check_minimum(arguments.min_sdk)
    wishes = read_wishes(arguments, now)
    inspection = open_target(arguments, now=now)
    if not isinstance(inspection, Inspection):
        raise RefusedError(
            f"No pin set of a key alone: {inspection.source} is a {inspection.kind}, and no server has it yet.",
            "As a backup beside a chain: pinspector pin HOST --for CLIENT --backup FILE",
        )
    host, notes = host_to_pin(inspection)
    stamp = check_chain(inspection, accept_private=arguments.accept_private_anchor)
    pin_set, choice = choose_pins(arguments, wishes, inspection, host, stamp, client.abilities.positions)
    if arguments.min_sdk is not None:
        pin_set = check_reach(pin_set, inspection, arguments.min_sdk)
    advice = tuple(item.sentence for item in advise(fit(pin_set, client.abilities, client.title)))
    snippet = client.write(pin_set, whole_file=arguments.whole_file)
    content = snippet.text.encode("ascii")
    if arguments.output is not None and client.name == "cer":
        from inspector.clients.cer import Cer

        content = Cer().file(pin_set).der
    return content, (*notes, *choice, *_expiry_note(wishes, client), *advice, *snippet.notes)


def _expiry_note(wishes: "Wishes", client: "Client") -> tuple[str, ...]:
    """Return what becomes of a date that was given where the client has no expiry."""
    from inspector.clients.abilities import Expiry

    if not isinstance(wishes.expires, date) or client.abilities.expiry is not Expiry.NONE:
        return ()
    return (f"--expires is left out: {client.title} knows no expiry.",)


def _client(name: str) -> "Client":
    from inspector.clients.registry import clients

    known = clients()
    if name not in known:
        from difflib import get_close_matches

        close = [other for other in known if name and other.startswith(name)] or get_close_matches(name, known, 1)
        meant = f"Did you mean {close[0]}? " if close else ""
        raise UsageError(f"There is no client called {name}.", f"{meant}pinspector pin --list names them.")
    return known[name]


def _list_clients() -> ExitCode:
    from inspector.clients.registry import clients

    known = clients()
    width = max(map(len, known))
    for name, client in known.items():
        say(f"{name:<{width}}  {client.summary}")
    return ExitCode.DONE
