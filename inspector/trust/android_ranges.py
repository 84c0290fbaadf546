"""For every range of Android releases with the same outcome: the path that they build from a served list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from inspector.chain.certificate import Certificate
from inspector.pinning.reach import Span, Version
from inspector.trust.android import UPDATED_APART, Release, has_root, releases
from inspector.trust.android_anchors import anchors_near
from inspector.trust.conscrypt import build_path
from inspector.trust.conscrypt_anchor import Anchor, Anchors
from inspector.trust.conscrypt_signature import KeySignatures
from inspector.trust.data.roots import Root
from inspector.trust.device_path import DevicePath, Trust
from inspector.trust.store import Store


@dataclass(frozen=True, slots=True)
class AndroidRange:
    """Neighbouring releases that build the same path and judge it alike."""

    releases: tuple[Release, ...]
    """The releases, oldest first; never empty."""

    path: DevicePath
    """What they build."""

    @property
    def first(self) -> Release:
        """The oldest release."""
        return self.releases[0]

    @property
    def last(self) -> Release:
        """The newest release."""
        return self.releases[-1]


def android_ranges(
    served: Sequence[Certificate],
    sources: Sequence[Store],
    at: datetime,
    *,
    name_problem: str = "",
    anchors: Sequence[Anchor] | None = None,
    known: Sequence[Release] = (),
) -> tuple[AndroidRange, ...]:
    """Return the ranges, oldest first, for `served` with the leaf first at the moment `at`.

    `sources` give certificates of roots. `name_problem` is why the leaf does not fit the host, one visible sentence:
    Android checks that apart from the path and refuses every path that would hold. `anchors` and `known` stand in for
    the packaged tables.
    """
    asked = known or releases()
    near = anchors_near(served, sources) if anchors is None else anchors
    has = tuple(lambda root, release=release: has_root(release, root) for release in asked)
    paths = paths_by_state(served, near, has, at, name_problem)
    return tuple(AndroidRange(tuple(asked[begin:end]), paths[begin]) for begin, end in same_outcome(paths))


def android_spans(ranges: Sequence[AndroidRange]) -> tuple[Span, ...]:
    """Return the ranges as `pinning.reach` takes them; a path with an unchecked signature counts as one that holds."""
    return tuple(
        Span(
            tuple(_version(release) for release in item.releases),
            item.path.pins,
            item.path.trust is not Trust.REFUSED,
        )
        for item in ranges
    )


def anchor_notes(item: AndroidRange, at: datetime) -> tuple[str, ...]:
    """Return what must be said of the range's anchor, one visible sentence each.

    That it is known by name alone, that it is expired, and which security patches of these releases removed it.
    """
    layer = item.path.anchor
    if layer is None or layer.root is None:
        return ()
    root, notes = layer.root, []
    if layer.certificate is None:
        notes.append(f"{root.name} is known by name and pin: its certificate is not at hand.")
    if at > root.not_after:
        notes.append(f"{root.name} expired on {root.not_after:%Y-%m-%d}; Android does not look at a root's end.")
    versions = {release.version for release in item.releases}
    patches = (patch.split(":", 1) for patch in root.patches)
    notes.extend(f"{root.name} left Android {one} by patch {tag}." for one, tag in patches if one in versions)
    return tuple(notes)


def paths_by_state(
    served: Sequence[Certificate],
    near: Sequence[Anchor],
    states: Sequence[Callable[[Root], bool]],
    at: datetime,
    name_problem: str,
) -> list[DevicePath]:
    """Return the path for each state of a store, a state being whether it has a root; one search a different set."""
    signatures = KeySignatures()
    searched: dict[frozenset[bytes], DevicePath] = {}
    found: list[DevicePath] = []
    for has in states:
        present = [item for item in near if item.root is not None and has(item.root)]
        asked = frozenset(item.identity for item in present)
        if asked not in searched:
            path = build_path(served, Anchors(present, signatures), signatures, at)
            refused = bool(name_problem) and path.trust is not Trust.REFUSED
            searched[asked] = replace(path, trust=Trust.REFUSED, reason=name_problem) if refused else path
        found.append(searched[asked])
    return found


def same_outcome(paths: Sequence[DevicePath]) -> list[tuple[int, int]]:
    """Return begin and end of each run of neighbouring paths that are equal in layers, trust and reason."""
    borders = [index + 1 for index, (one, other) in enumerate(pairwise(paths)) if _outcome(one) != _outcome(other)]
    return list(pairwise([0, *borders, len(paths)]))


def _outcome(path: DevicePath) -> tuple[object, ...]:
    layers = tuple((layer.name, layer.pin, layer.served_index) for layer in path.layers)
    return layers, path.trust, path.reason, path.cut


def _version(release: Release) -> Version:
    return Version(release.version, release.api, release.build.rpartition("_")[2], release.api >= UPDATED_APART)
