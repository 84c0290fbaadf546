"""The hand-over sheet as JSON, for scripts; keys are only ever added."""

import json
from datetime import datetime

from inspector.handover.command import reproduce
from inspector.handover.played import play
from inspector.inspection import Inspection
from inspector.pinning.expiry import last_protected_day
from inspector.pinning.hints import hints
from inspector.pinning.pin_set import PinSet
from inspector.rehearsing.export import events_json
from inspector.worth import worth

SCHEMA = 1


def sheet_json(inspection: Inspection, pin_set: PinSet | None) -> str:
    """Return the sheet as one object in ASCII, ending in a newline; `pins` is null where nothing is pinned."""
    value = {
        "schema": SCHEMA,
        "source": inspection.source,
        "host": inspection.host,
        "at": _time(inspection.at),
        "store": inspection.assessment.store.name,
        "trusted": inspection.trusted,
        "reason": inspection.assessment.reason,
        "chain": [
            {
                "role": layer.role.value,
                "origin": layer.origin.value,
                "subject": layer.certificate.subject.full,
                "key": layer.certificate.key.label,
                "not_after": _time(layer.certificate.not_after),
                "pin": str(layer.pin),
                "fingerprint": layer.certificate.fingerprint,
                "advice": " ".join(advice.sentence for advice in worth(layer, inspection)),
            }
            for layer in inspection.layers
        ],
        "pins": _pins(inspection, pin_set) if pin_set is not None and pin_set.pins else None,
        "reproduce": list(reproduce(inspection, pin_set)),
    }
    return json.dumps(value, indent=2) + "\n"


def _pins(inspection: Inspection, pin_set: PinSet) -> dict[str, object]:
    expires, rehearsal = pin_set.expires, play(inspection, pin_set)
    return {
        "host": pin_set.host,
        "subdomains": pin_set.subdomains,
        "chosen": [
            {
                "pin": str(item.pin),
                "role": item.role.value,
                "name": item.label,
                "devices": item.devices or None,
                "gone": item.gone,
            }
            for item in pin_set.chosen
        ],
        "backups": [{"pin": str(item.pin), "name": item.label, "in_path": item.in_path} for item in pin_set.backups],
        "expires": str(expires) if expires is not None else None,
        "last_protected_day": str(last_protected_day(expires)) if expires is not None else None,
        "stamp": pin_set.stamp,
        "refused": pin_set.refused,
        "hints": [{"severity": advice.severity.value, "sentence": advice.sentence} for advice in hints(pin_set)],
        "survives": None if rehearsal is None else events_json(rehearsal),
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")
