"""Which known word a misspelt one was meant to be."""

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.8
"""How alike two words must be, by the ratio of `difflib`."""

_LENGTH = 80
MOST_KEYS = 100
"""How many keys of one dictionary are looked at for misspellings."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that `word` is a misspelling of, or an empty text; never `word` itself."""
    if len(word) > _LENGTH:
        return ""
    words = {item.casefold(): item for item in known}
    if not any(abs(len(item) - len(word)) <= len(word) // 3 for item in words):
        return ""
    found = get_close_matches(word.casefold(), words, 1, _ALIKE)
    return words[found[0]] if found and words[found[0]] != word else ""
