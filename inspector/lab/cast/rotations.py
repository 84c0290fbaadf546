"""Chains that change: the first connection gets the old one, every later one the new one."""

from collections.abc import Callable
from datetime import datetime
from itertools import chain, repeat

from inspector.lab.cast.family import issuing_of, speak_tls
from inspector.lab.conversation import Conversation
from inspector.lab.pki import LEAF_LIFE, Validity, issue_ca, issue_leaf, key_named, make_root
from inspector.lab.setup import Setup

_OLD_LEFT = LEAF_LIFE / 15


def renewed_same_key(now: datetime) -> Setup:
    """Renew the leaf with the key of the old one."""
    host = "same.bank.test"
    root, issuing = issuing_of(now)
    old = issue_leaf([host], issuing, now, validity=_nearly_over(now))
    new = issue_leaf([host], issuing, now, validity=_fresh(now))
    return Setup(_first_then(speak_tls([old], [issuing]), speak_tls([new], [issuing])), (root,))


def renewed_new_key(now: datetime) -> Setup:
    """Renew the leaf with a key of its own."""
    host = "fresh.bank.test"
    root, issuing = issuing_of(now)
    old = issue_leaf([host], issuing, now, validity=_nearly_over(now))
    new = issue_leaf([host], issuing, now, validity=_fresh(now), key=key_named(f"{host} next"))
    return Setup(_first_then(speak_tls([old], [issuing]), speak_tls([new], [issuing])), (root,))


def new_intermediate(now: datetime) -> Setup:
    """Keep the leaf's key and let another intermediate of the same root sign it."""
    host = "moved.bank.test"
    root, issuing = issuing_of(now)
    other = issue_ca("Lab Issuing CA R2", root, now, path_length=0)
    old = issue_leaf([host], issuing, now, validity=_nearly_over(now))
    new = issue_leaf([host], other, now, validity=_fresh(now))
    return Setup(_first_then(speak_tls([old], [issuing]), speak_tls([new], [other])), (root,))


def new_ca(now: datetime) -> Setup:
    """Change everything: leaf key, intermediate and root, which the store holds as well."""
    host = "switched.bank.test"
    root, issuing = issuing_of(now)
    other_root = make_root("Other Lab Root G1", now)
    other = issue_ca("Other Lab Issuing CA G1", other_root, now, path_length=0)
    old = issue_leaf([host], issuing, now, validity=_nearly_over(now))
    new = issue_leaf([host], other, now, validity=_fresh(now), key=key_named(f"{host} next"))
    return Setup(_first_then(speak_tls([old], [issuing]), speak_tls([new], [other])), (root, other_root))


def _first_then(first: Callable[[], Conversation], later: Callable[[], Conversation]) -> Callable[[], Conversation]:
    turns = chain([first], repeat(later))
    return lambda: next(turns)()


def _nearly_over(now: datetime) -> Validity:
    end = now.replace(minute=0, second=0, microsecond=0) + _OLD_LEFT
    return Validity(end - LEAF_LIFE, end)


def _fresh(now: datetime) -> Validity:
    start = now.replace(minute=0, second=0, microsecond=0)
    return Validity(start, start + LEAF_LIFE)
