"""Hints for a pin set as a whole, worst first: what it lacks, what weakens it, what will break it."""

from collections.abc import Iterator

from inspector.chain.finding import Severity
from inspector.chain.path import Role
from inspector.chain.text import sentence
from inspector.pinning.advice import Advice, end_words
from inspector.pinning.pin_set import ChosenPin, PinSet
from inspector.pinning.stamp import LAB_STAMP

_WEAKEST = (Role.ROOT, Role.INTERMEDIATE, Role.LEAF)


def hints(pin_set: PinSet) -> tuple[Advice, ...]:
    """Return what the user should know about `pin_set`, worst first. Never empty.

    A client accepts a chain as soon as one pin matches, so the widest pin decides how strong the set is and a
    backup decides what it survives (RFC 7469, sections 2.6 and 4.3).
    """
    if not pin_set.pins:
        return (Advice("nothing-picked", Severity.INFO, "Nothing is picked yet.", "nothing picked yet"),)
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    found = [*_fatal(pin_set), *_fragile(pin_set), *_strength(pin_set)]
    return tuple(sorted(found, key=lambda advice: order.index(advice.severity)))


def _fatal(pin_set: PinSet) -> Iterator[Advice]:
    if pin_set.refused:
        yield Advice(
            "refused",
            Severity.ERROR,
            f"Clients refuse this chain before they look at any pin. {pin_set.refused}",
            "clients refuse this chain, pinned or not",
        )
    if pin_set.lock_out:
        yield Advice(
            "locked-out",
            Severity.ERROR,
            f"{pin_set.lock_out}. Pick a layer that stands in every path.",
            pin_set.lock_out.partition(", ")[2],
        )
    outside = [item for item in pin_set.chosen if not item.in_path and not item.devices and not item.gone]
    some = next((item for item in pin_set.chosen if item.devices), None)
    inside = any(item.in_path for item in pin_set.chosen) or any(item.in_path for item in pin_set.backups)
    if not inside and pin_set.chosen and all(item.gone for item in pin_set.chosen):
        yield Advice(
            "all-gone",
            Severity.ERROR,
            "Every picked key is gone from the chain: apps that ship these pins are locked out. Pick a layer of the "
            "chain as it is now.",
            "every picked key is gone: apps that ship them are locked out",
        )
    elif not inside and some is not None:
        yield Advice(
            "no-pin-in-path",
            Severity.ERROR,
            f"{some.label} is in the path on {some.devices} alone: every other device fails. Pick a layer too.",
            f"in the path on {some.devices} alone: others fail",
        )
    elif not inside:
        yield Advice(
            "no-pin-in-path",
            Severity.ERROR,
            "No pin of the set is in the present path: every connection fails today. Pick a layer too.",
            "no pin is in today's path: every connection fails",
        )
    elif outside:
        yield Advice(
            "pin-outside-path",
            Severity.ERROR,
            f"{outside[0].label} is in no path: no client matches a pin of it.",
            "a picked certificate is in no path",
        )
    for item in pin_set.chosen:
        if item.reencoded is not None:
            yield Advice(
                "key-encoding",
                Severity.ERROR,
                f"The key of {item.label} is encoded oddly: clients that encode it again compute another pin "
                f"({item.reencoded}). Neither pin is safe: have the certificate issued again.",
                "clients disagree about a pin: its key is encoded oddly",
            )


def _fragile(pin_set: PinSet) -> Iterator[Advice]:
    gone = [item for item in pin_set.chosen if item.gone]
    if gone:
        names = " and ".join(f"the {item.role.value} {item.label} ({item.pin.base64[:8]}…)" for item in gone)
        yield Advice(
            "pin-gone",
            Severity.WARNING,
            f"The key of {names} is gone from the chain: apps that ship no other pin of this set are locked out. It "
            "stays in the set for them until you drop it.",
            "a picked key is gone: apps that ship it alone are locked out",
        )
    for note in pin_set.reach_notes:
        yield Advice("reach", Severity.WARNING, f"{note}.", "a pin is not in the path of every device")
    if pin_set.stamp == LAB_STAMP:
        yield Advice(
            "lab",
            Severity.WARNING,
            "Made with the lab, not with a real server: these pins are for practice and belong into no release.",
            "made with the lab: for practice only",
        )
    elif pin_set.stamp:
        yield Advice(
            "private-anchor",
            Severity.WARNING,
            f"{sentence(pin_set.stamp)} Right for a private authority of your own; "
            "the pins of a proxy lock out every user.",
            "not a public root: do not release these pins unchecked",
        )
    for backup in pin_set.backups:
        if backup.in_path:
            yield Advice(
                "backup-in-chain",
                Severity.WARNING,
                f"The backup ({backup.label}) is in the present path: it goes when that key goes, so it is no backup.",
                "a backup is in the present path: it is none",
            )
    if any(not backup.in_path for backup in pin_set.backups):
        return
    if len(pin_set.pins) == 1:
        yield Advice(
            "one-pin",
            Severity.WARNING,
            "One pin and no backup: when this key goes, every installed app is locked out until it is updated.",
            "one pin, no backup: one lost key locks everyone out",
        )
    else:
        whose = "keys in use" if any(item.elsewhere for item in pin_set.chosen) else "this one chain"
        yield Advice(
            "no-backup",
            Severity.WARNING,
            f"All pins are of {whose}: a change of authority breaks them together. Add a key that is kept "
            "outside the chain (RFC 7469 demands one).",
            "no backup outside the chain: add a spare key",
        )


def _strength(pin_set: PinSet) -> Iterator[Advice]:
    chosen = tuple(item for item in pin_set.chosen if not item.gone)
    if not chosen:
        return
    if all(item.role is Role.LEAF for item in chosen):
        end = end_words(min((item.not_after for item in chosen if item.not_after is not None), default=None))
        what = "Only the leaf is pinned: its" if len(chosen) == 1 else "Only leaf keys are pinned: the first"
        spare = any(not backup.in_path for backup in pin_set.backups)
        yield Advice(
            "leaf-only",
            Severity.INFO if spare else Severity.WARNING,
            f"{what} renewal, by {end} at the latest, must keep this key"
            + (" or use a backup key." if spare else ", or the app is locked out."),
            f"{'leaf' if len(chosen) == 1 else 'leaves'} only: the renewal by {end} must keep the key",
        )
        return
    weakest = weakest_pin(chosen)
    customers = "whatever this authority issues" if pin_set.stamp else "any certificate that this authority issues"
    if len({item.role for item in chosen}) > 1:
        yield Advice(
            "weakest-layer",
            Severity.INFO,
            f"Any one of these is enough: with the {weakest.role.value} {weakest.label} in the set, {customers} "
            "for the host is accepted, and the narrower pins add nothing while it is in the path.",
            f"any one is enough: the {weakest.role.value} decides how strong it is",
        )
    elif weakest.role is Role.ROOT:
        yield Advice(
            "root-pinned",
            Severity.INFO,
            f"{weakest.label} is a root: {customers} for the host is accepted, to any of its customers.",
            "a root accepts any customer of its authority",
        )


def weakest_pin(chosen: tuple[ChosenPin, ...]) -> ChosenPin:
    """Return the pick that decides how strong the set is: the widest layer, as one matching pin is enough."""
    return min(reversed(chosen), key=lambda item: _WEAKEST.index(item.role))
