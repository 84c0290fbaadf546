"""What lint and the reader of a config should hear about it: cleartext, user certificates, anchors that override."""

from inspector.chain.finding import Severity
from inspector.clients.nsc.config import Kind
from inspector.clients.nsc.element import Element
from inspector.clients.nsc.linting import Linting
from inspector.clients.nsc.unknown import unknown_parts
from inspector.clients.nsc.value import read_boolean
from inspector.clients.rule import PinProblem

_CLEARTEXT = "cleartextTrafficPermitted"


def lint_config(element: Element, kind: Kind, linting: Linting) -> tuple[PinProblem, ...]:
    """Return the findings about a config itself and its trust anchors; its domains and pins are looked at elsewhere."""
    inner = linting.inside(element)
    found = [*unknown_parts(element, inner)]
    value = element.get(_CLEARTEXT)
    if kind is Kind.BASE and read_boolean(value, default=False):
        title = "Every host that no domain-config covers may be reached without TLS."
        hint = f'write {_CLEARTEXT}="false"'
        found += inner.report("InsecureBaseConfiguration", Severity.WARNING, title, hint, element.line)
    elif kind is Kind.DOMAIN and read_boolean(value, default=False) and _has_pins(element):
        title = "The pinned domain may be reached without TLS, and pins say nothing about that."
        hint = f'write {_CLEARTEXT}="false"'
        found.append(PinProblem("cleartext-on-pinned", Severity.WARNING, title, hint, element.line))
    for child in element.children:
        if child.name == "trust-anchors":
            found += _anchors(child, kind, inner.inside(child))
    return tuple(found)


def _has_pins(element: Element) -> bool:
    return any(child.name == "pin-set" and child.children for child in element.children)


def _anchors(element: Element, kind: Kind, linting: Linting) -> list[PinProblem]:
    found = [*unknown_parts(element, linting)]
    sources = [child for child in element.children if child.name == "certificates"]
    if not sources and kind is not Kind.DEBUG:
        title = "The trust anchors are empty: no certificate is trusted, so every connection fails."
        found.append(
            PinProblem("no-anchors", Severity.ERROR, title, 'write <certificates src="system"/>', element.line)
        )
    for child in sources:
        inner, source = linting.inside(child), child.get("src")
        found += unknown_parts(child, inner)
        if source == "wfa":
            title = "The certificates src wfa is the platform's own, and lint does not know it."
            found += inner.breaks_build(title, "write system, user or a resource", child.line)
        if source == "user" and kind is Kind.BASE:
            title = "Certificates that the device's user added are trusted in the release."
            hint = "move the trust anchors into <debug-overrides>"
            found += inner.report("AcceptsUserCertificates", Severity.WARNING, title, hint, child.line)
        if kind is not Kind.DEBUG and source and read_boolean(child.get("overridePins"), default=False):
            found.append(_overriding(source, child.line))
    return found


def _overriding(source: str, line: int) -> PinProblem:
    hint = "take overridePins out, or move it into <debug-overrides>"
    match source:
        case "system":
            title = "overridePins is on for the system's certificates: every public chain passes the pins over."
            return PinProblem("override-pins", Severity.ERROR, title, hint, line)
        case "user":
            title = "overridePins is on for user certificates: whoever adds one to the device passes the pins over."
        case _:
            title = "overridePins is on for these certificates: a chain that ends in one of them passes the pins over."
    return PinProblem("override-pins", Severity.WARNING, title, hint, line)
