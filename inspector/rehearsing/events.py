"""The events of a rehearsal, each made from the cast as certificates of its own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from inspector.lab.pki import LEAF_LIFE, Credential, PrivateKey, Validity, issue_ca, key_named, make_root
from inspector.rehearsing.cast import Cast, other_kind
from inspector.rehearsing.situation import Bypass, Event, NotApplicable, Situation, Sort

Scene = Callable[[Cast, date | None], Situation | NotApplicable]
"""Makes the situation of an event; the date is the pin set's expiry, None where it has none."""

_NO_AUTHORITY = NotApplicable("The leaf signed itself: no authority stands above it.")
_NO_INTERMEDIATE = NotApplicable("The root signed the leaf itself: there is no intermediate.")


def _today(cast: Cast, _expires: date | None) -> Situation:
    return Situation(cast.chain, (cast.root,), cast.now)


def _renewed(cast: Cast, key: str | None, at: datetime | None = None, kind: str | None = None) -> Situation:
    """Return the chain with a new leaf: of today's key, or of the key called `key`."""
    when = at or cast.now
    own = cast.leaf.key if key is None else key_named(key, kind or cast.kinds[0])
    issuer = cast.authorities[0] if cast.authorities else None
    leaf = cast.make_leaf(issuer, key=own, validity=Validity.around(when, LEAF_LIFE))
    return Situation((leaf, *cast.authorities[:-1]), (cast.root,) if issuer else (leaf,), when)


def _same_key(cast: Cast, _expires: date | None) -> Situation:
    return _renewed(cast, None)


def _new_key(cast: Cast, _expires: date | None) -> Situation:
    return _renewed(cast, "rehearsal next leaf")


def _other_kind(cast: Cast, _expires: date | None) -> Situation:
    return _renewed(cast, "rehearsal other leaf", kind=other_kind(cast.kinds[0]))


def _key_lost(cast: Cast, _expires: date | None) -> Situation:
    """Return another authority's chain for the backup's key, or for a key that nobody pinned where there is none."""
    return _other_authority(cast, cast.backups[0] if cast.backups else _key(cast, "rehearsal spare"))


