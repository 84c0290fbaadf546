"""TrustKit's configuration in Objective-C."""

from datetime import date

from inspector.clients.code.grammar import SIZE
from inspector.clients.code.objective_c import ObjectiveCValues
from inspector.clients.source import CannotRead, Reading, Source
from inspector.clients.trustkit.keys import PINNED_DOMAINS
from inspector.clients.trustkit.read import read_config
from inspector.clients.trustkit.unfound import is_config, unfound


class TrustKitObjectiveC:
    """Reads Objective-C that configures TrustKit."""

    name = "objective-c"
    title = "Objective-C source"

    def __init__(self, today: date | None = None) -> None:
        """Read for a check on `today`, without a word about what is over where it is None."""
        self._today = today

    def recognises(self, source: Source) -> bool:
        """Return whether it is Objective-C, by its name or without one, and speaks of TrustKit's domains."""
        if PINNED_DOMAINS not in source.text:
            return False
        return source.name.endswith((".m", ".mm", ".h", ".pch")) or (not source.name and "@{" in source.text)

    def read(self, source: Source) -> Reading:
        """Return one set a dictionary. Raises `CannotRead` for a source that is too long."""
        if len(source.text) > SIZE:
            raise CannotRead("the source is too long", f"At most {SIZE} characters are read.")
        found = [value for value in ObjectiveCValues(source.text).dictionaries(PINNED_DOMAINS) if is_config(value)]
        sets = tuple(read_config(value, value.line, self._today) for value in found)
        return Reading(sets, () if sets else unfound(source.text))
