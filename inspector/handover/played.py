"""What a pin set survives, as it was rehearsed."""

from inspector.clients.client import CannotExpress
from inspector.clients.registry import clients
from inspector.devices.rows import with_devices
from inspector.inspection import Inspection
from inspector.pinning.pin_set import PinSet
from inspector.rehearsing.plan import REHEARSED, rehearse_set
from inspector.rehearsing.rehearsal import Rehearsal


def play(inspection: Inspection, pin_set: PinSet | None) -> Rehearsal | None:
    """Return the rehearsal of `pin_set`; None where nothing is pinned, or there is no path to rehearse."""
    if pin_set is None or not pin_set.pins or inspection.assessment.path is None:
        return None
    known = clients()
    try:
        played = rehearse_set(
            pin_set, inspection.layers, [known[name] for name in REHEARSED], inspection.host or pin_set.host
        )
    except CannotExpress:
        return None
    return with_devices(played, inspection)
