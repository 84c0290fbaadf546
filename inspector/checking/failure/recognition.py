"""Whether a text tells of a failed pin, and what it says."""

from inspector.checking.failure.okhttp import recognise_hostname, recognise_pinning
from inspector.checking.failure.sentences import recognise_sentence
from inspector.checking.failure.shell import recognise_shell
from inspector.checking.failure.text import Failure
from inspector.checking.failure.tokens import unescaped

LONGEST = 1024 * 1024
"""Longest text that is looked at, in characters."""


def recognise_failure(text: str) -> Failure | None:
    r"""Return the failure that `text` tells of, the most telling one first; None where it tells of none.

    Line numbers are those of the text; in a log that writes its line ends as ``\n`` those of what it stands for.
    """
    plain = unescaped(text) if len(text) <= LONGEST else text[:0]
    if not plain:
        return None
    for recognise in (recognise_pinning, recognise_hostname, recognise_shell, recognise_sentence):
        found = recognise(plain)
        if found is not None:
            return found
    return None
