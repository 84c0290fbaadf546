"""The one check that every writer makes: a pin set fitted to what its client can express, or the reason why not."""

from dataclasses import dataclass, replace
from datetime import UTC

from inspector.chain.host import ip_literal
from inspector.chain.path import Role
from inspector.clients.abilities import Abilities, Depth, Expiry, Hosts, Positions, Spelling, Starttls
from inspector.clients.client import CannotExpress
from inspector.clients.key_rules import check_backups, check_encodings, kind_problem
from inspector.clients.limits import checked_host
from inspector.clients.public_names import UNREGISTERED, is_public_suffix
from inspector.pinning.pin_set import ChosenPin, PinSet


@dataclass(frozen=True, slots=True)
class Fitted:
    """A pin set that the client can express."""

    host: str
    """The host as it stands in code."""

    pin_set: PinSet
    """The set without what the client could never match."""

    title: str
    """The client's name."""

    abilities: Abilities
    """What the client can express."""

    left_out: tuple[str, ...] = ()
    """What was left out and why, one visible sentence each."""


def fit(pin_set: PinSet, abilities: Abilities, title: str) -> Fitted:
    """Return `pin_set` as the client `title` can express it.

    Raises `CannotExpress` with the reason where it cannot, or where something must be added first.
    """
    host = checked_host(pin_set)
    _check_host(host, abilities, title)
    _check_suffix(host, pin_set, abilities, title)
    _check_starttls(pin_set, abilities, title)
    if pin_set.subdomains and abilities.depth is Depth.NONE:
        raise CannotExpress(
            f"with {title} only the exact host is pinned: names below {host} would not be",
            "switch subdomains off, and pin each name by itself",
        )
    _check_expiry(pin_set, abilities, title)
    if not abilities.android:
        pin_set = replace(pin_set, reach_notes=(), lock_out="")
    check_encodings(pin_set, abilities, title)
    kept, left_out = _choose(pin_set, abilities, title)
    if pin_set.chosen and not kept:
        first = pin_set.chosen[0]
        reason = _never_matches(first, abilities, title)
        if not reason.startswith(title):
            reason = f"{title} cannot match the {first.role.value} ({first.label}): {reason}"
        raise CannotExpress(reason, _other_layer(abilities))
    fitted = replace(pin_set, chosen=kept)
    if abilities.spelling is Spelling.CERTIFICATE and fitted.backups:
        fitted = replace(fitted, backups=())
        left_out = (*left_out, "Backups are left out: a pin is no certificate.")
    check_backups(fitted, abilities, title)
    _check_sides(fitted, abilities, title)
    _check_way(fitted, abilities, title)
    if 0 < len(fitted.pins) < abilities.least_pins:
        raise CannotExpress(
            f"{title} demands {abilities.least_pins} different pins, and this set has {len(fitted.pins)}",
            "add a backup pin, best of a key that is kept outside the chain",
        )
    return Fitted(host, fitted, title, abilities, left_out)


def _check_host(host: str, abilities: Abilities, title: str) -> None:
    if abilities.hosts is Hosts.ANY:
        return
    if ip_literal(host) is not None:
        raise CannotExpress(f"{title} cannot pin an IP address", "pin the name that the app connects to")
    if abilities.hosts is Hosts.NAMES and "_" not in host:
        return
    if "." not in host and "_" not in host:
        raise CannotExpress(f"{title} cannot pin a local name", "pin a name such as api.example.com")
    if "_" in host:
        raise CannotExpress(
            f"a host with an underscore is not known to work with {title}",
            "pin a name without it, or use another client",
        )
    ending = host.rpartition(".")[2]
    if abilities.hosts is Hosts.REGISTERED and ending in UNREGISTERED:
        raise CannotExpress(
            f"{title} {abilities.unregistered}: no public registry has names under {ending}",
            "pin a name that is registered, or use another client for this host",
        )


