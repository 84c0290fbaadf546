"""A `<trust-anchors>` element: which certificates are trusted, and which of them pass the pins over."""

from inspector.clients.nsc.config import AnchorSource
from inspector.clients.nsc.crash import crash, quoted
from inspector.clients.nsc.element import Element
from inspector.clients.nsc.value import is_resource, read_boolean
from inspector.clients.rule import PinProblem

_KNOWN = frozenset({"system", "user", "wfa"})


def parse_anchors(element: Element, *, overrides: bool) -> tuple[tuple[AnchorSource, ...], list[PinProblem]]:
    """Return the sources in it, and what stops the app; `overrides` is what an absent overridePins means there."""
    sources: list[AnchorSource] = []
    problems: list[PinProblem] = []
    for child in element.children:
        if child.name != "certificates":
            continue
        name = child.get("src")
        if name is None:
            problems.append(crash("certificates element missing src attribute", child.line))
        elif name in _KNOWN or is_resource(name):
            does = read_boolean(child.get("overridePins"), default=overrides)
            sources.append(AnchorSource(quoted(name.strip()), does, child.line))
        else:
            problems.append(
                crash(
                    "Unknown certificates src. Should be one of system|user|@resourceVal",
                    child.line,
                    f"src is “{quoted(name)}”: write system, user or a resource such as @raw/my_ca",
                )
            )
    return tuple(sources), problems
