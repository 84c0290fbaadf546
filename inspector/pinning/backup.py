"""Backup pins: from typed text or a file, and whether they are backups at all."""

import re

from inspector.chain.path import Layer
from inspector.chain.pin import Pin, PinError, parse_pin
from inspector.chain.text import visible
from inspector.pinning.errors import BackupError, PassphraseNeeded
from inspector.pinning.pin_set import BackupPin

__all__ = ["BackupError", "PassphraseNeeded", "backup_from_file", "backup_from_text", "backup_problem"]

_HEX = re.compile(r"(?i)(?:sha-?256[/:]{1,2})?\s*(?:[0-9a-f]{2}[: ]?){31}[0-9a-f]{2}")


def backup_from_text(text: str) -> BackupPin:
    """Return the backup pin typed as `text`, in any spelling that clients use.

    64 hexadecimal digits are taken and labelled so, since a certificate's fingerprint looks the same.
    Raises `BackupError`.
    """
    try:
        pin = parse_pin(text)
    except PinError as error:
        raise BackupError(error.reason, error.hint) from None
    is_hex = _HEX.fullmatch(text.strip().strip("\"',;").strip())
    return BackupPin(pin, "typed as hex" if is_hex else "typed")


def backup_from_file(data: bytes, file_name: str, password: str | None = None) -> BackupPin:
    """Return the backup pin of the key in a certificate, CSR, public or private key file.

    `data` is its content, `file_name` only a label. A private key is read for its public half and let go: nothing
    of it is kept or stands in an error. Raises `PassphraseNeeded` where it is encrypted, else `BackupError`.
    """
    from inspector.pinning.key_file import read_key

    found = read_key(data, password)
    name = visible(file_name.replace("\\", "/").rsplit("/", 1)[-1], limit=60)
    return BackupPin(Pin.of(found.spki), f"{found.kind} {name}".rstrip(), spki=found.spki)


def backup_problem(
    pin: Pin,
    layers: tuple[Layer, ...],
    backups: tuple[BackupPin, ...] = (),
    unused: tuple[Layer, ...] = (),
) -> str | None:
    """Return why `pin` is no backup beside the present path and the `backups` so far, one sentence, or None.

    A backup is a pin of a key that is not in the current chain (RFC 7469, section 4.3).
    """
    for layer in layers:
        if layer.pin == pin:
            return (
                f"This is the key of the {layer.role.value} in the present path: when that key goes, "
                "this pin goes with it. Pick the layer instead."
            )
    if any(layer.certificate.fingerprint == pin.hex for layer in (*layers, *unused)):
        return "This is the fingerprint of a certificate, not the pin of its key: it would never match."
    if any(backup.pin == pin for backup in backups):
        return "This key is a backup already."
    if any(layer.pin == pin for layer in unused):
        return "The server sends this key today, though in no path: it is no key that was kept in reserve."
    return None
