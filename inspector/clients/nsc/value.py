"""Attribute values as aapt2 compiles them and as the platform asks for them."""

import re

_TRUE = frozenset({"true", "TRUE", "True"})
_NUMBER = re.compile(r"(-?)(0[xX][0-9a-fA-F]+|[0-9]+)")
_COLOUR = re.compile(r"#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
_BLANKS = " \t\n\r\v\f"


def read_boolean(text: str | None, *, default: bool) -> bool:
    """Return what `getAttributeBooleanValue` gives: true, false, a number other than 0, a colour; else the default."""
    if text is None:
        return default
    bare = text.strip(_BLANKS)
    if bare in _TRUE:
        return True
    if bare in {"false", "FALSE", "False"}:
        return False
    number = _NUMBER.fullmatch(bare)
    if number is not None:
        return _is_set(number[1], number[2], default=default)
    colour = _COLOUR.fullmatch(bare)
    if colour is not None:
        return len(colour[1]) in (3, 6) or bool(int(colour[1], 16))
    return default


def _is_set(sign: str, digits: str, *, default: bool) -> bool:
    is_hex = digits[:2] in ("0x", "0X")
    if len(digits) > 30 or (is_hex and sign):
        return default
    number = int(digits, 16 if is_hex else 10)
    most = 0xFFFFFFFF if is_hex else 0x80000000 if sign else 0x7FFFFFFF
    return default if number > most else number != 0


def is_resource(text: str) -> bool:
    """Return whether aapt2 makes a reference of it: `@raw/ca`, `@com.app:raw/ca`, `@null`."""
    return (
        re.fullmatch(r"@([+*]?([A-Za-z0-9_.]+:)?[A-Za-z0-9_.^]+/[A-Za-z0-9_.$-]+|null)", text.strip(_BLANKS))
        is not None
    )
