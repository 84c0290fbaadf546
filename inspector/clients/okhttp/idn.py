"""International host names as `java.net.IDN` (OkHttp 3 and 4) and as OkHttp 5's own table write them."""

import re
import stringprep
import unicodedata
from encodings.idna import nameprep

from inspector.clients.okhttp.rejected import Rejected

_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_ACE = "xn--"
_LABEL = 63
_NAME = 253
_NO_DOMAIN = "it has characters that no host name has"


def idna2003(host: str) -> str:
    """Return `host` as `IDN.toASCII(host, 0)` does: RFC 3490 without STD 3, unassigned code points refused.

    A trailing dot stays. Raises `Rejected` for an empty label, one above 63 characters, and prohibited characters.
    """
    if _DOTS.fullmatch(host):
        return "."
    parts = _DOTS.split(host)
    ending = ""
    if len(parts) > 1 and not parts[-1]:
        parts, ending = parts[:-1], "."
    return ".".join(_label2003(part) for part in parts) + ending if host else ""


def _label2003(label: str) -> str:
    if not label.isascii():
        if any(stringprep.in_table_a1(char) for char in label):
            raise Rejected(_NO_DOMAIN)
        try:
            label = nameprep(label)
        except UnicodeError:
            raise Rejected(_NO_DOMAIN) from None
    if not label:
        raise Rejected("two dots follow each other, or it begins with one")
    if not label.isascii():
        if label[:4].lower() == _ACE:
            raise Rejected("a part begins with xn-- and is not ASCII")
        label = _ACE + label.encode("punycode").decode("ascii").lower()
    if len(label) > _LABEL:
        raise Rejected("a part is longer than 63 characters")
    return label


def uts46(host: str) -> str:
    """Return `host` as OkHttp 5's `idnToAscii` does: UTS 46 mapping, nontransitional, without its validity checks.

    Raises `Rejected` for characters that are disallowed, for labels that are no Punycode, and for lengths beyond DNS.
    """
    import idna

    try:
        mapped = host.lower() if host.isascii() else idna.uts46_remap(host, std3_rules=False)
    except (idna.IDNAError, UnicodeError):
        raise Rejected(_NO_DOMAIN) from None
    unicode = ".".join(_decoded(label) for label in mapped.split("."))
    if unicodedata.normalize("NFC", unicode) != unicode:
        raise Rejected(_NO_DOMAIN)
    name = ".".join(_encoded(label) for label in unicode.split("."))
    labels = name.removesuffix(".").split(".")
    if not 1 <= len(name) <= _NAME or any(not 1 <= len(label) <= _LABEL for label in labels):
        raise Rejected("a part is empty or longer than 63 characters, or the whole is longer than 253")
    return name


def _decoded(label: str) -> str:
    if not label.startswith(_ACE):
        return label
    digits = label.removeprefix(_ACE)
    if re.fullmatch("[a-z0-9-]*", digits) is None:
        raise Rejected("a part begins with xn-- and is no Punycode")
    try:
        text = digits.encode("ascii").decode("punycode")
    except UnicodeError:
        raise Rejected("a part begins with xn-- and is no Punycode") from None
    return "".join("?" if "\ud800" <= char <= "\udfff" else char for char in text)


def _encoded(label: str) -> str:
    return label if label.isascii() else _ACE + label.encode("punycode").decode("ascii")
