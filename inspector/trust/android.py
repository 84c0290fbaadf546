"""Android's releases and the roots that each has: AOSP's, which a maker may have changed."""

import functools
from dataclasses import dataclass

from inspector.chain.explained import Explained
from inspector.trust.data.roots import Root, android_states

UPDATED_APART = 34
"""First API level whose store is in a module that is updated apart from the system: from there on "at the latest"."""

RECURSIVE_SEARCH = 24
"""First API level whose search goes back from dead ends; older ones search forward only."""

MIXED_LEVEL = 25
"""API level of two versions, of which one is not known: 7.1.0 has it as well as 7.1.1."""


class UnknownApi(Explained, ValueError):  # noqa: N818
    """An API level of which no state is known."""


@dataclass(frozen=True, slots=True)
class Release:
    """One known state of AOSP's root store."""

    version: str
    """Android version: `7.1.1`, `12L`, `14`."""

    api: int
    """API level."""

    state: int
    """Place in the table, oldest first; two states of one API level are two releases."""

    build: str
    """Where the state was read: `android-14.0.0_r61`; elsewhere a commit."""

    @property
    def label(self) -> str:
        """Return what people read: `AOSP 14 (API 34)`."""
        return f"AOSP {self.version} (API {self.api})"

    @property
    def note(self) -> str:
        """Return what must be said beside it, one visible sentence; empty where nothing must."""
        if self.api >= UPDATED_APART:
            return "Its roots can be newer by a module update: what it has, it has at the latest."
        if self.api == MIXED_LEVEL:
            return "API 25 is 7.1.0 as well, whose roots are not known."
        if self.api < RECURSIVE_SEARCH:
            return "It searches without going back: a server that sends more than one chain can fare worse."
        return ""


@functools.cache
def releases() -> tuple[Release, ...]:
    """Return every known state of AOSP's store, oldest first."""
    return tuple(Release(version, api, state, build) for state, (version, api, build) in enumerate(android_states()))


def release_for(api: int) -> Release:
    """Return the newest known release with this API level. Raises `UnknownApi`."""
    known = releases()
    found = [item for item in known if item.api == api]
    if found:
        return found[-1]
    first, last = known[0].api, known[-1].api
    reason = "API 20 is for watches only." if api == 20 else f"Nothing is known about the roots of API {api}."
    raise UnknownApi(reason, f"Give an API level from {first} to {last}, such as 24 for Android 7.0.")


def has_root(release: Release, root: Root) -> bool:
    """Whether the release has the root."""
    return root.android is not None and root.android[0] <= release.state <= root.android[1]
