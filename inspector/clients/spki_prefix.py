"""What stands in front of a bare key in its SubjectPublicKeyInfo: Apple gives the key without it."""

from inspector.chain.key import parse_key
from inspector.clients.client import CannotExpress
from inspector.pinning.pin_set import PinSet

PREFIXES = {
    "RSA 2048": ("30820122300d06092a864886f70d01010105000382010f00", 294),
    "RSA 3072": ("308201a2300d06092a864886f70d01010105000382018f00", 422),
    "RSA 4096": ("30820222300d06092a864886f70d01010105000382020f00", 550),
    "EC P-256": ("3059301306072a8648ce3d020106082a8648ce3d030107034200", 91),
    "EC P-384": ("3076301006072a8648ce3d020106052b81040022036200", 120),
    "EC P-521": ("30819b301006072a8648ce3d020106052b8104002303818600", 158),
}
"""Prefix in hexadecimal digits and length of the whole SubjectPublicKeyInfo in bytes, by what people call the key.

The RSA ones hold for the exponent 65537 and the algorithm rsaEncryption only.
"""


def prefix_name(spki: bytes) -> str | None:
    """Return the name of the prefix with which `spki` begins, or None where there is none for such a key."""
    for name, (digits, length) in PREFIXES.items():
        if len(spki) == length and spki.startswith(bytes.fromhex(digits)):
            return name
    return None


def needed_prefixes(pin_set: PinSet, title: str) -> tuple[str, ...]:
    """Return the names of the prefixes that the pins need, in the order of the table.

    All of them where a pin's key is not known (a backup that was typed). Raises `CannotExpress` for a key that Apple
    gives no bytes of, or gives in another form than the certificate has it.
    """
    known = [item.certificate.key.spki if item.certificate is not None else b"" for item in pin_set.chosen]
    spkis = [*known, *(backup.spki for backup in pin_set.backups)]
    needed: set[str] = set()
    for spki in spkis:
        if not spki:
            return tuple(PREFIXES)
        name = prefix_name(spki)
        if name is None:
            raise CannotExpress(
                f"{title} cannot pin a key of the kind {parse_key(spki).label} in this encoding",
                f"it can pin {', '.join(PREFIXES)}",
            )
        needed.add(name)
    return tuple(name for name in PREFIXES if name in needed)


def swift_bytes(name: str) -> str:
    """Return the prefix as a Swift array of bytes, on one line."""
    digits = PREFIXES[name][0]
    return "[" + ", ".join(f"0x{digits[i : i + 2]}" for i in range(0, len(digits), 2)) + "]"
