"""International host names as `java.net.IDN` (OkHttp 3 and 4) and as OkHttp 5's own table write them."""

import re
import stringprep
import unicodedata

from inspector.clients.okhttp.disallowed import is_disallowed
from inspector.clients.okhttp.rejected import Rejected

_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_ACE = "xn--"
_LABEL = 63
_NAME = 253
_UNICODE_3_2 = unicodedata.ucd_3_2_0
_PROHIBITED = (
    *(stringprep.in_table_c12, stringprep.in_table_c22, stringprep.in_table_c3, stringprep.in_table_c4),
    *(stringprep.in_table_c5, stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8),
    stringprep.in_table_c9,
)
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
        label = _nameprep(label)
    if not label:
        raise Rejected("two dots follow each other, or it begins with one")
    if not label.isascii():
        if label[:4].lower() == _ACE:
            raise Rejected("a part begins with xn-- and is not ASCII")
        label = _ACE + label.encode("punycode").decode("ascii").lower()
    if len(label) > _LABEL:
        raise Rejected("a part is longer than 63 characters")
    return label


def _nameprep(label: str) -> str:
    """Return `label` prepared by RFC 3491 with unassigned code points refused (Unicode 3.2)."""
    mapped = "".join(_mapped(char) for char in label if not stringprep.in_table_b1(char))
    label = _UNICODE_3_2.normalize("NFKC", mapped)
    if any(refuses(char) for char in label for refuses in _PROHIBITED):
        raise Rejected(_NO_DOMAIN)
    right = [stringprep.in_table_d1(char) for char in label]
    if any(right) and (not right[0] or not right[-1] or any(map(stringprep.in_table_d2, label))):
        raise Rejected("it mixes directions of writing")
    return label


def _mapped(char: str) -> str:
    if stringprep.in_table_a1(char):
        raise Rejected(_NO_DOMAIN)
    mapped = stringprep.map_table_b2(char)
    return char if any(map(stringprep.in_table_a1, mapped)) else mapped


def uts46(host: str) -> str:
    """Return `host` as OkHttp 5's `idnToAscii` does: UTS 46 mapping, nontransitional, without its validity checks.

    Raises `Rejected` for characters that are disallowed, for labels that are no Punycode, and for lengths beyond DNS.
    """
    import idna

    if any(is_disallowed(char) for char in host if not char.isascii()):
        raise Rejected(_NO_DOMAIN)
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
