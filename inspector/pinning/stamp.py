"""The stamp: why snippets of a chain must not go into a release."""

from inspector.chain.path import Layer, Origin

_NO_PATH = "these certificates lead to no trusted root"


def stamp_for(
    layers: tuple[Layer, ...], *, has_path: bool, public: bool, android_root: str = "", suspicion: str = ""
) -> str:
    """Return one visible sentence where the pins of `layers` belong to no public root, else an empty text.

    `layers` is the path, leaf first, or the served certificates where `has_path` is False. `android_root` is a clause
    about the root in which they end, where it is one of Android's and not of Mozilla's. `suspicion` is a sentence that
    says whose proxy seems to have made them, empty where none does.
    """
    if android_root and not public:
        return f"the chain ends in {android_root}"
    if public and has_path:
        return ""
    top = layers[-1].certificate.subject.readable
    ends = f"the chain ends in {top}, which is no public root" if has_path else _NO_PATH
    if not suspicion:
        return ends
    named = ends if has_path else f"{ends}, the topmost is {top}"
    return f"{named}; {suspicion[0].lower()}{suspicion[1:].rstrip('.')}"


def fetched_stamp(layers: tuple[Layer, ...]) -> str:
    """Return one visible sentence where the path `layers` holds only with a fetched issuer, else an empty text.

    Neither Conscrypt nor OkHttp fetches issuers, so that a release with such pins is refused as long as it is missing.
    """
    if any(layer.origin is Origin.FETCHED for layer in layers):
        return "the path needs a fetched issuer, without which Android and OkHttp refuse the chain"
    return ""
