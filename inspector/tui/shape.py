"""The shapes of the main screen: which classes its size gives it."""

MIN_WIDTH, MIN_HEIGHT = 60, 20
"""The smallest usable size in cells."""

WIDE, HIGH = 120, 30
"""From here on there are two columns, and room for a pane for the code and a frame around the pin set."""


def shape_classes(width: int, height: int) -> dict[str, bool]:
    """Return for each class of the style sheet whether it holds at this size in cells."""
    return {
        "-wide": width >= WIDE,
        "-narrow": width < WIDE,
        "-high": height >= HIGH,
        "-low": height < HIGH,
        "-tabbed": is_tabbed(width, height),
        "-small": is_small(width, height),
    }


def is_small(width: int, height: int) -> bool:
    """Return whether nothing can be shown but what is needed."""
    return width < MIN_WIDTH or height < MIN_HEIGHT


def is_tabbed(width: int, height: int) -> bool:
    """Return whether the code has no pane of its own, so that it is a tab of the details."""
    return width < WIDE or height < HIGH


def is_compact(width: int, height: int) -> bool:
    """Return whether the pin set must do with one line."""
    return height < HIGH or width < 80
