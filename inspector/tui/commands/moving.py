"""Moving through panes, layers and tabs."""

from inspector.tui.command import Command, Group, Need

_TABS = ("Overview", "Names", "Extensions", "Bytes", "PEM", "Snippet")

COMMANDS: tuple[Command, ...] = (
    Command("up", ("up", "k"), "Layer above", "Moves towards the root.", Group.MOVE, need=Need.CHAIN),
    Command("down", ("down", "j"), "Layer below", "Moves towards the leaf.", Group.MOVE, need=Need.CHAIN),
    Command("first", ("home", "g"), "First layer", "Moves to the top of the chain.", Group.MOVE, need=Need.CHAIN),
    Command("last", ("end", "G"), "Last layer", "Moves to the bottom of the chain.", Group.MOVE, need=Need.CHAIN),
    Command(
        "enter", ("enter",), "Into the detail pane", "Scroll what is there.", Group.MOVE, need=Need.CHAIN, native=True
    ),
    Command("next-pane", ("tab",), "Next pane", "Host, chain, details, snippet.", Group.MOVE, native=True),
    Command("previous-pane", ("shift+tab",), "Previous pane", "The other way round.", Group.MOVE, native=True),
    *(
        Command(f"tab-{n}", (str(n),), f"Show {title}", f"Opens the tab {title}.", Group.MOVE, need=Need.CHAIN)
        for n, title in enumerate(_TABS, 1)
    ),
    Command(
        "previous-tab",
        ("left_square_bracket",),
        "Previous tab",
        "The tab before, in the details or the snippet pane.",
        Group.MOVE,
        need=Need.CHAIN,
    ),
    Command(
        "next-tab",
        ("right_square_bracket",),
        "Next tab",
        "The tab after, in the details or the snippet pane.",
        Group.MOVE,
        need=Need.CHAIN,
    ),
)
"""These commands, in the order of help."""
