"""Which of OkHttp's seven ways to read patterns and pins a version has."""

import re
from enum import IntEnum


class Epoch(IntEnum):
    """Versions between which a `CertificatePinner` behaves alike, oldest first."""

    SHA1_ONLY = 30
    """3.0 and 3.1: sha1 only, patterns as they are written."""

    AS_WRITTEN = 32
    """3.2 and 3.3: sha256 too, patterns as they are written."""

    BEGINNING = 34
    """3.4 to 3.8: the pattern's host is a URL's; a wildcard compares only the beginning of the rest."""

    URL = 39
    """3.9 to 3.14: a wildcard compares the whole rest."""

    URL_KOTLIN = 40
    """4.0 to 4.2: as 3.9, but an IPv4-mapped address is taken."""

    STARS = 43
    """4.3 to 4.12: `**.`, and a pattern that is no host throws."""

    UTS46 = 50
    """5.0 and later: as 4.3 with host names by UTS 46 and limits on their length."""

    @property
    def title(self) -> str:
        """What people call these versions: `OkHttp 4.0 to 4.2`."""
        return _TITLES[self]

    @property
    def knows_double_star(self) -> bool:
        """Whether `**.` stands for any depth; before, it is a literal name that no host has."""
        return self >= Epoch.STARS


_TITLES = {
    Epoch.SHA1_ONLY: "OkHttp 3.0 and 3.1",
    Epoch.AS_WRITTEN: "OkHttp 3.2 and 3.3",
    Epoch.BEGINNING: "OkHttp 3.4 to 3.8",
    Epoch.URL: "OkHttp 3.9 to 3.14",
    Epoch.URL_KOTLIN: "OkHttp 4.0 to 4.2",
    Epoch.STARS: "OkHttp 4.3 to 4.12",
    Epoch.UTS46: "OkHttp 5",
}
_NUMBERS = re.compile(r"\s*(\d{1,6})(?:\.(\d{1,6}))?")


def epoch_of(version: str) -> Epoch:
    """Return the epoch of `version` (`4.2`, `3.12.13`); the newest one for an empty or unreadable version."""
    found = _NUMBERS.match(version)
    if found is None:
        return max(Epoch)
    major, minor = int(found[1]), int(found[2] or 0)
    number = major * 10 + min(minor, 9)
    return max((epoch for epoch in Epoch if epoch <= number), default=min(Epoch))
