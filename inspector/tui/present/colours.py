"""Code in colours: few, calm, and the same in every language; the text is never changed.

Textual's own highlighter loads Pygments, which takes 4 MiB and longer than the rest of the screen.
"""

import re

from textual.content import Content, Span

STYLES = {
    "comment": "$text-muted italic",
    "string": "$text-success",
    "keyword": "$text-accent",
    "attribute": "$text-primary",
}
"""Style of each kind of token; everything else is plain."""

_KEYWORDS = (
    *("class", "final", "fun", "import", "new", "null", "object", "package", "private", "public", "return", "static"),
    *("true", "false", "val", "var", "void"),
)
_C_LIKE = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/)"
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    rf"|(?P<keyword>\b(?:{'|'.join(_KEYWORDS)})\b)",
    re.DOTALL,
)
_XML = re.compile(
    r"(?P<comment><!--.*?-->|<\?.*?\?>)"
    r"|(?P<keyword></?[\w:.-]+|/?>)"
    r"|(?P<attribute>[\w:.-]+(?=\s*=\s*\"))"
    r'|(?P<string>"[^"]*")',
    re.DOTALL,
)
_LANGUAGES = {"kotlin": _C_LIKE, "java": _C_LIKE, "xml": _XML}


def colour(text: str, language: str) -> Content:
    """Return `text` in colours, or plain where the language is not known."""
    pattern = _LANGUAGES.get(language)
    if pattern is None:
        return Content(text)
    found = pattern.finditer(text)
    return Content(text, [Span(*match.span(), STYLES[match.lastgroup]) for match in found if match.lastgroup])
