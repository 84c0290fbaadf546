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
_NO_SPARE = NotApplicable("No key outside the chain is pinned.")
_NO_EXPIRY = NotApplicable("The pin set has no expiry.")
_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=50 * 365)
"""How far ahead an expiry is played at most."""


def _today(cast: Cast, _expires: date | None) -> Situation:
    return Situation(cast.chain, (cast.root,), cast.now)


def _renewed(cast: Cast, key: PrivateKey) -> Situation:
    """Return the chain with a new leaf for `key` from the same issuer."""
    issuer = cast.authorities[0] if cast.authorities else None
    leaf = cast.make_leaf(issuer, key=key)
    return Situation((leaf, *cast.authorities[:-1]), (cast.root,) if issuer else (leaf,), cast.now)


def _same_key(cast: Cast, _expires: date | None) -> Situation:
    return _renewed(cast, cast.leaf.key)


def _new_key(cast: Cast, _expires: date | None) -> Situation:
    return _renewed(cast, _key(cast, "rehearsal next leaf"))


def _other_kind(cast: Cast, _expires: date | None) -> Situation:
    """Return the chain with the leaf key of the other kind that the host serves today, or else with a new one."""
    known = cast.other_kind_leaf
    return _renewed(cast, known.key if known else key_named("rehearsal other leaf", other_kind(cast.kinds[0])))


