"""From a command line to a pin set: what `pin` and `rehearse` share."""

from argparse import Namespace
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from inspector.clients.abilities import Positions

if TYPE_CHECKING:
    from argparse import _ArgumentGroup

    from inspector.inspection import Inspection
    from inspector.pinning.draft import Expires
    from inspector.pinning.pin_set import BackupPin, PinSet


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options say about a pin set before any host is asked."""

    backups: "tuple[BackupPin, ...]"
    """Backup pins, each once."""

    expires: "date | Expires"
    """A date, `never`, or the proposal that follows the picks."""


def add_choice_options(group: "_ArgumentGroup") -> None:
    """Give `group` the options that say what is pinned."""
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


def read_wishes(arguments: Namespace, now: datetime) -> Wishes:
    """Return what `--backup` and `--expires` say; the files that they name are read.

    Raises `UsageError`, `FileError`, `PickError` for a `--pick` that means nothing, and `ExpiryError` for a date that
    is none or has passed.
    """
    from inspector.cli.backups import read_backups
    from inspector.pinning.draft import Expires
    from inspector.pinning.expiry import parse_expiry
    from inspector.pinning.selection import check_words

    check_words(arguments.pick or ())
    expires: date | Expires = Expires.PROPOSED
    if arguments.expires is not None:
        expires = parse_expiry(arguments.expires, (arguments.at or now).date()) or Expires.NEVER
    return Wishes(read_backups(arguments.backup, arguments), expires)


def choose_pins(
    arguments: Namespace,
    wishes: Wishes,
    inspection: "Inspection",
    host: str,
    stamp: str,
    positions: Positions = Positions.ANY,
) -> "tuple[PinSet, tuple[str, ...]]":
    """Return the pin set for `host` in the chain of `inspection`, and what there is to say about the choice.

    `positions` are those of the client that it is for, where it is for one. Raises `PickError`, and `RefusedError`
    where a backup is none, or where an address that was asked has no pin.
    """
    from inspector.cli.backups import check_backups
    from inspector.cli.beyond import split_picks
    from inspector.cli.choice import pick
    from inspector.pinning.draft import Draft, add_leaves, make_pin_set

    check_backups(inspection, wishes.backups)
    words, beyond = split_picks(inspection, arguments.pick)
    layers, notes = pick(inspection, words, positions)
    picked = frozenset(layer.pin for layer in layers)
    draft = Draft(host, picked, wishes.backups, arguments.subdomains, wishes.expires, beyond=beyond)
    if inspection.faces is not None:
        from inspector.cli.union import unite

        union = unite(inspection, inspection.faces, layers)
        draft, notes = add_leaves(draft, union.leaves), (*notes, *union.notes)
    has_path = inspection.assessment.path is not None
    pin_set = make_pin_set(
        draft,
        inspection.layers,
        at=inspection.at,
        stamp=stamp,
        in_path=has_path,
        service=inspection.service,
        as_of=inspection.as_of,
    )
    if inspection.faces is not None:
        from inspector.cli.union import check_addresses

        check_addresses(inspection, pin_set)
    return pin_set, notes


def host_to_pin(inspection: "Inspection") -> tuple[str, tuple[str, ...]]:
    """Return the host that the pins are for, and what there is to say where it was not given.

    Raises `UsageError` where a file's leaf names none.
    """
    if inspection.host is not None:
        return inspection.host, ()
    from inspector.cli.errors import UsageError
    from inspector.pinning.first_host import first_host

    host = first_host(inspection.layers[0].certificate)
    if host is None:
        raise UsageError("The leaf in the file names no single host to pin.", "Name it: --server-name HOST")
    return host, (f"The pins are for {host}, the first host that the leaf names: --server-name chooses another.",)
