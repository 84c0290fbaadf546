"""The packaged root facts as values, read when they are first asked for."""

import binascii
import functools
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from inspector.chain.name import Name
from inspector.chain.pin import Pin

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Root:
    """What is known about one root without its certificate."""

    fingerprint: str
    """SHA-256 of the certificate, 64 lower-case hexadecimal digits."""

    pin: Pin
    """The pin of its key."""

    android: tuple[int, int] | None
    """First and last state of `android_states` that has it; None: in none."""

    apple: tuple[int, int] | None
    """First and last list of `apple_lists` that has it; None: in none."""

    patches: tuple[str, ...]
    """`version:tag` of the security patches of a release that no longer have it."""

    not_before: datetime
    """First valid moment, UTC."""

    not_after: datetime
    """Last valid moment, UTC."""

    key: str
    """Its key as people call it: `RSA 4096`, `EC P-384`."""

    name: str
    """What people call it."""

    common_name: str
    """The subject's common name; empty where there is none."""

    organization: str
    """The subject's organisation; empty where there is none."""

    unit: str
    """The subject's last organisational unit; empty where there is none."""

    def is_named(self, name: Name) -> bool:
        """Whether `name` has the common name, organisation and unit of this root's subject."""
        said: dict[str, list[str]] = {"CN": [], "O": [], "OU": []}
        for label, value in name.attributes:
            if label in said:
                said[label].append(folded(value))
        known = (("CN", self.common_name), ("O", self.organization), ("OU", self.unit))
        return all(folded(value) in said[label] if value else not said[label] for label, value in known)


def folded(text: str) -> str:
    """Return `text` for comparison: without case, blanks collapsed (RFC 5280, section 7.1)."""
    return " ".join(text.casefold().split())


@functools.cache
def roots() -> tuple[Root, ...]:
    """Return every root that some state of Android or some list of Apple's has, by fingerprint."""
    return tuple(_root(cells) for cells in _rows("roots.tsv"))


@functools.cache
def roots_by_name() -> dict[tuple[str, str], tuple[Root, ...]]:
    """Return the roots by common name and organisation, both `folded`."""
    found: dict[tuple[str, str], tuple[Root, ...]] = {}
    for root in roots():
        key = (folded(root.common_name), folded(root.organization))
        found[key] = (*found.get(key, ()), root)
    return found


def roots_named(name: Name) -> tuple[Root, ...]:
    """Return the roots whose subject has the common name, organisation and unit of `name`."""
    common = [folded(value) for label, value in name.attributes if label == "CN"] or [""]
    organization = [folded(value) for label, value in name.attributes if label == "O"] or [""]
    keys = dict.fromkeys((one, other) for one in common for other in organization)
    return tuple(root for key in keys for root in roots_by_name().get(key, ()) if root.is_named(name))


@functools.cache
def android_states() -> tuple[tuple[str, int, str], ...]:
    """Return version, API level and reference of each known state of Android's store, oldest first."""
    return tuple((version, int(api), reference) for version, api, reference, _ in _rows("android_states.tsv"))


@functools.cache
def apple_lists() -> tuple[tuple[str, str], ...]:
    """Return iOS version and day of each known list of Apple's roots, oldest first."""
    return tuple((version, day) for version, day in _rows("apple_lists.tsv"))


def _rows(name: str) -> list[list[str]]:
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _root(cells: list[str]) -> Root:
    fingerprint, pin, android, patches, apple, not_before, not_after, key, name, common_name, organization, unit = cells
    return Root(
        fingerprint=fingerprint,
        pin=Pin(binascii.a2b_base64(pin)),
        android=_range(android),
        apple=_range(apple),
        patches=tuple(patches.split(",")) if patches else (),
        not_before=_moment(not_before),
        not_after=_moment(not_after),
        key=key,
        name=name or common_name,
        common_name=common_name,
        organization=organization,
        unit=unit,
    )


def _range(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, last = text.split("-")
    return int(first), int(last)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
