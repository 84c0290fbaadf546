"""libcurl's option for pins, as programs in C, PHP, Python and others set it."""

import re

from inspector.clients.code.grammar import SIZE
from inspector.clients.curl.judge import ANY_HOST
from inspector.clients.curl.pinned import read_pinned
from inspector.clients.following import not_followed
from inspector.clients.literal import Kind, Literal
from inspector.clients.rule import PinProblem, PinRule, RuleSet
from inspector.clients.source import CannotRead, Reading, Source

_OPTION = re.compile(r"(?:CURLOPT_|\.)PINNEDPUBLICKEY\b")
_VALUE = re.compile(r"\s*(?:,|=>|=)\s*((?:[uU8bL]?(?:\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')[\s.+]*)+)")
_TEXT = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")


class LibcurlOption:
    """Reads sources that set `CURLOPT_PINNEDPUBLICKEY` to a text that is written out."""

    name = "libcurl"
    title = "libcurl option"

    def recognises(self, source: Source) -> bool:
        """Return whether the option stands in it; prose is left alone."""
        if source.name.lower().endswith((".md", ".rst", ".html", ".htm", ".adoc", ".txt")):
            return False
        return _OPTION.search(source.text) is not None

    def read(self, source: Source) -> Reading:
        """Return one set a call. Which hosts it asks is not known. Raises `CannotRead` for what is too long."""
        if len(source.text) > SIZE:
            raise CannotRead("the source is too long", f"At most {SIZE} characters are read.")
        sets: list[RuleSet] = []
        problems: list[PinProblem] = []
        line, counted = 1, 0
        for option in _OPTION.finditer(source.text):
            line += source.text.count("\n", counted, option.start())
            counted = option.start()
            value = _VALUE.match(source.text, option.end())
            if value is None:
                problems.append(not_followed("The pins", Literal(Kind.UNKNOWN, line, option[0])))
                continue
            text = "".join(found[1] or found[2] or "" for found in _TEXT.finditer(value[1]))
            pins, found = read_pinned("curl", text, line, source.beside)
            rule = PinRule("curl", ANY_HOST, (pins,), problems=found, line=line)
            sets.append(RuleSet("curl", (rule,), line=line))
        return Reading(tuple(sets), tuple(problems))
