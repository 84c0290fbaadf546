"""The frames of the main screen that can be maximised."""

from textual.containers import Vertical

from inspector.tui.widgets.hints import HintsMixin


class Pane(Vertical):
    """A bordered part of the screen that can be maximised."""

    ALLOW_MAXIMIZE = True


class Right(HintsMixin, Vertical):
    """The column of details and snippet; in one column it is the frame of both."""

    ALLOW_MAXIMIZE = True
