"""What a pin of a layer of an inspected chain is worth: why not to pin it, else what becomes of its pin."""

from inspector.chain.finding import Severity
from inspector.chain.path import Layer
from inspector.inspection import LAB, Inspection
from inspector.pinning.advice import Advice, layer_advice

CAUTIONS = frozenset({"do-not-pin", "not-public"})
"""Codes of what speaks against a pin, whatever the layer."""


def worth(layer: Layer, inspection: Inspection) -> tuple[Advice, ...]:
    """Return what to know before `layer` is pinned, the worst first; never empty.

    Where nothing of the chain may be pinned that is all there is to say: what a pin is good for is left out.
    """
    warning = caution(inspection)
    if warning is not None and warning.severity is Severity.ERROR:
        return (warning,)
    advice = layer_advice(layer, public=inspection.assessment.public, at=inspection.at)
    return (advice,) if warning is None else (warning, advice)


def caution(inspection: Inspection) -> Advice | None:
    """Return why no layer of the chain should be pinned, or on what that depends; None where nothing speaks against it.

    A pin can only make a connection fail that would hold without it (OkHttp, Network Security Config), so nothing is
    won by pins of a chain that is refused; and a proxy's key is the commonest wrong pin.
    """
    for finding in inspection.findings:
        if finding.code == "interception-suspected":
            return _never(f"{finding.title} A pin of a proxy's key locks out everyone elsewhere.")
    if inspection.needs_fetched:
        return _never(
            "The server does not send an issuer that had to be fetched: Android and OkHttp refuse this chain, pinned "
            "or not."
        )
    if not inspection.trusted:
        reason = inspection.assessment.reason or "No client trusts it."
        return _never(f"Clients refuse this chain before they look at any pin. {reason}")
    if not inspection.assessment.public and inspection.assessment.store.name != LAB:
        return Advice(
            "not-public",
            Severity.WARNING,
            "Pin it only if the authority at the end of this chain is your own: it is no public one, and a pin of a "
            "proxy's key locks out everyone elsewhere.",
            "only if this private authority is your own",
        )
    return None


def _never(why: str) -> Advice:
    return Advice("do-not-pin", Severity.ERROR, f"Do not pin here. {why}", "do not pin here")
