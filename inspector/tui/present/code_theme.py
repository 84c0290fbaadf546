"""The colours of code: few, calm, and the same in every language."""

from pygments.token import Token  # type: ignore[import-untyped]
from textual.highlight import HighlightTheme


class CodeTheme(HighlightTheme):
    """Keywords, strings, names of tags and attributes, and comments; all else is plain."""

    STYLES = {
        Token.Comment: "$text-muted italic",
        Token.Keyword: "$text-accent",
        Token.Keyword.Namespace: "$text-accent",
        Token.Literal.String: "$text-success",
        Token.Literal.Number: "$text-warning",
        Token.Name.Attribute: "$text-primary",
        Token.Name.Class: "$text-primary",
        Token.Name.Tag: "$text-accent",
        Token.String: "$text-success",
    }
