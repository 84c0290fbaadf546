"""Source text with its strings and comments masked, so that a parser sees structure only and every offset holds."""

import re
from dataclasses import dataclass, field

_LEXEME = re.compile(
    r'(?P<comment>//[^\n]*|/\*)|(?P<raw>"""|"(?!""))|(?P<char>\'(?:\\u[0-9a-fA-F]{4}|\\.|[^\\\'\n])\')', re.ASCII
)
_NESTED = re.compile(r"/\*|\*/")
_KOTLIN_END = re.compile(r'\\.|\$\{|"|\n', re.DOTALL)
_RAW_END = re.compile(r'\$\{|"""+')
_JAVA_END = re.compile(r'\\.|"|\n', re.DOTALL)
_JAVA_BLOCK_END = re.compile(r'\\.|"""', re.DOTALL)
_BRACES = re.compile(r'[{}"\n]')
_GENERIC = re.compile(r"\b((?:[a-z]\w*)?(?:arrayOf|[lL]istOf|[sS]etOf|emptyArray))(\s*<[^<>()\n]*>)(?=\()")
_CLOSING = re.compile(r"(?<=[\w)\]}\"'])[ \t](?=[ \t]*\})")
_LINE_ENDS = re.compile(r"\r\n?")
_BLANKS = re.compile(r"[^\S\x00-\x7f]|\ufeff")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_INTERPOLATIONS = 64


@dataclass(frozen=True, slots=True)
class Literal:
    """One string of the source."""

    body: str
    """What stands between its quotation marks."""

    raw: bool
    """Whether it stands between three quotation marks each."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Source text that is ASCII and as long as the original."""

    text: str
    """Comments blank, the insides of strings all `x`, other characters beyond ASCII `_`."""

    literals: dict[int, Literal] = field(default_factory=dict)
    """The strings by the offset of their first quotation mark."""


def with_line_feeds(text: str) -> str:
    """Return `text` with line feeds for carriage returns, every other character at its offset."""
    return _LINE_ENDS.sub(lambda found: " \n" if len(found[0]) == 2 else "\n", text)


def mask(text: str, *, kotlin: bool) -> Masked:
    """Return `text` masked; in Kotlin comments nest and strings have templates."""
    parts, literals, at = [], {}, 0
    while found := _LEXEME.search(text, at):
        start = found.start()
        parts.append(text[at:start])
        if found["comment"]:
            at = found.end() if found["comment"] != "/*" else _comment_end(text, found.end(), nests=kotlin)
            parts.append(re.sub(r"[^\n]", " ", text[start:at]))
        elif found["char"]:
            at = found.end()
            parts.append("x" * (at - start))
        else:
            quotes = found["raw"]
            begin = found.end()
            end, at = _string_end(text, begin, quotes, kotlin=kotlin)
            if at > end:
                literals[start] = Literal(text[begin:end], quotes == '"""')
            closing = text[end:at]
            opening = quotes if closing else "x" * len(quotes)
            parts.append(opening + re.sub(r"[^\n]", "x", text[begin:end]) + closing)
    parts.append(text[at:])
    masked = _NOT_ASCII.sub("_", _BLANKS.sub(" ", "".join(parts)))
    if kotlin:
        masked = _GENERIC.sub(lambda found: found[1] + " " * len(found[2]), masked)
    return Masked(masked, literals)


def with_semicolons(masked: str) -> str:
    """Return Kotlin with `;` for a blank before a closing brace, which the grammar asks for and Kotlin does not."""
    return _CLOSING.sub(";", masked)


def _comment_end(text: str, at: int, *, nests: bool) -> int:
    if not nests:
        end = text.find("*/", at)
        return len(text) if end < 0 else end + 2
    depth = 1
    for found in _NESTED.finditer(text, at):
        depth += 1 if found[0] == "/*" else -1
        if depth == 0:
            return found.end()
    return len(text)


def _string_end(text: str, at: int, quotes: str, *, kotlin: bool) -> tuple[int, int]:
    """Return where the string's body ends and where what follows its quotation marks begins."""
    pattern = {(True, '"'): _KOTLIN_END, (True, '"""'): _RAW_END, (False, '"'): _JAVA_END}.get(
        (kotlin, quotes), _JAVA_BLOCK_END
    )
    while found := pattern.search(text, at):
        if found[0] == "${":
            at = template_end(text, found.end())
        elif found[0].startswith('"'):
            return found.end() - len(quotes), found.end()
        elif found[0] == "\n":
            return found.start(), found.start()
        else:
            at = found.end()
    return len(text), len(text)


def template_end(text: str, at: int, depth: int = 0) -> int:
    """Return the offset behind the brace that closes a template whose inside begins at `at`."""
    open_braces = 1
    while found := _BRACES.search(text, at):
        at = found.end()
        match found[0]:
            case "{":
                open_braces += 1
            case "}":
                open_braces -= 1
                if open_braces == 0:
                    return at
            case "\n":
                return found.start()
            case _ if depth < _INTERPOLATIONS:
                at = _inner_string_end(text, at, depth)
    return len(text)


def _inner_string_end(text: str, at: int, depth: int) -> int:
    while found := _KOTLIN_END.search(text, at):
        if found[0] == "${":
            at = template_end(text, found.end(), depth + 1)
        elif found[0] == '"':
            return found.end()
        elif found[0] == "\n":
            return found.start()
        else:
            at = found.end()
    return len(text)
