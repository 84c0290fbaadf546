"""The events of a rehearsal in their order, each with what makes it."""

from collections.abc import Callable
from datetime import date
from functools import partial

from inspector.rehearsing import scenes
from inspector.rehearsing.cast import Cast
from inspector.rehearsing.situation import Bypass, Event, NotApplicable, Situation, Sort

TODAY = "today"
"""The code of the event that nothing has changed."""

Scene = Callable[[Cast, date | None], Situation | NotApplicable]
"""Makes the situation of an event; the date is the pin set's expiry, None where it has none."""


def _rotation(code: str, title: str, brief: str, sentence: str) -> Event:
    return Event(code, title, brief, sentence, Sort.ROTATION)


def _device(code: str, title: str, brief: str, sentence: str) -> Event:
    return Event(code, title, brief, sentence, Sort.DEVICE)


def _attack(code: str, title: str, brief: str, sentence: str) -> Event:
    return Event(code, title, brief, sentence, Sort.ATTACK)


SCENES: tuple[tuple[Event, Scene], ...] = (
    (_rotation(TODAY, "Today", "Today", "The chain as it is now."), scenes.play_today),
    (
        _rotation("same-key", "Leaf renewed, same key", "Renewed, same key", "The leaf is renewed and keeps its key."),
        scenes.play_same_key,
    ),
    (
        _rotation(
            "new-key",
            "Leaf renewed, new key",
            "Renewed, new key",
            "The leaf is renewed by the same authority with a new key.",
        ),
        scenes.play_new_key,
    ),
    (
        _rotation(
            "backup-key",
            "Leaf key turned to the backup",
            "Backup key in use",
            "The same authority issues for the first pinned key that is outside the chain.",
        ),
        scenes.play_backup_key,
    ),
    (
        _rotation(
            "key-lost",
            "Key lost, another CA",
            "Key lost, new CA",
            "The leaf's key is lost: another authority issues for the spare key.",
        ),
        scenes.play_key_lost,
    ),
    (
        _rotation(
            "other-key-kind",
            "RSA and ECDSA switched",
            "RSA/ECDSA switched",
            "The server turns to a leaf with the other kind of key: the pinned one, where the set has it.",
        ),
        scenes.play_other_kind,
    ),
    (
        _rotation(
            "new-intermediate",
            "New intermediate, same CA",
            "New intermediate",
            "The same authority signs with another intermediate; the leaf keeps its key.",
        ),
        scenes.play_new_intermediate,
    ),
    (
        _rotation(
            "new-ca", "Another CA, same key", "New CA, same key", "Another authority issues for the same leaf key."
        ),
        scenes.play_new_ca,
    ),
    (
        _rotation(
            "cdn-edge",
            "CDN edge, other leaf",
            "Other leaf on CDN",
            "An edge serves another leaf from another authority: a pinned one, where the set has others.",
        ),
        scenes.play_cdn_edge,
    ),
    (
        _device(
            "lower-anchor",
            "Newer device, lower root",
            "Lower root",
            "A newer device has the top intermediate's key as a root of its own: the path stops there.",
        ),
        scenes.play_lower_anchor,
    ),
    (
        _device(
            "root-removed",
            "Root removed",
            "Root removed",
            "A newer device no longer has the root, and nothing else is served.",
        ),
        scenes.play_root_removed,
    ),
    (
        _device(
            "root-missing",
            "Root missing, cross-signed",
            "No root, cross-sign",
            "An older device lacks the root and takes a cross-sign of it by an older one.",
        ),
        scenes.play_root_missing,
    ),
    (
        _device(
            "cross-sign-ended",
            "Cross-sign ended",
            "Cross-sign ended",
            "An older device lacks the root, and the cross-sign that it took has ended.",
        ),
        scenes.play_cross_sign_ended,
    ),
    (
        _device(
            "set-expired",
            "Pin-set expiry passed",
            "Pin set expired",
            "A day after the expiry; everything was renewed in time and kept its key.",
        ),
        scenes.play_expired_set,
    ),
    (
        _device(
            "clock-ahead", "Device clock ahead", "Device clock ahead", "The clock shows a day after the leaf's end."
        ),
        scenes.play_clock_ahead,
    ),
    (
        _device(
            "clock-behind",
            "Device clock behind",
            "Device clock behind",
            "The clock shows a day before the leaf's beginning.",
        ),
        scenes.play_clock_behind,
    ),
    (
        _attack(
            "user-ca",
            "Man in the middle, user CA",
            "Middleman, user CA",
            "A proxy's authority was let in, and the app trusts user CAs.",
        ),
        scenes.play_in_the_middle,
    ),
    (
        _attack(
            "debug-build",
            "Same, debug build",
            "Same, debug build",
            "The same in a debug build whose debug-overrides trust user CAs.",
        ),
        partial(scenes.play_in_the_middle, bypass=Bypass.DEBUG),
    ),
    (
        _attack(
            "override-pins",
            "Same, overridePins",
            "Same, overridePins",
            'The same where that anchor is trusted with overridePins="true".',
        ),
        partial(scenes.play_in_the_middle, bypass=Bypass.OVERRIDE),
    ),
    (
        _attack(
            "wrong-issue",
            "Another CA issues wrongly",
            "Other CA misissues",
            "Another public authority certifies an attacker's key.",
        ),
        scenes.play_wrong_issue,
    ),
    (
        _attack(
            "sibling-issue",
            "Another intermediate, wrongly",
            "Interm. misissues",
            "Another intermediate of the same root certifies an attacker's key.",
        ),
        scenes.play_sibling_wrong_issue,
    ),
    (
        _attack(
            "own-issue",
            "Own CA issues wrongly",
            "Own CA misissues",
            "The leaf's own issuer certifies an attacker's key.",
        ),
        scenes.play_own_wrong_issue,
    ),
)
"""Every event with what makes it, in the order in which they are told."""


def events() -> tuple[Event, ...]:
    """Return the events in their order."""
    return tuple(event for event, _ in SCENES)
