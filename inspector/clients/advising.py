"""What the user should know about a pin set once it is fitted to one client, in that client's own terms."""

from dataclasses import replace

from inspector.chain.text import capital
from inspector.clients.abilities import Spelling
from inspector.clients.fit import Fitted
from inspector.pinning.advice import Advice, end_words
from inspector.pinning.hints import hints
from inspector.pinning.pin_set import PinSet

_KEY_ENCODING = "key-encoding"
"""The hint that `fit` has decided on already: it refuses where the client may compute another pin."""


def advise(fitted: Fitted) -> tuple[Advice, ...]:
    """Return the hints for what the client is given, worst first: nothing about a layer that was left out.

    Where whole certificates are compared a kept key saves nothing, and records of a zone are shipped with no app.
    """
    found = tuple(advice for advice in hints(fitted.pin_set) if advice.code != _KEY_ENCODING)
    match fitted.abilities.spelling:
        case Spelling.CERTIFICATE:
            words = _of_certificates(fitted.pin_set)
        case Spelling.HEX:
            words = _of_records(fitted.pin_set)
        case _:
            return found
    return tuple(replace(advice, sentence=words.get(advice.code, advice.sentence)) for advice in found)


def _of_certificates(pin_set: PinSet) -> dict[str, str]:
    return {
        "leaf-only": f"Only the leaf's certificate is held, which ends on {_first_end(pin_set)}: its renewal does not "
        "match, though its key be the same. Ship the next certificate before, or the app is locked out.",
        "one-pin": "One certificate and no other: when it leaves the chain, every installed app is locked out until "
        "it is updated.",
        "no-backup": "All certificates are of this one chain: a change of authority breaks them together.",
    }


def _of_records(pin_set: PinSet) -> dict[str, str]:
    reason = capital(pin_set.stamp.rstrip("."))
    return {
        "leaf-only": f"Only the leaf's key is published: its renewal, by {_first_end(pin_set)} at the latest, must "
        "keep this key, or the record of the next one must stand in the zone before.",
        "one-pin": "One record and no other: when this key goes, every verifier refuses the server until the record "
        "of the next one has reached it.",
        "no-backup": "All records are of this one chain: before it changes, publish the next key's beside them.",
        "private-anchor": f"{reason}. DANE needs no public root, but a record of a proxy's key makes every verifier "
        "refuse the server itself.",
    }


def _first_end(pin_set: PinSet) -> str:
    return end_words(min((item.not_after for item in pin_set.chosen if item.not_after is not None), default=None))
