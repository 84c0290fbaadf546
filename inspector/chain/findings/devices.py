"""Rules about the roots in which clients end one chain."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Ending, Evidence

CODES = frozenset({"different-roots", "old-devices", "no-device"})
"""Codes of these rules: what they say of the store's paths is replaced by what they say of devices."""

_OLDEST = 21
"""The oldest API level that a current library runs on (OkHttp 5)."""


def different_roots(evidence: Evidence) -> Iterator[Finding]:
    """Notice that clients end the chain in different roots: a path stops at the first anchor of a client's store.

    (Conscrypt's TrustManagerImpl.) A pin of a root is then missing from the path of some of them.
    """
    if not evidence.trusted:
        return
    taken = [item for item in evidence.endings if item.root]
    hint = (
        "A pin of one root fails where the path ends in another: pin a layer that stands in every path, or every root. "
        "The devices and paths tell more."
    )
    if len({item.identity for item in taken}) > 1:
        ends = ", ".join(f"{item.where} in {item.root}" for item in reversed(taken))
        refused = [item.where for item in evidence.endings if not item.root]
        rest = f"; refused {' and '.join(refused)}" if refused else ""
        yield Finding("different-roots", Severity.WARNING, f"Devices end in different roots: {ends}{rest}.", hint)
    elif not evidence.endings and len(evidence.roots) > 1:
        names = f"{', '.join(evidence.roots[:-1])} and {evidence.roots[-1]}"
        title = f"{len(evidence.roots)} roots vouch for this chain: {names}. A client ends in the one that it has."
        yield Finding("different-roots", Severity.INFO, title, hint)


def refusing_devices(evidence: Evidence) -> Iterator[Finding]:
    """Notice devices that have no root for a chain which public clients take."""
    if not evidence.trusted or not evidence.endings or not (evidence.public or evidence.in_lab):
        return
    refused = [item for item in evidence.endings if not item.root]
    if len(refused) == len(evidence.endings):
        title = "No known release of Android takes this chain, pinned or not."
        yield Finding("no-device", Severity.WARNING, title, _hint(refused[-1]))
    elif any(item.newest_api >= _OLDEST for item in refused) and _agree(evidence):
        where = " and ".join(item.where for item in refused)
        title = f"Android refuses this chain {where}, pinned or not."
        yield Finding("old-devices", Severity.INFO, title, _hint(refused[-1]))


def _agree(evidence: Evidence) -> bool:
    return len({item.identity for item in evidence.endings if item.root}) == 1


def _hint(ending: Ending) -> str:
    return f"{ending.reason} The devices tell which release takes what.".strip()


RULES = (different_roots, refusing_devices)
