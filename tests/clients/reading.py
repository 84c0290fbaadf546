"""Two pins, how a reader is asked, and everything that a reading says is wrong."""

from collections.abc import Callable

from inspector.clients.rule import PinProblem
from inspector.clients.source import Reader, Reading, Source, nothing_beside

A = "uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek="
"""printf 'hello world' | openssl dgst -sha256 -binary | openssl enc -base64"""

B = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
"""printf hello | openssl dgst -sha256 -binary | openssl enc -base64"""

HEX = "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
"""printf 'hello world' | openssl dgst -sha256"""


def read_by(reader: Reader, text: str, name: str = "", beside: Callable[[str], str | None] = nothing_beside) -> Reading:
    """Return what `reader` finds in a text that it recognises."""
    source = Source(name, text, beside)
    assert reader.recognises(source)
    return reader.read(source)


def problems(reading: Reading) -> list[PinProblem]:
    """Return every problem of a reading, of its sets and of its rules."""
    found = list(reading.problems)
    for rules in reading.sets:
        found += [*rules.problems, *(problem for rule in rules.rules for problem in rule.problems)]
    return found
