"""What people write where a `<pin>` wants the base64 of a key's SHA-256."""

import re

_HEX = re.compile(r"[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}")


_USUAL = "write the 44 characters of base64 that a SHA-256 has"


def pin_mistake(text: str) -> tuple[str, str]:
    """Return one visible clause that says what the text is instead, empty where nothing stands out, and a hint."""
    bare = "".join(text.split())
    if re.match(r"(?i)(pin-)?sha-?(256|1)[/=:]", bare):
        return "it has the prefix of OkHttp or curl", "write the base64 alone, without the prefix"
    if _HEX.fullmatch(bare):
        return (
            "it is 64 hexadecimal digits, where base64 belongs",
            "write the same bytes as base64, if they are the hash of a key and not a certificate's fingerprint",
        )
    if "-----BEGIN" in text:
        return "it is a PEM block", "write the base64 of its key's SHA-256"
    if re.search(r"[-_]", bare) and re.fullmatch(r"[A-Za-z0-9_-]{42,43}=?", bare):
        return "it is base64 for addresses, whose - and _ Android skips", "write + for - and / for _"
    return "", _USUAL
