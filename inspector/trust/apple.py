"""Apple's lists of roots, and the path that a system with each would build: less certain than Android's."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.pinning.reach import Span, Version
from inspector.trust.android_anchors import anchors_near
from inspector.trust.android_ranges import paths_by_state, same_outcome
from inspector.trust.conscrypt_anchor import Anchor
from inspector.trust.data.roots import Root, apple_lists
from inspector.trust.device_path import DevicePath, Trust
from inspector.trust.store import Store

NOTE = (
    "By that release: each list was read under its title, so a root can be older, and a list also holds roots that are "
    "not for TLS. How Apple's systems choose among several paths is not known; the first that validates is shown."
)


@dataclass(frozen=True, slots=True)
class AppleRelease:
    """One published list of Apple's roots."""

    version: str
    """iOS version in the list's title."""

    listed: str
    """The day when the list was read, `YYYY-MM-DD`."""

    place: int
    """Place in the table, oldest first."""

    @property
    def label(self) -> str:
        """Return what people read: `by iOS 16`."""
        return f"by iOS {self.version}"


@dataclass(frozen=True, slots=True)
class AppleRange:
    """Neighbouring lists that give the same path."""

    releases: tuple[AppleRelease, ...]
    """The releases, oldest first; never empty."""

    path: DevicePath
    """The first path that validates with their roots."""


@functools.cache
def apple_releases() -> tuple[AppleRelease, ...]:
    """Return every known list, oldest first."""
    return tuple(AppleRelease(version, listed, place) for place, (version, listed) in enumerate(apple_lists()))


def apple_ranges(
    served: Sequence[Certificate],
    sources: Sequence[Store],
    at: datetime,
    *,
    name_problem: str = "",
    anchors: Sequence[Anchor] | None = None,
) -> tuple[AppleRange, ...]:
    """Return the ranges, oldest first, for `served` with the leaf first at the moment `at`; see `NOTE`.

    Roots come before served certificates as on Android, and a root that is expired at `at` is passed over. `anchors`
    stand in for the packaged table.
    """
    asked = apple_releases()
    near = [item for item in (anchors_near(served, sources) if anchors is None else anchors) if _is_current(item, at)]
    has = tuple(lambda root, release=release: _has(release, root) for release in asked)
    paths = paths_by_state(served, near, has, at, name_problem)
    return tuple(AppleRange(asked[begin:end], paths[begin]) for begin, end in same_outcome(paths))


def apple_spans(ranges: Sequence[AppleRange]) -> tuple[Span, ...]:
    """Return the ranges as `pinning.reach` takes them, without API levels."""
    return tuple(
        Span(
            tuple(Version(release.version, 0, "", True) for release in item.releases),
            item.path.pins,
            item.path.trust is not Trust.REFUSED,
        )
        for item in ranges
    )


def _has(release: AppleRelease, root: Root) -> bool:
    return root.apple is not None and root.apple[0] <= release.place <= root.apple[1]


def _is_current(anchor: Anchor, at: datetime) -> bool:
    return anchor.root is None or at <= anchor.root.not_after
