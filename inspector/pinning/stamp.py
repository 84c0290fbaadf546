"""The stamp: why snippets of a chain must not go into a release."""

from inspector.chain.path import Layer, Origin

LAB_STAMP = "made with the lab, not with a real server"
"""The stamp on everything that is made in the lab."""


def stamp_for(
    layers: tuple[Layer, ...],
    *,
    has_path: bool,
    public: bool,
    android_root: str = "",
    suspicion: str = "",
    end: str = "",
) -> str:
    """Return one visible sentence where the pins of `layers` belong to no public root, else an empty text.

    `layers` is the path, leaf first, or the served certificates where `has_path` is False; then `end` is the name of
    the last one that signatures lead to. `android_root` is a clause about the root in which they end, where it is one
    of Android's and not of Mozilla's. `suspicion` is a sentence that says whose proxy seems to have made them, empty
    where none does.
    """
    if android_root and not public:
        return f"the chain ends in {android_root}"
    if public and has_path:
        return ""
    top = layers[-1].certificate.subject.readable
    nowhere = f"these certificates {f'end in {end} and ' if end else ''}lead to no trusted root"
    ends = f"the chain ends in {top}, which is no public root" if has_path else nowhere
    if not suspicion:
        return ends
    named = ends if has_path or end else f"{ends}, the topmost is {top}"
    return f"{named}; {suspicion[0].lower()}{suspicion[1:].rstrip('.')}"


def refusal_of(*, has_path: bool, trusted: bool, reason: str) -> str:
    """Return why clients refuse a path before they look at any pin, one visible sentence; empty where they take it.

    Without a path the answer is empty: that no pin stands in one is told of each pin.
    """
    return reason or "The chain is not trusted." if has_path and not trusted else ""


def fetched_stamp(layers: tuple[Layer, ...]) -> str:
    """Return one visible sentence where the path `layers` holds only with a fetched issuer, else an empty text.

    Neither Conscrypt nor OkHttp fetches issuers, so that a release with such pins is refused as long as it is missing.
    """
    if any(layer.origin is Origin.FETCHED for layer in layers):
        return "the path needs a fetched issuer, without which Android and OkHttp refuse the chain"
    return ""
