"""The two themes of our own, and which themes may be used."""

import os

from textual.theme import Theme

DARK = "pinspector-dark"
LIGHT = "pinspector-light"

_DARK = Theme(
    name=DARK,
    dark=True,
    primary="#62c3b2",
    secondary="#8fb7e6",
    accent="#8fb7e6",
    success="#84cf8a",
    warning="#e8b45f",
    error="#f07f7f",
    foreground="#d6dde4",
    background="#10151a",
    surface="#161c23",
    panel="#1e2730",
    variables={
        "text-muted": "#8b99a6",
        "text-disabled": "#5d6a76",
        "border": "#62c3b2",
        "border-blurred": "#33404c",
        "block-cursor-background": "#24463f",
        "block-cursor-foreground": "#eaf5f3",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#1f2a33",
        "block-cursor-blurred-foreground": "#d6dde4",
        "block-hover-background": "#1b242c",
        "footer-background": "#161c23",
        "input-selection-background": "#2f5f7a",
        "scrollbar": "#33404c",
        "scrollbar-hover": "#4a5a68",
        "scrollbar-active": "#62c3b2",
        "scrollbar-background": "#161c23",
        "scrollbar-background-hover": "#161c23",
        "scrollbar-background-active": "#161c23",
        "screen-selection-background": "#2f5f7a",
    },
)

_LIGHT = Theme(
    name=LIGHT,
    dark=False,
    primary="#0b6f62",
    secondary="#22579a",
    accent="#22579a",
    success="#24702f",
    warning="#8a5600",
    error="#b3261e",
    foreground="#22292f",
    background="#eef0ee",
    surface="#fafaf8",
    panel="#e2e6e3",
    variables={
        "text-muted": "#59656e",
        "text-disabled": "#98a2a8",
        "border": "#0b6f62",
        "border-blurred": "#c2cac6",
        "block-cursor-background": "#cfe7e1",
        "block-cursor-foreground": "#10201d",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e6ebe8",
        "block-cursor-blurred-foreground": "#22292f",
        "block-hover-background": "#edf1ee",
        "footer-background": "#e2e6e3",
        "input-selection-background": "#b9d5ee",
        "input-cursor-background": "#22292f",
        "input-cursor-foreground": "#fafaf8",
        "scrollbar": "#c2cac6",
        "scrollbar-hover": "#a5b0ab",
        "scrollbar-active": "#0b6f62",
        "scrollbar-background": "#fafaf8",
        "scrollbar-background-hover": "#fafaf8",
        "scrollbar-background-active": "#fafaf8",
        "screen-selection-background": "#b9d5ee",
    },
)

OWN = (_DARK, _LIGHT)
"""Our themes, the default first."""


def usable(theme: Theme) -> bool:
    """Return whether `theme` can be read here: an ANSI theme under ``NO_COLOR`` would be black on black."""
    return not (theme.ansi and os.environ.get("NO_COLOR"))
