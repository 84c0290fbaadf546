"""What a string literal of Kotlin or Java stands for: escapes, templates, indentation."""

import re
import textwrap

from inspector.clients.okhttp.expression import Expression, Name, Opaque, Text
from inspector.clients.okhttp.mask import Literal, template_end
from inspector.clients.okhttp.shown import CODE

_KOTLIN = re.compile(r"\\u([0-9a-fA-F]{4})|\\(.)|\$\{|\$([A-Za-z_]\w*|`[^`\n]+`)", re.DOTALL)
_KOTLIN_RAW = re.compile(r"(?!)()()|\$\{|\$([A-Za-z_]\w*|`[^`\n]+`)")
_JAVA = re.compile(r"\\u+([0-9a-fA-F]{4})|\\([0-3]?[0-7]{1,2}|\n|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "r": "\r", "f": "\f", "s": " ", "\n": ""}
_PATH = re.compile(r"\s*(?:this\s*\.\s*)?([A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*)\s*")
_QUOTED = re.compile(r'\s*"((?:[^"\\$\n]|\\.)*)"\s*')


def kotlin_text(literal: Literal, at: int) -> Text:
    """Return what a Kotlin literal at offset `at` stands for."""
    pattern = _KOTLIN_RAW if literal.raw else _KOTLIN
    parts: list[str | Expression] = []
    plain: list[str] = []
    body, place = literal.body, 0
    while found := pattern.search(body, place):
        plain.append(body[place : found.start()])
        place = found.end()
        inner: Expression | None = None
        if found[0] == "${":
            place = template_end(body, found.end())
            inner = _inside(body[found.end() : place].removesuffix("}"), at)
        elif found[3]:
            inner = Name((found[3].strip("`"),), at)
        else:
            plain.append(chr(int(found[1], 16)) if found[1] else _ESCAPES.get(found[2], found[2]))
        if inner is not None:
            parts += [_paired("".join(plain)), inner]
            plain.clear()
    parts.append(_paired("".join([*plain, body[place:]])))
    return Text(tuple(part for part in parts if part != ""), at)


def java_text(literal: Literal, at: int) -> Text:
    """Return what a Java literal at offset `at` stands for; a text block loses its indentation (JLS 3.10.6)."""
    body = literal.body
    if literal.raw:
        lines = body.partition("\n")[2]
        body = textwrap.dedent(lines)
    return Text((_paired(_JAVA.sub(_java_escape, body)),), at)


def _paired(text: str) -> str:
    """Return `text` with one character for two halves that were escaped each, U+FFFD for half a one."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _java_escape(found: re.Match[str]) -> str:
    if found[1]:
        return chr(int(found[1], 16))
    if found[2][0] in "01234567":
        return chr(int(found[2], 8))
    return _ESCAPES.get(found[2], found[2])


def _inside(code: str, at: int) -> Expression:
    """Return the expression of a template, a name or a plain string; anything else is not followed."""
    if name := _PATH.fullmatch(code):
        return Name(tuple(part.strip() for part in name[1].split(".")), at)
    if quoted := _QUOTED.fullmatch(code):
        return kotlin_text(Literal(quoted[1], raw=False), at)
    return Opaque(code[:CODE], at)
