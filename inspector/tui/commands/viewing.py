"""Looking at everything else, and the app itself."""

from inspector.tui.command import Command, Group, Need

COMMANDS: tuple[Command, ...] = (
    Command(
        "findings",
        ("f",),
        "All findings",
        "Everything that was noticed about this chain, and what to do about it.",
        Group.VIEW,
        need=Need.CHAIN,
    ),
    Command(
        "devices",
        ("v",),
        "Devices",
        "Which path each Android and Apple release builds, how far each pin reaches, and the minimum SDK.",
        Group.VIEW,
        need=Need.CHAIN,
    ),
    Command(
        "paths",
        ("p",),
        "All paths",
        "Every way from the leaf to a root, who takes which, and in how many each pin stands.",
        Group.VIEW,
        need=Need.CHAIN,
    ),
    Command(
        "check",
        ("C",),
        "Check shipped pins",
        "Opens or takes pasted code, configs and failure texts: would their pins connect?",
        Group.VIEW,
    ),
    Command(
        "hosts",
        ("H",),
        "Which hosts are pinned",
        "Type a host name: whether each client, version by version, pins it, and by which pattern.",
        Group.VIEW,
        need=Need.PINS,
    ),
    Command(
        "rehearse",
        ("R",),
        "Rehearse the pins",
        "What each rotation, device and attack does to them, client by client, with the reasons and the dates.",
        Group.VIEW,
        need=Need.PINS,
    ),
    Command(
        "faces",
        ("a",),
        "Faces",
        "Asks every address of the host for every kind of leaf key, with and without its name.",
        Group.VIEW,
        need=Need.SERVER,
    ),
    Command(
        "notes",
        ("i",),
        "Notes on the code",
        "What the reader of the shown code must know beside it.",
        Group.VIEW,
        need=Need.PINS,
    ),
    Command(
        "learn",
        ("l",),
        "Learn",
        "Ten short lessons about pinning, each beside this chain or an experiment with real TLS on this machine.",
        Group.VIEW,
    ),
    Command(
        "glossary",
        ("f2",),
        "The words",
        "Every term on the screens in one sentence; those on this screen first.",
        Group.VIEW,
    ),
    Command(
        "maximise",
        ("z",),
        "Maximise this pane",
        "Gives the focused pane the whole screen, and back.",
        Group.VIEW,
        need=Need.CHAIN,
    ),
    Command("dark", ("t",), "Dark or light", "Switches between the two themes of our own.", Group.VIEW),
    Command("theme", ("T",), "Choose a theme", "Every theme that can be read here.", Group.VIEW),
    Command(
        "help", ("question_mark", "f1"), "Help", "All keys and what they do.", Group.VIEW, footer="Help", short="Help"
    ),
    Command("palette", ("ctrl+p",), "All commands", "Type a word to find a command.", Group.VIEW, native=True),
    Command("quit", ("q", "ctrl+q"), "Quit", "Leaves at once.", Group.VIEW, footer="Quit", short="Quit"),
)
"""These commands, in the order of help."""
