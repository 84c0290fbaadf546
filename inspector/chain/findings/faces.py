"""The rule about other leaf keys that a host was seen to serve."""

from collections.abc import Iterator

from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence


def unpinned_leaves(evidence: Evidence) -> Iterator[Finding]:
    """Notice that a host serves several leaf keys, as long as not all of them are pinned."""
    if evidence.leaf_keys > 1 and evidence.unpinned:
        missing = ", ".join(dict.fromkeys(evidence.unpinned))
        some = "none of them is pinned"
        if len(evidence.unpinned) < evidence.leaf_keys:
            verb = "is" if len(evidence.unpinned) == 1 else "are"
            some = f"{len(evidence.unpinned)} ({missing}) {verb} not pinned"
        yield Finding(
            "several-leaf-keys",
            Severity.WARNING,
            f"The host serves {evidence.leaf_keys} leaf keys, and {some}.",
            "Which one a client meets is decided by its address and the kinds of key that it takes: a set of leaf pins "
            "needs all of them. The faces put them into it.",
        )


CODES = frozenset({"several-leaf-keys"})
"""The code of this rule."""

RULES = (unpinned_leaves,)
