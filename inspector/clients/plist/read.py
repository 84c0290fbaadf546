"""Info.plist and other property lists: Apple's pins and TrustKit's."""

from datetime import date

from inspector.clients.apple.read import read_apple
from inspector.clients.literal import Kind, Literal
from inspector.clients.plist.xml import read_xml
from inspector.clients.source import Reading, Source
from inspector.clients.trustkit.keys import PINNED_DOMAINS
from inspector.clients.trustkit.read import read_config

CONFIGURATION = "TSKConfiguration"
"""The key of an Info.plist that holds TrustKit's configuration."""

_WORDS = ("NSAppTransportSecurity", "NSPinned", "SPKI-SHA256-BASE64", CONFIGURATION, PINNED_DOMAINS)


class Plist:
    """Reads property lists in XML."""

    name = "plist"
    title = "Property list"

    def __init__(self, today: date | None = None) -> None:
        """Read for a check on `today`, without a word about what is over where it is None."""
        self._today = today

    def recognises(self, source: Source) -> bool:
        """Return whether it is named as a property list, or is XML that speaks of pins."""
        if source.name.lower().endswith((".plist", ".plist.xml")):
            return True
        return source.text.lstrip("\ufeff \t\r\n").startswith("<") and any(word in source.text for word in _WORDS)

    def read(self, source: Source) -> Reading:
        """Return Apple's rules and TrustKit's. Raises `CannotRead` for what is no property list."""
        root = read_xml(source.text)
        if root.kind is not Kind.DICTIONARY:
            return Reading()
        apple = read_apple(root)
        sets = [] if apple.rules is None else [apple.rules]
        config = _configuration(root)
        if config is not None:
            sets.append(read_config(config, config.line, self._today))
        return Reading(tuple(sets), apple.problems)


def _configuration(root: Literal) -> Literal | None:
    """Return TrustKit's dictionary: in Info.plist below its key, or the whole of a file of its own."""
    config = root.get(CONFIGURATION)
    if config is not None:
        return config
    return root if root.get(PINNED_DOMAINS) is not None else None
