"""Values in Objective-C: literals of dictionaries, arrays, texts and numbers, and constants of the same file."""

import re
from dataclasses import dataclass

from inspector.clients.code.nodes import DEPTH, STEPS
from inspector.clients.literal import Entry, Kind, Literal

_TOKEN = re.compile(
    r"(?P<blank>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r'|(?P<text>@?"(?:[^"\\\n]|\\.)*+(?:"|(?=\n)|\\?\Z))'
    r"|(?P<open>@\{|@\[|@\()"
    r"|(?P<word>@?[A-Za-z_][A-Za-z0-9_.]*|@?[0-9][0-9A-Za-z_.]*)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_TRUE = frozenset(("@YES", "@TRUE", "@true", "YES", "TRUE", "true"))
_FALSE = frozenset(("@NO", "@FALSE", "@false", "NO", "FALSE", "false"))
_CLOSE = {"@{": "}", "@[": "]", "@(": ")", "{": "}", "[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, text or mark."""

    kind: str
    """`text`, `open`, `word` or `other`."""

    code: str
    """As it stands."""

    line: int
    """From 1."""


def tokens_of(code: str) -> list[Token]:
    """Return the tokens of Objective-C without blanks and comments; never raises."""
    found, line = [], 1
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        if kind != "blank":
            found.append(Token(kind, match[0], line))
        line += match[0].count("\n")
    return found


class ObjectiveCValues:
    """Follows values in one file."""

    def __init__(self, code: str) -> None:
        self.tokens = tokens_of(code)
        """All of them."""
        self._steps = 0
        self._constants: dict[str, list[int]] = {}
        for at, token in enumerate(self.tokens):
            before = self.tokens[at - 1].code if at else ""
            if token.code == "=" and before not in ("=", "!", "<", ">", "]"):
                self._constants.setdefault(before, []).append(at + 1)
            elif before == "define" and at > 1 and self.tokens[at - 2].code == "#":
                self._constants.setdefault(token.code, []).append(at + 1)

    def dictionaries(self, word: str) -> list[Literal]:
        """Return every dictionary that is written out and in which `word` is part of a token, nearest around it."""
        opened: list[int] = []
        found: dict[int, None] = {}
        for at, token in enumerate(self.tokens):
            if token.code in _CLOSE:
                opened.append(at)
            elif token.code in ("}", "]", ")") and opened:
                opened.pop()
            elif word in token.code and opened and self.tokens[opened[-1]].code == "@{":
                found[opened[-1]] = None
        return [self.value(at)[0] for at in found]

    def value(self, at: int, depth: int = 0, *, is_macro: bool = False) -> tuple[Literal, int]:
        """Return the value that begins at the token `at`, and the token behind it; a macro ends with its line."""
        if at >= len(self.tokens):
            return Literal(Kind.UNKNOWN, None), at
        token = self.tokens[at]
        found: Literal | None = None
        after = at + 1
        self._steps += 1
        if self._steps > STEPS:
            return Literal(Kind.UNKNOWN, token.line, token.code), len(self.tokens)
        if depth > DEPTH:
            return self._skip(at)
        if token.kind == "text":
            found, after = self._text(at)
        elif token.code == "@{":
            found, after = self._dictionary(at, depth)
        elif token.code == "@[":
            found, after = self._array(at, depth)
        elif token.code in ("@(", "("):
            found, after = self.value(at + 1, depth + 1)
            after += 1
        elif token.code in _TRUE | _FALSE:
            found = Literal(Kind.BOOLEAN, token.line, truth=token.code in _TRUE)
        elif token.kind == "word":
            found = self._word(token, depth)
        if found is not None and (self._ends(after) or (is_macro and self._line(after) > self._line(at))):
            return found, after
        return self._skip(at)

    def _line(self, at: int) -> int:
        return self.tokens[at].line if at < len(self.tokens) else self.tokens[-1].line + 1

    def _ends(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tokens[at].code in (",", ":", "]", "}", ")", ";", "#")

    def _skip(self, at: int) -> tuple[Literal, int]:
        """Return what cannot be followed, up to the mark behind it."""
        begin = at
        closing: list[str] = []
        while at < len(self.tokens):
            code = self.tokens[at].code
            if not closing and code in (",", ":", "]", "}", ")", ";"):
                break
            if code in _CLOSE:
                closing.append(_CLOSE[code])
            elif closing and code == closing[-1]:
                closing.pop()
            at += 1
        self._steps += (at - begin) // 16
        text = " ".join(token.code for token in self.tokens[begin : min(at, begin + 30)])
        return Literal(Kind.UNKNOWN, self.tokens[begin].line, text), max(at, begin + 1)

    def _text(self, at: int) -> tuple[Literal, int]:
        """Return texts that stand one behind the other as one."""
        begin, parts = at, []
        while at < len(self.tokens) and self.tokens[at].kind == "text":
            parts.append(_unescaped(self.tokens[at].code.removeprefix("@")[1:].removesuffix('"')))
            at += 1
        return Literal(Kind.TEXT, self.tokens[begin].line, "".join(parts)), at

    def _word(self, token: Token, depth: int) -> Literal | None:
        bare = token.code.removeprefix("@")
        if bare[:1].isdigit():
            return Literal(Kind.NUMBER, token.line, bare, bare.strip("0.") != "")
        places = self._constants.get(bare, [])
        if len(places) != 1:
            return Literal(Kind.UNKNOWN, token.line, token.code)
        found, _ = self.value(places[0], depth + 1, is_macro=self.tokens[places[0] - 1].code == bare)
        return found

    def _array(self, at: int, depth: int) -> tuple[Literal, int]:
        line, items = self.tokens[at].line, []
        at += 1
        while at < len(self.tokens) and self.tokens[at].code != "]":
            item, at = self.value(at, depth + 1)
            items.append(item)
            if at < len(self.tokens) and self.tokens[at].code != "]":
                at += 1
        return Literal(Kind.ARRAY, line, items=tuple(items)), at + 1

    def _dictionary(self, at: int, depth: int) -> tuple[Literal, int]:
        from inspector.clients.trustkit.keys import key_of_constant

        line, entries = self.tokens[at].line, []
        at += 1
        while at < len(self.tokens) and self.tokens[at].code != "}":
            key_token = self.tokens[at]
            constant = key_of_constant(key_token.code) if key_token.kind == "word" else None
            if constant is not None:
                key, at = Literal(Kind.TEXT, key_token.line, constant), at + 1
            else:
                key, at = self.value(at, depth + 1)
            if at >= len(self.tokens) or self.tokens[at].code != ":":
                at += 1
                continue
            value, at = self.value(at + 1, depth + 1)
            entries.append(Entry(key.text, key_token.line, value, key.kind is Kind.TEXT))
            if at < len(self.tokens) and self.tokens[at].code == ",":
                at += 1
        return Literal(Kind.DICTIONARY, line, entries=tuple(entries)), at + 1


def _unescaped(body: str) -> str:
    def one(match: re.Match[str]) -> str:
        code = match[1]
        return chr(int(code[1:], 16)) if len(code) > 1 else _ESCAPES.get(code, code)

    return _ESCAPE.sub(one, body)
