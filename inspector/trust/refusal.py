"""Why the verifier refused a path that our own rules have nothing against, in words."""

import re
from collections.abc import Sequence
from itertools import pairwise

from inspector.chain.certificate import Certificate
from inspector.chain.text import visible
from inspector.trust.rules import has_name_constraints
from inspector.trust.signatures import is_signed

_WRAPPING = re.compile(r"^validation failed: (?:candidates exhausted: )?| \(encountered processing .*$", re.DOTALL)
_CURVES = frozenset({"P-256", "P-384", "P-521"})


def explain(path: Sequence[Certificate], said: str) -> str:
    """Return the reason as one visible sentence; `said` is the library's own text, used where nothing else is known."""
    for below, above in pairwise(path):
        if not is_signed(above, below):
            return f"The signature on {below.subject.readable} was not made by {above.subject.readable}."
    for item in path[1:]:
        if item.key.type != "RSA" and item.key.curve not in _CURVES:
            return f"{item.subject.readable} signs with a key of a kind that few clients take: {item.key.label}."
    for item in path[:-1]:
        if not item.signature.startswith(("SHA256", "SHA384", "SHA512", "RSASSA-PSS")):
            return f"{item.subject.readable} is signed in a way that few clients take: {item.signature}."
    for item in path:
        if has_name_constraints([item]):
            return _explain_constraints(item.subject.readable, said)
    return f"The verifier refuses it: {visible(_WRAPPING.sub('', said), 200)}."


def _explain_constraints(authority: str, said: str) -> str:
    if "matched SAN" in said:
        return f"{authority} may not certify these names: its name constraints forbid it."
    return f"{authority} limits names in a way that cannot be checked here: {visible(_WRAPPING.sub('', said), 200)}."
