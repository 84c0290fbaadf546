"""What each event of a rehearsal makes of the cast: certificates of its own, a device, and a moment."""

from datetime import UTC, date, datetime, time, timedelta

from cryptography.x509.oid import NameOID

from inspector.lab.pki import LEAF_LIFE, Credential, PrivateKey, Validity, issue_ca, key_named, make_root
from inspector.rehearsing.cast import OLD_ROOT, Cast, other_kind
from inspector.rehearsing.situation import Bypass, NotApplicable, Situation

_NO_AUTHORITY = NotApplicable("The leaf signed itself: no authority stands above it.")
_NO_INTERMEDIATE = NotApplicable("The root signed the leaf itself: there is no intermediate.")
_NO_SPARE = NotApplicable("No key outside the chain is pinned.")
_NO_EXPIRY = NotApplicable("The pin set has no expiry.")
_DAY = timedelta(days=1)
_FARTHEST = timedelta(days=50 * 365)
"""How far ahead an expiry is played at most."""


def play_today(cast: Cast, _expires: date | None) -> Situation:
    """Return the chain as it is."""
    return Situation(cast.chain, (cast.root,), cast.now)


def _renewed(cast: Cast, key: PrivateKey) -> Situation:
    """Return the chain with a new leaf for `key` from the same issuer."""
    issuer = cast.authorities[0] if cast.authorities else None
    leaf = cast.make_leaf(issuer, key=key)
    return Situation((leaf, *cast.authorities[:-1]), (cast.root,) if issuer else (leaf,), cast.now)


def play_same_key(cast: Cast, _expires: date | None) -> Situation:
    """Return today's chain with a leaf of today's key."""
    return _renewed(cast, cast.leaf.key)


def play_new_key(cast: Cast, _expires: date | None) -> Situation:
    """Return today's chain with a leaf of a key that nobody knew."""
    return _renewed(cast, _key(cast, "rehearsal next leaf"))


def play_other_kind(cast: Cast, _expires: date | None) -> Situation:
    """Return the chain with the leaf key of the other kind that the host serves today, or else with a new one."""
    known = cast.other_kind_leaf
    return _renewed(cast, known.key if known else key_named("rehearsal other leaf", other_kind(cast.kinds[0])))


def play_backup_key(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return today's chain with a leaf for the first backup's key."""
    return _renewed(cast, cast.backups[0]) if cast.backups else _NO_SPARE


def play_key_lost(cast: Cast, _expires: date | None) -> Situation:
    """Return another authority's chain for the backup's key, or for a key that nobody pinned where there is none."""
    return _other_authority(cast, cast.backups[0] if cast.backups else _key(cast, "rehearsal spare"))


def play_new_intermediate(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return today's leaf key under another intermediate of the authority that signed today's."""
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


def play_new_ca(cast: Cast, _expires: date | None) -> Situation:
    """Return another authority's chain for today's leaf key."""
    return _other_authority(cast, cast.leaf.key)


def play_cdn_edge(cast: Cast, _expires: date | None) -> Situation:
    """Return another authority's chain for a leaf key that another edge has today, or else for one of its own."""
    known = cast.edge_leaf
    return _other_authority(cast, known.key if known else _key(cast, "rehearsal edge leaf"))


def play_lower_anchor(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return a device on which the highest intermediate's key is a root of its own: the path stops there."""
    if len(cast.authorities) < 2:
        return _NO_INTERMEDIATE if cast.authorities else _NO_AUTHORITY
    below = cast.authorities[-2]
    anchor = issue_ca(_common(below), None, cast.now, key=below.key)
    return Situation(cast.chain, (anchor, cast.root), cast.now)


def play_root_removed(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return a device that has another root and not today's."""
    if not cast.authorities:
        return _NO_AUTHORITY
    return Situation(cast.chain, (make_root("Rehearsal Other Root", cast.now),), cast.now)


def play_root_missing(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return a device without the root, and a server that sends a cross-sign of it by a root that the device has."""
    return _cross_signed(cast, None)


def play_cross_sign_ended(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return the same device after the end of the cross-sign."""
    return _cross_signed(cast, Validity(cast.now - 1000 * _DAY, cast.now - _DAY))


def _cross_signed(cast: Cast, validity: Validity | None) -> Situation | NotApplicable:
    if not cast.authorities:
        return _NO_AUTHORITY
    old = make_root(OLD_ROOT, cast.now)
    cross = issue_ca(_common(cast.root), old, cast.now, key=cast.root.key, validity=validity)
    return Situation((*cast.chain, cross), (old,), cast.now)


def play_expired_set(cast: Cast, expires: date | None) -> Situation | NotApplicable:
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


def play_clock_ahead(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return today's chain on a device whose clock is a day past the leaf's end."""
    end = cast.leaf.certificate.not_valid_after_utc
    if end > cast.now + _FARTHEST:
        return NotApplicable("The leaf has no end that a clock would reach.")
    return Situation(cast.chain, (cast.root,), end + _DAY)


def play_clock_behind(cast: Cast, _expires: date | None) -> Situation:
    """Return today's chain on a device whose clock is a day before the leaf's beginning."""
    return Situation(cast.chain, (cast.root,), cast.leaf.certificate.not_valid_before_utc - _DAY)


def play_in_the_middle(cast: Cast, _expires: date | None, bypass: Bypass = Bypass.NONE) -> Situation:
    """Return a proxy with an authority of its own, which the user let into the device and the app trusts."""
    authority = make_root("Rehearsal Interceptor CA", cast.now)
    leaf = cast.make_leaf(authority, key=_key(cast, "rehearsal interceptor"))
    return Situation((leaf,), (cast.root, authority), cast.now, bypass)


def play_wrong_issue(cast: Cast, _expires: date | None) -> Situation:
    """Return the chain of an attacker whose key another public authority certified."""
    return _other_authority(cast, _key(cast, "rehearsal thief"), "Rehearsal Fooled")


def play_own_wrong_issue(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return the chain of an attacker whose key the leaf's own issuer certified."""
    if not cast.authorities:
        return _NO_AUTHORITY
    return _renewed(cast, _key(cast, "rehearsal thief"))


def play_sibling_wrong_issue(cast: Cast, _expires: date | None) -> Situation | NotApplicable:
    """Return the chain of an attacker whose key another intermediate of today's root certified."""
    if len(cast.authorities) < 2:
        return _NO_INTERMEDIATE if cast.authorities else _NO_AUTHORITY
    other = issue_ca("Rehearsal Authority C", cast.root, cast.now)
    leaf = cast.make_leaf(other, key=_key(cast, "rehearsal thief"))
    return Situation((leaf, other), (cast.root,), cast.now)


def _key(cast: Cast, label: str) -> PrivateKey:
    return key_named(label, cast.kinds[0])


def _common(credential: Credential) -> str:
    return str(credential.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