def _check_suffix(host: str, pin_set: PinSet, abilities: Abilities, title: str) -> None:
    """Refuse a registry's own name with its subdomains (`parseTrustKitConfiguration` in parse_configuration.m)."""
    if abilities.hosts is Hosts.REGISTERED and pin_set.subdomains and is_public_suffix(host):
        raise CannotExpress(
            f"{title} {abilities.unregistered}: {host} is a public suffix and cannot be pinned with its subdomains",
            "pin a name below it, or this name without subdomains",
        )


def _check_starttls(pin_set: PinSet, abilities: Abilities, title: str) -> None:
    protocol = pin_set.service.starttls
    if protocol and abilities.starttls is Starttls.NEVER:
        raise CannotExpress(
            f"{title} speaks HTTPS, and this server speaks {protocol} before TLS: it never makes that connection",
            "use TLSA records, or curl where it speaks the protocol",
        )


def _check_expiry(pin_set: PinSet, abilities: Abilities, title: str) -> None:
    if abilities.expiry is Expiry.NONE:
        return
    if pin_set.expires is None:
        if abilities.expiry is Expiry.REQUIRED:
            raise CannotExpress(f"{title} takes no pins without an expiry", "choose a date")
        return
    if pin_set.expires <= pin_set.made_at.astimezone(UTC).date():
        raise CannotExpress(
            f"the pins would be off already: they end with the beginning of {pin_set.expires}",
            "choose a later expiry" + ("" if abilities.expiry is Expiry.REQUIRED else ", or never"),
        )


def _choose(pin_set: PinSet, abilities: Abilities, title: str) -> tuple[tuple[ChosenPin, ...], tuple[str, ...]]:
    """Return the picks that the client can match, and a sentence for each other one."""
    kept: list[ChosenPin] = []
    left_out: list[str] = []
    for item in pin_set.chosen:
        reason = _never_matches(item, abilities, title)
        if reason:
            left_out.append(f"The pin of the {item.role.value} is left out: {reason}.")
        else:
            kept.append(item)
    return tuple(kept), tuple(left_out)


def _never_matches(item: ChosenPin, abilities: Abilities, title: str) -> str:
    """Return why the client never matches the pin, one clause, or an empty text where it may."""
    match abilities.positions:
        case Positions.LEAF if item.role is not Role.LEAF:
            return f"{title} looks at the leaf's key only"
        case Positions.SERVED if not item.served:
            return "the server does not send this certificate, and nothing else is looked at"
        case _:
            pass
    return "" if item.certificate is None else kind_problem(item.certificate.key, abilities, title)


def _other_layer(abilities: Abilities) -> str:
    match abilities.positions:
        case Positions.LEAF:
            return "pick the leaf"
        case Positions.SERVED:
            return "pick the leaf, or a layer that the server sends"
        case _:
            return "pick another layer"


def _check_sides(fitted: PinSet, abilities: Abilities, title: str) -> None:
    """Refuse alternatives that become two demands (Apple: both lists must be met where both are there)."""
    if abilities.positions is not Positions.ONE_SIDE:
        return
    if not fitted.chosen:
        raise CannotExpress(
            f"{title} has one list for the leaf and one for what stands above it, and no layer is picked",
            "pick a layer: it decides which list the backups belong to",
        )
    if len({item.role is Role.LEAF for item in fitted.chosen}) > 1:
        raise CannotExpress(
            f"{title} cannot take the leaf together with a layer above it: with both lists a connection must match in "
            "each",
            "pick the leaf alone, or layers above it alone",
        )


def _check_way(fitted: PinSet, abilities: Abilities, title: str) -> None:
    """Refuse where a key on the way from the root down to the first match stops the client."""
    if not abilities.stops_at_other_keys or abilities.keys is None:
        return
    pins = frozenset(fitted.pins)
    for pin, label in reversed(fitted.path_keys):
        if label not in abilities.keys:
            raise CannotExpress(
                f"{title} refuses this chain: on its way from the root it meets a key of the kind {label} "
                "before it meets a pin",
                "pick a layer above that one, or use another client",
            )
        if pin in pins:
            return
