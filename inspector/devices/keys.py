"""Keys that stand in the paths of devices alone, as picks of a pin set."""

from inspector.chain.path import Origin
from inspector.chain.pin import Pin
from inspector.devices.looking import ANDROID, APPLE, DeviceKey, Devices
from inspector.pinning.pin_set import ChosenPin
from inspector.trust.device_path import DeviceLayer


def keys_beyond(devices: Devices) -> tuple[DeviceKey, ...]:
    """Return the keys that only devices' paths have, in their order."""
    return tuple(key for key in devices.keys if not key.shown)


def choose_beyond(devices: Devices, key: DeviceKey) -> ChosenPin:
    """Return such a key as it stands in a pin set: on which releases it is in the path, and in no other."""
    layer = _layer(devices, key.pin)
    certificate = None if layer is None else layer.certificate
    end = None if layer is None or layer.root is None else layer.root.not_after
    return ChosenPin(
        pin=key.pin,
        role=key.role,
        label=key.name,
        not_after=end if certificate is None else certificate.not_after,
        in_path=False,
        reencoded=None if certificate is None else certificate.key.reencoded_pin,
        served=layer is not None and layer.origin is Origin.SERVED,
        certificate=certificate,
        devices=" and ".join(_ranges(devices, key.pin)),
    )


def _ranges(devices: Devices, pin: Pin) -> list[str]:
    """Return the releases whose path has the key: `Android 7.1.1-13`."""
    found = []
    for system in (ANDROID, APPLE):
        holding = (item for item in devices.outcomes(system) if item.span.holds and pin in item.span.pins)
        versions = ", ".join(item.versions for item in holding)
        if versions:
            found.append(f"{system} {versions}")
    return found


def _layer(devices: Devices, pin: Pin) -> DeviceLayer | None:
    layers = [layer for item in (*devices.android, *devices.apple) for layer in item.path.layers if layer.pin == pin]
    return next((layer for layer in layers if layer.certificate is not None), layers[0] if layers else None)
