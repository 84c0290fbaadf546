"""Elements and attributes that the platform passes over without a word."""

from inspector.chain.finding import Severity
from inspector.clients.nsc.crash import LINT, quoted
from inspector.clients.nsc.element import TOOLS, Element
from inspector.clients.nsc.linting import Linting, nearest
from inspector.clients.rule import PinProblem

_CONFIG = ("domain", "trust-anchors", "pin-set", "domain-config")
_LATER = ("certificateTransparency", "domainEncryption")
"""Elements of Android 16 and later, which earlier ones pass over."""

_CHILDREN: dict[str, tuple[str, ...]] = {
    "network-security-config": ("domain-config", "base-config", "debug-overrides"),
    "base-config": (*_CONFIG, *_LATER),
    "domain-config": (*_CONFIG, *_LATER),
    "debug-overrides": (*_CONFIG, *_LATER),
    "pin-set": ("pin",),
    "trust-anchors": ("certificates",),
}
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "base-config": ("cleartextTrafficPermitted", "hstsEnforced"),
    "domain-config": ("cleartextTrafficPermitted", "hstsEnforced"),
    "debug-overrides": ("cleartextTrafficPermitted", "hstsEnforced"),
    "domain": ("includeSubdomains",),
    "pin-set": ("expiration",),
    "pin": ("digest",),
    "certificates": ("src", "overridePins"),
}
_BY_NAME = frozenset({"cleartextTrafficPermitted", "hstsEnforced"})
"""Attributes that the platform finds whatever prefix stands in front."""

_NEEDED = frozenset({"domain-config", "domain", "pin-set", "pin"})
"""Without these there are no pins, or none for the host."""


def unknown_parts(element: Element, linting: Linting) -> tuple[PinProblem, ...]:
    """Return the attributes of `element` and the elements directly in it that mean nothing there."""
    found: list[PinProblem] = []
    for item in element.attributes:
        known = _ATTRIBUTES.get(element.name, ())
        if not item.namespace and item.name not in known:
            found += _attribute(element, item.name, linting)
        elif item.namespace not in ("", TOOLS) and item.name in known and item.name not in _BY_NAME:
            title = f"The attribute {item.name} has a prefix in front, so the platform passes it over."
            found.append(
                PinProblem("unknown-attribute", Severity.ERROR, title, f"write {item.name} alone", element.line)
            )
    if element.name in _CHILDREN:
        for child in element.children:
            if child.name not in _CHILDREN[element.name]:
                found += _child(element, child, linting)
    return tuple(found)


def _attribute(element: Element, name: str, linting: Linting) -> tuple[PinProblem, ...]:
    near = nearest(name, _ATTRIBUTES.get(element.name, ()))
    shown = quoted(name)
    if near and element.get(near[0]) is None:
        title = f"The attribute {shown} is passed over: it looks like a misspelt {near[0]}."
        return linting.report(LINT, Severity.ERROR, title, f"write {near[0]}", element.line)
    title = f"<{quoted(element.name)}> has no attribute {shown}: it is passed over silently."
    return (PinProblem("unknown-attribute", Severity.WARNING, title, "take it out", element.line),)


def _child(element: Element, child: Element, linting: Linting) -> tuple[PinProblem, ...]:
    inner, shown = linting.inside(child), quoted(child.name)
    known = tuple(name for name in _CHILDREN[element.name] if name not in _LATER)
    near = nearest(child.name, known)
    if near:
        severity = Severity.ERROR if _NEEDED & set(near) else Severity.WARNING
        title = f"<{shown}> is passed over with all that is in it: it looks like a misspelt {' or '.join(near)}."
        return inner.report(LINT, severity, title, f"write <{near[0]}>", child.line)
    if element.name == "network-security-config":
        severity = Severity.ERROR if child.name in _NEEDED else Severity.WARNING
        title = f"Unexpected element <{shown}>: the platform passes it over with all that is in it."
        return inner.report(LINT, severity, title, "take it out, or move it to where it belongs", child.line)
    misplaced = any(child.name in names for names in _CHILDREN.values())
    severity = Severity.ERROR if misplaced and child.name in _NEEDED else Severity.WARNING
    title = f"<{shown}> means nothing in <{quoted(element.name)}>: it is passed over silently."
    hint = "move it to where it belongs" if misplaced else "take it out"
    return (PinProblem("unknown-element", severity, title, hint, child.line),)
