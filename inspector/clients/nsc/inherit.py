"""What counts for each domain once everything is inherited, in the release and in the debug build."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector.clients.nsc.config import AnchorSource, Config, ConfigFile, Domain, Pins

SYSTEM = AnchorSource("system", overrides=False, line=0)
"""What the platform trusts where no config says anything (from target SDK 24 on)."""


@dataclass(frozen=True, slots=True)
class Effective:
    """One domain with what counts for it."""

    domain: Domain
    """The domain."""

    config: Config
    """The domain-config it stands in."""

    pins: Pins | None
    """Its config's own pin set or the one of the nearest config around it; None where there is none."""

    anchors: tuple[AnchorSource, ...]
    """The sources of trust anchors; empty where nothing is trusted."""


def effective(file: ConfigFile, debug: Config | None) -> Iterator[Effective]:
    """Yield every domain in its order; `debug` is what a debuggable build adds, None for the release.

    Pin set and trust anchors are inherited or replaced as a whole (NetworkSecurityConfig.Builder.getEffective…), and
    the debug anchors are added to each config that has its own and to the defaults (addDebugAnchorsIfNeeded).
    """
    added = debug.anchors or () if debug is not None else ()
    base = file.base.anchors if file.base is not None else None
    above = (*(base if base is not None else (SYSTEM,)), *added)
    for config in file.configs:
        yield from _below(config, None, above, added)


def _below(
    config: Config, pins: Pins | None, above: tuple[AnchorSource, ...], added: tuple[AnchorSource, ...]
) -> Iterator[Effective]:
    mine = config.pins if config.pins is not None else pins
    anchors = above if config.anchors is None else (*config.anchors, *added)
    for domain in config.domains:
        yield Effective(domain, config, mine, anchors)
    for child in config.children:
        yield from _below(child, mine, anchors, added)


def bypass_reason(anchors: tuple[AnchorSource, ...]) -> str:
    """Return why every chain passes the pins over, one visible clause, or an empty text where pins count.

    An anchor that stands in two sources counts as overriding where one of them does, so the system's anchors override
    as soon as one `system` does; a chain that ends in another source may still be held to the pins.
    """
    if any(source.overrides and source.name == "system" for source in anchors):
        return "overridePins is on for the system's certificates"
    if anchors and all(source.overrides for source in anchors):
        return "overridePins is on for every source of trust anchors"
    return ""
