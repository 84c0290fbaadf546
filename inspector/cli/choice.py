"""What `pinspector pin` may pin: refusing bad chains and sets, and picking layers."""

from typing import NoReturn

from inspector.chain.finding import Severity
from inspector.chain.path import Layer, Origin
from inspector.cli.errors import RefusedError, UsageError
from inspector.clients.abilities import Positions
from inspector.inspection import Inspection
from inspector.pinning.pin_set import PinSet
from inspector.pinning.selection import pick_layers
from inspector.pinning.stamp import stamp_for

ABOUT_THE_ANCHOR = frozenset(
    {"self-signed", "interception-suspected", "missing-intermediate", "unknown-root", "private-anchor", "not-trusted"}
)
"""Codes of errors that a private anchor brings with it: accepting the anchor accepts them."""

_LOOK = "Look at it with pinspector show."
_OWN_ROOT = "If the root is yours: --accept-private-anchor, and --roots FILE to check the chain against it."
_PROXY = "A pin taken here pins the proxy and locks out everyone else: look again from a network without it."


def check_chain(inspection: Inspection, *, accept_private: bool) -> str:
    """Return the stamp for snippets of this chain: empty where it ends in a public root.

    Accepting a private anchor accepts that the path ends in it, and nothing else: where there is no path, no client
    can connect, with pins or without. Raises `RefusedError` where the chain is not trusted, where its path holds only
    with what was fetched, where its anchor is private and not accepted, or where current clients do not connect.
    """
    if inspection.needs_fetched:
        _refuse_fetched(inspection)
    assessment = inspection.assessment
    has_path = assessment.path is not None
    stamp = stamp_for(
        inspection.layers,
        has_path=has_path,
        public=assessment.public,
        android_root=inspection.android_root,
        suspicion=inspection.suspicion,
        end=inspection.end,
    )
    if inspection.android_root and not (has_path and accept_private):
        raise RefusedError(
            f"No pin: {stamp}. Clients with Mozilla's roots refuse it.",
            "For those releases alone: --android API pins the path that one of them builds.",
        )
    if not inspection.trusted or not has_path:
        _refuse_untrusted(inspection, accept_private=accept_private)
    for finding in inspection.findings:
        if finding.code == "old-tls":
            raise RefusedError(f"No pin for a server that current clients refuse: {finding.title}", finding.hint)
    if stamp and not accept_private:
        hint = f"{_PROXY} {_OWN_ROOT}" if inspection.suspicion else _OWN_ROOT
        raise RefusedError(f"No pin: {stamp}. Behind a proxy, its pin would lock every user out.", hint)
    for finding in inspection.findings:
        if stamp and finding.severity is Severity.ERROR and finding.code not in ABOUT_THE_ANCHOR:
            raise RefusedError(f"No pin: {finding.title}", finding.hint)
    return stamp


def _refuse_untrusted(inspection: Inspection, *, accept_private: bool) -> NoReturn:
    """Refuse a chain with all that is wrong with it: a proxy first, then what no accepted anchor mends."""
    errors = [finding for finding in inspection.findings if finding.severity is Severity.ERROR]
    errors.sort(key=lambda finding: (finding.code != "interception-suspected", finding.code in ABOUT_THE_ANCHOR))
    reasons = list(dict.fromkeys(finding.title for finding in errors)) or [inspection.assessment.reason]
    path = inspection.assessment.path
    if path is not None and not inspection.assessment.public:
        reasons.append(f"The path ends in {path.layers[-1].certificate.subject.readable}, which is no public root.")
    hint = _LOOK
    if inspection.suspicion:
        hint = _PROXY
    elif path is None and all(finding.code in ABOUT_THE_ANCHOR for finding in errors):
        named = "--roots FILE" if accept_private else "--roots FILE, with --accept-private-anchor"
        hint = f"If the root is yours, name it: {named}. Otherwise let the server send its issuers. {_LOOK}"
    raise RefusedError(f"No pin for an untrusted chain: {' '.join(reasons)}", hint)


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


def check_minimum(minimum: int) -> None:
    """Raise `UsageError` where nothing is known of the API level `minimum`."""
    from inspector.trust.android import releases

    first, last = releases()[0].api, releases()[-1].api
    if not first <= minimum <= last:
        raise UsageError(f"Nothing is known of API {minimum}.", f"Give --min-sdk from {first} to {last}.")


def check_reach(pin_set: PinSet, inspection: Inspection, minimum: int) -> PinSet:
    """Return the set with what Android from API level `minimum` on lacks.

    Raises `RefusedError` where a release from there on that takes the chain would be locked out.
    """
    from inspector.devices.looking import look_at_devices, with_reach

    devices = look_at_devices(inspection)
    marked = with_reach(pin_set, devices, minimum)
    if not marked.lock_out:
        return marked
    sure = [key.name for key in devices.keys if key.shown and devices.reach(key.pin, minimum=minimum).everywhere]
    better = f"In every path: {', '.join(sure)}. " if sure else ""
    raise RefusedError(f"No pin: {marked.lock_out}.", f"{better}pinspector show TARGET --devices tells more.")
