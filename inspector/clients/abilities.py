"""What a client can express: how pins are spelt, which layers it compares, and what it demands of a pin set."""

from dataclasses import dataclass
from enum import StrEnum


class Spelling(StrEnum):
    """How one pin is written."""

    OKHTTP = "sha256/ and base64"
    CURL = "sha256// and base64"
    BASE64 = "bare base64"
    BYTES = "the 32 raw bytes"
    HEX = "64 hexadecimal digits"
    CERTIFICATE = "the whole certificate"


class Positions(StrEnum):
    """Which layers a pin is compared with."""

    ANY = "any layer of the path"
    LEAF = "the leaf only"
    ONE_SIDE = "the leaf, or the layers above it; never either"
    SERVED = "the leaf, or a layer above it that the server sends"


class Expiry(StrEnum):
    """Whether pins end on a day."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"


class Depth(StrEnum):
    """How far below the host the pins reach where subdomains are meant."""

    ANY = "any depth"
    ONE = "one label"
    NONE = "the exact host only"
    ASKED = "every host that is asked through it"


class Hosts(StrEnum):
    """Which hosts can be pinned."""

    ANY = "names and addresses"
    NAMES = "names"
    DOTTED = "names of two parts and more"
    REGISTERED = "names under a public registry"


class OddKey(StrEnum):
    """A key that some clients write anew before they hash it (chain/key_encoding.py)."""

    PSS = "RSASSA-PSS"
    COMPRESSED = "a compressed point"


class Starttls(StrEnum):
    """What a client makes of a server that speaks another protocol before TLS."""

    ANY = "any protocol"
    URLS = "the protocols whose URLs it takes"
    NEVER = "HTTPS alone, in a connection that the code makes"
    HOSTS = "HTTPS alone, pinned by host"


@dataclass(frozen=True, slots=True)
class Abilities:
    """What one client can express; the one check of all writers reads it (`fit`)."""

    spelling: Spelling
    """How a pin is written."""

    positions: Positions = Positions.ANY
    """Which layers a pin is compared with."""

    least_pins: int = 1
    """How many different pins it demands; 2 where it refuses to run without a backup."""

    expiry: Expiry = Expiry.NONE
    """Whether the pins can end on a day."""

    depth: Depth = Depth.ANY
    """How far subdomains reach."""

    hosts: Hosts = Hosts.ANY
    """Which hosts can be pinned."""

    keys: frozenset[str] | None = None
    """Keys that it can pin, as people call them (`RSA 2048`, `EC P-256`); None where any key will do."""

    odd_keys: frozenset[OddKey] = frozenset()
    """Oddly encoded keys that it is known to hash as they stand in the certificate; no other one is pinned."""

    unregistered: str = "stops the app at start"
    """What it does with a host that no public registry knows, or with the names below a registry's own, where it takes
    registered ones only."""

    stops_at_other_keys: bool = False
    """Whether a layer with another key, met on the way from the root to the match, makes it refuse (TrustKit)."""

    android: bool = False
    """Whether it runs on Android alone, so that the reach among Android's releases concerns it."""

    starttls: Starttls = Starttls.HOSTS
    """What it makes of a server that speaks another protocol before TLS."""

    versions: str = ""
    """Versions that what is written needs, such as `iOS 14 or later`; empty where any will do."""