def _backup_key(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    return _renewed(cast, cast.backups[0]) if cast.backups else _NO_SPARE


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
    """Return another authority's chain for a leaf key that another edge has today, or else for one of its own."""
    known = cast.edge_leaf
    return _other_authority(cast, known.key if known else _key(cast, "rehearsal edge leaf"))


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
    """Return the chain a day after the expiry, when it has passed in every time zone; every key is kept."""
    if expires is None:
        return _NO_EXPIRY
    if expires > (cast.now + _FARTHEST).date():
        return NotApplicable(f"The expiry lies more than {_FARTHEST.days // 365} years ahead.")
    after = max(cast.now, datetime.combine(expires, time(12), UTC) + _DAY)
    authorities: list[Credential] = []
    for known in reversed(cast.authorities):
        issuer = authorities[0] if authorities else None
        authorities.insert(0, issue_ca(_common(known), issuer, after, key=known.key))
    leaf = cast.make_leaf(
        authorities[0] if authorities else None, key=cast.leaf.key, validity=Validity.around(after, LEAF_LIFE)
    )
    return Situation((leaf, *authorities[:-1]), (authorities[-1] if authorities else leaf,), after)


def _clock_ahead(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    end = cast.leaf.certificate.not_valid_after_utc
    if end > cast.now + _FARTHEST:
        return NotApplicable("The leaf has no end that a clock would reach.")
    return Situation(cast.chain, (cast.root,), end + _DAY)


def _clock_behind(cast: Cast, _expires: date | None) -> Situation:
    return Situation(cast.chain, (cast.root,), cast.leaf.certificate.not_valid_before_utc - _DAY)


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
    return _renewed(cast, _key(cast, "rehearsal thief"))


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


def _rotation(code: str, title: str, brief: str, sentence: str) -> Event:
    return Event(code, title, brief, sentence, Sort.ROTATION)


def _device(code: str, title: str, brief: str, sentence: str) -> Event:
    return Event(code, title, brief, sentence, Sort.DEVICE)


def _attack(code: str, title: str, brief: str, sentence: str) -> Event:
    return Event(code, title, brief, sentence, Sort.ATTACK, likely=False)


SCENES: tuple[tuple[Event, Scene], ...] = (
    (_rotation("today", "Today", "Today", "The chain as it is now."), _today),
    (
        _rotation("same-key", "Leaf renewed, same key", "Renewed, same key", "The leaf is renewed and keeps its key."),
        _same_key,
    ),
    (
        _rotation(
            "new-key",
            "Leaf renewed, new key",
            "Renewed, new key",
            "The leaf is renewed by the same authority with a new key.",
        ),
        _new_key,
    ),
    (
        _rotation(
            "backup-key",
            "Leaf key turned to the backup",
            "Backup key in use",
            "The same authority issues for the first pinned key that is outside the chain.",
        ),
        _backup_key,
    ),
    (
        _rotation(
            "key-lost",
            "Key lost, another CA",
            "Key lost, new CA",
            "The leaf's key is lost: another authority issues for the spare key.",
        ),
        _key_lost,
    ),
    (
        _rotation(
            "other-key-kind",
            "RSA and ECDSA switched",
            "RSA/ECDSA switched",
            "The server turns to a leaf with the other kind of key: the pinned one, where the set has it.",
        ),
        _other_kind,
    ),
    (
        _rotation(
            "new-intermediate",
            "New intermediate, same CA",
            "New intermediate",
            "The same authority signs with another intermediate; the leaf keeps its key.",
        ),
        _new_intermediate,
    ),
    (
        _rotation(
            "new-ca", "Another CA, same key", "New CA, same key", "Another authority issues for the same leaf key."
        ),
        _new_ca,
    ),
    (
        _rotation(
            "cdn-edge",
            "CDN edge, other leaf",
            "Other leaf on CDN",
            "An edge serves another leaf from another authority: a pinned one, where the set has others.",
        ),
        _cdn_edge,
    ),
    (
        _device(
            "lower-anchor",
            "Newer device, lower root",
            "Lower root",
            "A cross-sign ends, or a newer device has the top intermediate's "
            "key as a root of its own: the path stops there.",
        ),
        _lower_anchor,
    ),
    (
        _device(
            "root-removed",
            "Root removed",
            "Root removed",
            "A newer device no longer has the root, and nothing else is served.",
        ),
        _root_removed,
    ),
    (
        _device(
            "root-missing",
            "Root missing, cross-signed",
            "Root missing",
            "An older device lacks the root and takes a cross-sign of it by an older one.",
        ),
        _root_missing,
    ),
    (
        _device(
            "set-expired",
            "Pin-set expiry passed",
            "Pin set expired",
            "A day after the expiry; everything was renewed in time and kept its key.",
        ),
        _expired_set,
    ),
    (
        _device(
            "clock-ahead", "Device clock ahead", "Device clock ahead", "The clock shows a day after the leaf's end."
        ),
        _clock_ahead,
    ),
    (
        _device(
            "clock-behind",
            "Device clock behind",
            "Device clock behind",
            "The clock shows a day before the leaf's beginning.",
        ),
        _clock_behind,
    ),
    (
        _attack(
            "user-ca",
            "Man in the middle, user CA",
            "Middle: user CA",
            "A proxy's authority was let in, and the app trusts user CAs.",
        ),
        _in_the_middle,
    ),
    (
        _attack(
            "debug-build",
            "Same, debug build",
            "Same, debug build",
            "The same in a debug build whose debug-overrides trust user CAs.",
        ),
        partial(_in_the_middle, bypass=Bypass.DEBUG),
    ),
    (
        _attack(
            "override-pins",
            "Same, overridePins",
            "Same, overridePins",
            'The same where that anchor is trusted with overridePins="true".',
        ),
        partial(_in_the_middle, bypass=Bypass.OVERRIDE),
    ),
    (
        _attack(
            "wrong-issue",
            "Another CA issues wrongly",
            "Wrong: another CA",
            "Another public authority certifies an attacker's key.",
        ),
        _wrong_issue,
    ),
    (
        _attack(
            "sibling-issue",
            "Another intermediate, wrongly",
            "Wrong: intermediate",
            "Another intermediate of the same root certifies an attacker's key.",
        ),
        _sibling_wrong_issue,
    ),
    (
        _attack(
            "own-issue", "Own CA issues wrongly", "Wrong: own CA", "The leaf's own issuer certifies an attacker's key."
        ),
        _own_wrong_issue,
    ),
)
"""Every event with what makes it, in the order in which they are told."""


def events() -> tuple[Event, ...]:
    """Return the events in their order."""
    return tuple(event for event, _ in SCENES)
