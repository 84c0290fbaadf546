"""Which dictionary of a source is a configuration, and what is said where none is found."""

from inspector.chain.finding import Severity
from inspector.clients.literal import Kind, Literal
from inspector.clients.rule import PinProblem
from inspector.clients.trustkit.keys import GLOBAL_KEYS, PINNED_DOMAINS, meant_key


def is_config(value: Literal) -> bool:
    """Return whether a dictionary holds TrustKit's domains, even under a misspelt key."""
    if value.kind is not Kind.DICTIONARY:
        return False
    return any(
        entry.known and PINNED_DOMAINS in (entry.key, meant_key(entry.key, GLOBAL_KEYS)) for entry in value.entries
    )


def unfound(text: str) -> tuple[PinProblem, ...]:
    """Return the problem of a source that names the domains and has no dictionary of them."""
    before, found, _ = text.partition(PINNED_DOMAINS)
    if not found:
        return ()
    title = "TrustKit's domains are put together in a way that cannot be followed."
    hint = "Only dictionaries that are written out are followed: check them by hand."
    return (PinProblem("not-followed", Severity.WARNING, title, hint, before.count("\n") + 1),)
