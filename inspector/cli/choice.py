"""What `pinspector pin` may pin: refusing bad chains and sets, and picking layers."""

from typing import NoReturn

from inspector.chain.finding import Severity
from inspector.chain.path import Layer, Origin
from inspector.cli.errors import RefusedError, UsageError
from inspector.clients.abilities import Positions
from inspector.inspection import Inspection
from inspector.pinning.hints import hints
from inspector.pinning.pin_set import PinSet
from inspector.pinning.selection import pick_layers
from inspector.pinning.stamp import stamp_for

ABOUT_THE_ANCHOR = frozenset(
    {"self-signed", "interception-suspected", "missing-intermediate", "unknown-root", "private-anchor", "not-trusted"}
)
"""Codes of errors that a private anchor brings with it: accepting the anchor accepts them."""

_LOOK = "Look at it with pinspector show."


def check_chain(inspection: Inspection, *, accept_private: bool) -> str:
    """Return the stamp for snippets of this chain: empty where it ends in a public root.

    Raises `RefusedError` where the chain is not trusted, where its path holds only with what was fetched, or where its
    anchor is private and not accepted.
    """
    if inspection.needs_fetched:
        _refuse_fetched(inspection)
    assessment = inspection.assessment
    stamp = stamp_for(
        inspection.layers,
        has_path=assessment.path is not None,
        public=assessment.public,
        android_root=inspection.android_root,
        end=inspection.end,
    )
    if not stamp:
        if not inspection.trusted:
            raise RefusedError(f"No pin for an untrusted chain: {assessment.reason}", _LOOK)
        return stamp
    if not accept_private and inspection.android_root:
        raise RefusedError(
            f"No pin: {stamp}. Clients with Mozilla's roots refuse it.",
            "For those releases alone: --android API pins the path that one of them builds.",
        )
    if not accept_private:
        raise RefusedError(
            f"No pin: {stamp}. Behind a proxy, its pin would lock every user out.",
            "If the root is yours: --accept-private-anchor, and --roots FILE to check the chain against it.",
        )
    if assessment.path is not None and not inspection.trusted:
        raise RefusedError(f"No pin for an untrusted chain: {assessment.reason}", _LOOK)
    for finding in inspection.findings:
        if finding.severity is Severity.ERROR and finding.code not in ABOUT_THE_ANCHOR:
            raise RefusedError(f"No pin for an untrusted chain: {finding.title}", _LOOK)
    return stamp


def _refuse_fetched(inspection: Inspection) -> NoReturn:
    names = ", ".join(
        layer.certificate.subject.readable for layer in inspection.layers if layer.origin is Origin.FETCHED
    )
    sent, mend = ("was not sent", "Let the server send it")
    if inspection.target is None:
        sent, mend = "is not in the file", "Add it to the file"
    raise RefusedError(
        f"No pin: {names} {sent} and had to be fetched. Android and OkHttp fetch nothing and refuse this chain.",
        f"{mend}, then pin: pinspector show TARGET --fetch-missing --pem prints the whole path.",
    )


def pick(
    inspection: Inspection, words: list[str] | None, positions: Positions = Positions.ANY
) -> tuple[tuple[Layer, ...], tuple[str, ...]]:
    """Return the picked layers, and what there is to say about the choice where `words` is None and it is ours.

    Our own choice is the leaf and the authority right above it: the leaf usually gets a new key at its next renewal,
    which the authority outlives; a root would accept far more than is needed. Without a path it is the leaf alone, and
    so it is for a client that looks at nothing else; a client that takes one side alone gets the authority.
    Raises `PickError`.
    """
    if words is not None:
        return pick_layers(inspection.layers, words, inspection.unused), ()
    layers = inspection.layers[:2] if inspection.assessment.path else inspection.layers[:1]
    match positions:
        case Positions.LEAF:
            layers = layers[:1]
        case Positions.ONE_SIDE:
            layers = layers[-1:]
        case Positions.ANY | Positions.SERVED:
            pass
    names = " and ".join(f"{layer.role} {layer.certificate.subject.readable}" for layer in layers)
    return layers, (f"Pinned, since no --pick was given: {names}.",)


def check_pin_set(pin_set: PinSet) -> tuple[str, ...]:
    """Return what the user should know about the set, worst first.

    Raises `RefusedError` where clients would disagree about one of its pins.
    """
    found = hints(pin_set)
    for advice in found:
        if advice.code == "key-encoding":
            raise RefusedError(f"No pin: {advice.sentence}", "Pick another layer.")
    return tuple(advice.sentence for advice in found)


def check_reach(pin_set: PinSet, inspection: Inspection, minimum: int) -> PinSet:
    """Return the set with what Android from API level `minimum` on lacks.

    Raises `UsageError` where nothing is known of the level, and `RefusedError` where a release from there on that takes
    the chain would be locked out.
    """
    from inspector.devices import look_at_devices, with_reach
    from inspector.trust.android import releases

    first, last = releases()[0].api, releases()[-1].api
    if not first <= minimum <= last:
        raise UsageError(f"Nothing is known of API {minimum}.", f"Give --min-sdk from {first} to {last}.")
    devices = look_at_devices(inspection)
    marked = with_reach(pin_set, devices, minimum)
    if not marked.lock_out:
        return marked
    sure = [key.name for key in devices.keys if key.shown and devices.reach(key.pin, minimum=minimum).everywhere]
    better = f"In every path: {', '.join(sure)}. " if sure else ""
    raise RefusedError(f"No pin: {marked.lock_out}.", f"{better}pinspector show TARGET --devices tells more.")