def _new_intermediate(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    if len(cast.authorities) < 2:
        return _NO_INTERMEDIATE if cast.authorities else _NO_AUTHORITY
    other = issue_ca("Rehearsal Authority B", cast.authorities[1], cast.now)
    leaf = cast.make_leaf(other, key=cast.leaf.key)
    return Situation((leaf, other, *cast.authorities[1:-1]), (cast.root,), cast.now)


def _other_authority(cast: Cast, key: PrivateKey, name: str = "Rehearsal Other") -> Situation:
    """Return a chain for `key` from another root that every device has."""
    root = make_root(f"{name} Root", cast.now)
    issuing = issue_ca(f"{name} Authority", root, cast.now)
    leaf = cast.make_leaf(issuing, key=key)
    return Situation((leaf, issuing), (cast.root, root), cast.now)


def _new_ca(cast: Cast, _expires: date | None) -> Situation:
    return _other_authority(cast, cast.leaf.key)


def _cdn_edge(cast: Cast, _expires: date | None) -> Situation:
    return _other_authority(cast, _key(cast, "rehearsal edge leaf"))


def _lower_anchor(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return a device on which the highest intermediate's key is a root of its own: the path stops there."""
    if len(cast.authorities) < 2:
        return _NO_INTERMEDIATE if cast.authorities else _NO_AUTHORITY
    below = cast.authorities[-2]
    anchor = issue_ca(_common(below), None, cast.now, key=below.key)
    return Situation(cast.chain, (anchor, cast.root), cast.now)


def _root_removed(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    if not cast.authorities:
        return _NO_AUTHORITY
    return Situation(cast.chain, (make_root("Rehearsal Other Root", cast.now),), cast.now)


def _root_missing(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return a device without the root, and a server that sends a cross-sign of it by a root that the device has."""
    if not cast.authorities:
        return _NO_AUTHORITY
    old = make_root("Rehearsal Old Root", cast.now)
    cross = issue_ca(_common(cast.root), old, cast.now, key=cast.root.key)
    return Situation((*cast.chain, cross), (old,), cast.now)


def _expired_set(cast: Cast, expires: date | None) -> Situation | NotApplicable:
    if expires is None:
        return NotApplicable("The pin set has no expiry.")
    after = datetime.combine(expires, time(12), UTC)
    return _renewed(cast, None, after)


def _clock(cast: Cast, _expires: date | None) -> Situation:
    return Situation(cast.chain, (cast.root,), cast.leaf.certificate.not_valid_after_utc + timedelta(days=1))


def _in_the_middle(cast: Cast, _expires: date | None, bypass: Bypass = Bypass.NONE) -> Situation:
    """Return a proxy with an authority of its own, which the user let into the device and the app trusts."""
    authority = make_root("Rehearsal Interceptor CA", cast.now)
    leaf = cast.make_leaf(authority, key=_key(cast, "rehearsal interceptor"))
    return Situation((leaf,), (cast.root, authority), cast.now, bypass)


def _wrong_issue(cast: Cast, _expires: date | None) -> Situation:
    return _other_authority(cast, _key(cast, "rehearsal thief"), "Rehearsal Fooled")


def _own_wrong_issue(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    if not cast.authorities:
        return _NO_AUTHORITY
    return _renewed(cast, "rehearsal thief")


def _sibling_wrong_issue(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    if len(cast.authorities) < 2:
        return _NO_INTERMEDIATE if cast.authorities else _NO_AUTHORITY
    other = issue_ca("Rehearsal Authority C", cast.root, cast.now)
    leaf = cast.make_leaf(other, key=_key(cast, "rehearsal thief"))
    return Situation((leaf, other), (cast.root,), cast.now)


def _key(cast: Cast, label: str) -> PrivateKey:
    return key_named(label, cast.kinds[0])


def _common(credential: Credential) -> str:
    from cryptography.x509.oid import NameOID

    return str(credential.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def _rotation(code: str, title: str, sentence: str) -> Event:
    return Event(code, title, sentence, Sort.ROTATION)


def _device(code: str, title: str, sentence: str) -> Event:
    return Event(code, title, sentence, Sort.DEVICE)


def _attack(code: str, title: str, sentence: str) -> Event:
    return Event(code, title, sentence, Sort.ATTACK, likely=False)


SCENES: tuple[tuple[Event, Scene], ...] = (
    (_rotation("today", "Today", "The chain as it is now."), _today),
    (_rotation("same-key", "Leaf renewed, same key", "The leaf is renewed and keeps its key."), _same_key),
    (
        _rotation("new-key", "Leaf renewed, new key", "The leaf is renewed by the same authority with a new key."),
        _new_key,
    ),
    (
        _rotation(
            "key-lost", "Key lost, another CA", "The leaf's key is lost: another authority issues for the spare key."
        ),
        _key_lost,
    ),
    (
        _rotation("other-key-kind", "RSA and ECDSA switched", "The server turns to a leaf with the other kind of key."),
        _other_kind,
    ),
    (
        _rotation(
            "new-intermediate",
            "New intermediate, same CA",
            "The same authority signs with another intermediate; the leaf keeps its key.",
        ),
        _new_intermediate,
    ),
    (_rotation("new-ca", "Another CA, same key", "Another authority issues for the same leaf key."), _new_ca),
    (
        _rotation("cdn-edge", "CDN edge, other leaf", "An edge serves a leaf of its own from another authority."),
        _cdn_edge,
    ),
    (
        _device(
            "lower-anchor",
            "Newer device, lower root",
            "A cross-sign ends, or a newer device has the top intermediate's "
            "key as a root of its own: the path stops there.",
        ),
        _lower_anchor,
    ),
    (
        _device("root-removed", "Root removed", "A newer device no longer has the root, and nothing else is served."),
        _root_removed,
    ),
    (
        _device(
            "root-missing",
            "Root missing, cross-signed",
            "An older device lacks the root and takes a cross-sign of it by an older one.",
        ),
        _root_missing,
    ),
    (
        _device("set-expired", "Pin-set expiry passed", "The expiry has passed; the leaf was renewed in time."),
        _expired_set,
    ),
    (_device("clock-ahead", "Device clock ahead", "The clock stands a day behind the leaf's end."), _clock),
    (
        _attack(
            "user-ca", "Man in the middle, user CA", "A proxy's authority was let in, and the app trusts user CAs."
        ),
        _in_the_middle,
    ),
    (
        _attack("debug-build", "Same, debug build", "The same in a debug build whose debug-overrides trust user CAs."),
        partial(_in_the_middle, bypass=Bypass.DEBUG),
    ),
    (
        _attack(
            "override-pins", "Same, overridePins", 'The same where that anchor is trusted with overridePins="true".'
        ),
        partial(_in_the_middle, bypass=Bypass.OVERRIDE),
    ),
    (
        _attack("wrong-issue", "Another CA issues wrongly", "Another public authority certifies an attacker's key."),
        _wrong_issue,
    ),
    (
        _attack(
            "sibling-issue",
            "Another intermediate, wrongly",
            "Another intermediate of the same root certifies an attacker's key.",
        ),
        _sibling_wrong_issue,
    ),
    (
        _attack("own-issue", "Own CA issues wrongly", "The leaf's own issuer certifies an attacker's key."),
        _own_wrong_issue,
    ),
)
"""Every event with what makes it, in the order in which they are told."""


def events() -> tuple[Event, ...]:
    """Return the events in their order."""
    return tuple(event for event, _ in SCENES)
