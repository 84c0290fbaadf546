"""Whether a root that Mozilla's bundle has not stands in Android's table, and on which releases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.trust.assessment import Assessment
from inspector.trust.public import is_public_root
from inspector.trust.store import Store, StoreError
from inspector.trust.stores import mozilla

if TYPE_CHECKING:
    from inspector.trust.data.roots import Root


@dataclass(frozen=True, slots=True)
class InAndroid:
    """A root of Android's table that is not in Mozilla's bundle."""

    name: str
    """What people call it, visible text."""

    releases: str
    """AOSP's releases that have it: `Android 7.0-13`, `Android up to 6.0`, `Android 14 on`."""

    by_name: bool
    """Whether nothing but its name was compared, since its certificate is not at hand."""

    @property
    def clause(self) -> str:
        """The root with where it stands, one visible clause."""
        return f"{self.name}, a root in {self.releases}, not in Mozilla's bundle"


def in_android(assessment: Assessment, top: Certificate | None) -> InAndroid | None:
    """Return what Android's table knows of the root of a path that ends in no public one; None where nothing.

    `top` is the last certificate that signatures lead to where there is no path. Nothing is trusted on its account.
    """
    anchor = assessment.path.anchor.certificate if assessment.path is not None else top
    if assessment.public or anchor is None:
        return None
    try:
        bundle = mozilla()
    except StoreError:
        return None
    if assessment.path is None and not anchor.is_self_issued:
        return _by_name(anchor, bundle)
    if is_public_root(anchor):
        return None
    from inspector.trust.data.roots import roots_named

    known = [root for root in roots_named(anchor.subject) if root.pin == anchor.pin]
    return _found(anchor.subject.readable, known, by_name=False)


def _by_name(top: Certificate, bundle: Store) -> InAndroid | None:
    """Return the root with the name of the issuer of `top`, which was not sent and is in no store at hand."""
    from inspector.trust.android_anchors import certificate_of
    from inspector.trust.data.roots import roots_named

    known = [root for root in roots_named(top.issuer) if certificate_of(root, (bundle,)) is None]
    return _found(top.issuer.readable, known, by_name=True)


def _found(name: str, known: "Iterable[Root]", *, by_name: bool) -> InAndroid | None:
    states = [root.android for root in known if root.android is not None]
    if not states:
        return None
    releases = _releases(min(first for first, _ in states), max(last for _, last in states))
    return InAndroid(name, releases, by_name)


def _releases(first: int, last: int) -> str:
    """Return the releases from one place of the table of states to another; some versions have two states."""
    from inspector.trust.data.roots import android_states

    versions = [version for version, _, _ in android_states()]
    begin = versions[first] + (" as updated" if first and versions[first - 1] == versions[first] else "")
    end = versions[last] + (" as first released" if versions[last + 1 : last + 2] == [versions[last]] else "")
    if last == len(versions) - 1:
        return f"Android {begin} on"
    if first == 0:
        return f"Android up to {end}"
    return f"Android {begin}" if first == last else f"Android {begin}-{end}"
