"""Keys that a client cannot pin: of a kind that it does not hash, or in an encoding that it may write anew."""

from collections.abc import Iterator

from inspector.chain.key import Key, parse_key
from inspector.clients.abilities import Abilities, OddKey, Spelling
from inspector.clients.client import CannotExpress
from inspector.clients.key_header import header_pin
from inspector.pinning.pin_set import BackupPin, PinSet


def kind_problem(key: Key, abilities: Abilities, title: str) -> str:
    """Return why the client never comes to the pin of `key`, one clause, or an empty text where it does.

    Clients that are given a bare key (`Abilities.keys`) put a constant header in front of it, which is that of RSA keys
    with the exponent 65537 and of EC keys on a named curve (`header_pin`).
    """
    if abilities.keys is None:
        return ""
    if key.label not in abilities.keys:
        return f"{title} cannot pin a key of the kind {key.label}"
    if header_pin(key) == key.pin:
        return ""
    odd = "whose exponent is not 65537" if key.type == "RSA" and key.reencoded_pin is None else "in this encoding"
    return f"{title} cannot pin a key of the kind {key.label} {odd}: it hashes it as if it were an ordinary one"


def check_encodings(pin_set: PinSet, abilities: Abilities, title: str) -> None:
    """Raise `CannotExpress` for a key of the set whose pin the client may compute over other bytes.

    No pin of it is safe: some clients hash the bytes of the certificate, others write the key anew.
    """
    if abilities.spelling is Spelling.CERTIFICATE:
        return
    for item in pin_set.chosen:
        key = None if item.certificate is None else item.certificate.key
        if item.reencoded is not None and (key is None or odd_key(key) not in abilities.odd_keys):
            by = "" if key is None else f": {key.reencoded_by}"
            raise CannotExpress(
                f"the key of the {item.role.value} {item.label} is encoded oddly{by}. Clients disagree about its pin, "
                f"and {title} may compute {item.reencoded}",
                "pick another layer, and have the certificate issued again",
            )
    for backup, key in _known(pin_set.backups):
        if key.reencoded_pin is not None and odd_key(key) not in abilities.odd_keys:
            raise CannotExpress(
                f"the key of the backup ({backup.label}) is encoded oddly: {key.reencoded_by}. Clients disagree about "
                f"its pin, and {title} may compute {key.reencoded_pin}",
                "use another key as backup",
            )


def check_backups(pin_set: PinSet, abilities: Abilities, title: str) -> None:
    """Raise `CannotExpress` for a backup whose key is known, and of a kind that the client never matches."""
    for backup, key in _known(pin_set.backups):
        problem = kind_problem(key, abilities, title)
        if problem:
            raise CannotExpress(
                f"{problem}, as the backup ({backup.label}) is: it would never match",
                f"use a backup key that it can pin: {', '.join(sorted(abilities.keys or ()))}",
            )


def backup_notes(pin_set: PinSet, abilities: Abilities, title: str) -> tuple[str, ...]:
    """Return what there is to say of backups of which the pin alone is known."""
    unknown = [backup for backup in pin_set.backups if not backup.spki]
    if abilities.keys is None or not unknown:
        return ()
    kinds = ", ".join(sorted(abilities.keys))
    return (f"Of a backup only the pin is known: {title} matches it only if the key is one of {kinds}.",)


def odd_key(key: Key) -> OddKey | None:
    """Return in which of the ways that were tried out `key` is encoded oddly; None for any other way."""
    if key.type == "RSASSA-PSS":
        return OddKey.PSS
    return OddKey.COMPRESSED if "compressed point" in key.reencoded_by else None


def _known(backups: tuple[BackupPin, ...]) -> Iterator[tuple[BackupPin, Key]]:
    for backup in backups:
        if backup.spki:
            yield backup, parse_key(backup.spki)
