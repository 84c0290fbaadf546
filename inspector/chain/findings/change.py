"""Rules about what changed since the same source was first looked at."""

from collections.abc import Iterator

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Finding, Severity
from inspector.chain.findings.evidence import Evidence
from inspector.chain.path import Layer, Role

CODES = frozenset({"leaf-renewed", "leaf-key-changed", "intermediate-changed", "authority-changed"})
"""Codes of these rules."""

_LOCKED = "Apps that ship the pin of the old key and none of this chain are locked out. Keep it in the set"


def leaf_changed(evidence: Evidence) -> Iterator[Finding]:
    """Notice another leaf: renewed with the same key, which gives it other dates, or with a key of its own."""
    if not evidence.before:
        return
    old, new = evidence.before[0].certificate, evidence.layers[0].certificate
    place = evidence.layers[0].served_index
    if old.pin == new.pin:
        if (old.not_before, old.not_after) == (new.not_before, new.not_after):
            return
        yield Finding(
            "leaf-renewed",
            Severity.INFO,
            f"The leaf was renewed since {_since(evidence)} and kept its key: a pin of it survives.",
            "Only the certificate is another one. Whether the next renewal keeps the key too is unknown.",
            place,
        )
        return
    hint = f"{_LOCKED} until no such app is left."
    if old.not_after is not None and old.not_after > evidence.at and not _is_newer(new, old):
        hint += " If both keys are in use at once, faces finds every one."
    title = f"The leaf's key changed since {_since(evidence)}: {_short(old)} is gone, {_short(new)} is served."
    yield Finding("leaf-key-changed", Severity.WARNING, title, hint, place)


def authority_changed(evidence: Evidence) -> Iterator[Finding]:
    """Notice that another root, or another intermediate of the same root, vouches for the leaf."""
    if not (evidence.before and evidence.has_path and evidence.before[-1].role is Role.ROOT):
        return
    old_root, new_root = evidence.before[-1], evidence.layers[-1]
    known = {layer.pin for layer in evidence.layers}
    gone = [layer for layer in evidence.before[1:-1] if layer.pin not in known]
    if old_root.pin not in known:
        yield Finding(
            "authority-changed",
            Severity.WARNING,
            f"The chain comes from another authority since {_since(evidence)}: it ends in {_name(new_root)}, no longer "
            f"in {_name(old_root)}.",
            f"{_LOCKED} until no such app is left, and pin the new authority, or a key of your own, beside it.",
            new_root.served_index,
        )
    elif gone and len(evidence.layers) > 2:
        issuing = evidence.layers[1]
        yield Finding(
            "intermediate-changed",
            Severity.WARNING,
            f"Another intermediate vouches for the leaf since {_since(evidence)}: {_name(issuing)}, no longer "
            f"{_name(gone[0])}.",
            f"{_LOCKED} until no such app is left. The root is the same.",
            issuing.served_index,
        )


def _since(evidence: Evidence) -> str:
    return f"{evidence.before_at:%H:%M} UTC" if evidence.before_at is not None else "the first look"


def _short(certificate: Certificate) -> str:
    return f"{certificate.pin.base64[:8]}…"


def _name(layer: Layer) -> str:
    return layer.certificate.subject.readable


def _is_newer(one: Certificate, other: Certificate) -> bool:
    """Return whether `one` begins after `other`, so that it looks like its renewal."""
    return one.not_before is not None and other.not_before is not None and one.not_before > other.not_before


RULES = (leaf_changed, authority_changed)
