"""The comments that snippets share: where pins come from, and what their reader must know."""

from datetime import UTC

from inspector.chain.host import ip_literal
from inspector.chain.pin import Pin
from inspector.chain.text import comment_text
from inspector.clients.abilities import Depth
from inspector.pinning.pin_set import BackupPin, ChosenPin, PinSet

_STAMP_LENGTH = 160
_NOTE_LENGTH = 240


def stamp_words(pin_set: PinSet) -> str | None:
    """Return the line that stands above everything where the snippet must not go into a release, else None."""
    stamp = pin_set.stamp or ("clients refuse this chain" if pin_set.refused else "")
    return f"!!! DO NOT RELEASE: {comment_text(stamp, _STAMP_LENGTH)} !!!" if stamp else None


def source_words(pin_set: PinSet, host: str) -> str:
    """Return where and when the pins were read; `host` must be what `checked_host` gave."""
    return f"Pins for {host}, {moment_words(pin_set)}. {choice_words(pin_set)}"


def moment_words(pin_set: PinSet) -> str:
    """Return when the chain was read, or as of which moment it was judged where one was chosen."""
    return f"{'as of' if pin_set.as_of else 'read'} {pin_set.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def choice_words(pin_set: PinSet) -> str:
    """Return how many of the pins must match: always one."""
    return "Any one of them is enough." if len(pin_set.pins) > 1 else "It is the only pin."


def reach_words(pin_set: PinSet, host: str, depth: Depth = Depth.ANY) -> str:
    """Return which names the pins hold for; `host` must be what `checked_host` gave."""
    if depth is Depth.ASKED:
        below = f"{host} and names below it" if pin_set.subdomains else host
        return f"Every host that is asked through it must match: use it for {below} alone."
    if pin_set.subdomains and depth is Depth.ONE:
        return f"Covers {host} and one label in front of it. Deeper names are NOT pinned."
    if pin_set.subdomains:
        return f"Covers {host} and every name below it, at any depth."
    if ip_literal(host) is not None:
        return f"Covers exactly {host}."
    return f"Covers exactly {host}, no name below it."


def warning_words(pin_set: PinSet) -> tuple[str, ...]:
    """Return what makes the set dangerous today, a line each."""
    lines = []
    if pin_set.refused:
        reason = comment_text(pin_set.refused.replace("*.", "wildcard "), _NOTE_LENGTH)
        lines.append(f"WARNING: clients refuse this chain before they look at any pin. {reason}.")
    if not any(item.in_path for item in pin_set.chosen) and not any(item.in_path for item in pin_set.backups):
        some = next((item.devices for item in pin_set.chosen if item.devices), "")
        fails = f"every connection but those of {some} fails today" if some else "every connection fails today"
        lines.append(f"WARNING: none of these pins is in today's path, so {fails}.")
    notes = (pin_set.lock_out, *pin_set.reach_notes) if pin_set.lock_out else pin_set.reach_notes
    lines.extend(f"WARNING: {comment_text(note.replace('*.', 'wildcard '), _NOTE_LENGTH)}." for note in notes)
    return tuple(lines)


def refused_words(pin_set: PinSet) -> tuple[str, ...]:
    """Return the note that stands before all others beside code for a chain that clients refuse."""
    return (f"Clients refuse this chain before they look at any pin. {pin_set.refused}",) if pin_set.refused else ()


def pin_words(pin_set: PinSet) -> tuple[tuple[str, Pin], ...]:
    """Return a comment and the pin for each different pin, chosen ones first."""
    lines: dict[Pin, str] = {}
    for item in pin_set.chosen:
        lines.setdefault(item.pin, _chosen(item))
    for backup in pin_set.backups:
        lines.setdefault(backup.pin, _backup(backup, pin_set))
    return tuple((words, pin) for pin, words in lines.items())


def _chosen(item: ChosenPin) -> str:
    end = f"valid to {item.not_after.astimezone(UTC):%Y-%m-%d}" if item.not_after else "end of validity unreadable"
    odd = ", key encoded oddly" if item.reencoded is not None else ""
    outside = "" if item.in_path else f", in the path on {item.devices} only" if item.devices else ", in no path"
    outside = ", gone from the chain" if item.gone else outside
    return f"{item.role.value}: {subject_words(item.label)}, {end}{odd}{outside}"


def _backup(item: BackupPin, pin_set: PinSet) -> str:
    place = "meant as backup, but in the chain of" if item.in_path else "backup, not in the chain of"
    return f"{place} {pin_set.made_at.astimezone(UTC):%Y-%m-%d}: {subject_words(item.label)}"


def subject_words(label: str) -> str:
    """Return the label of a layer or backup as it may stand in any comment."""
    return comment_text(label.replace("*.", "wildcard ")) or "name not in ASCII"
