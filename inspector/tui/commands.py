"""The one table of commands: everything that the app can be told to do, for keys, palette, help, hints and mouse."""

from textual.binding import Binding

from inspector.tui.command import Command, Group, Need

_TABS = ("Overview", "Names", "Extensions", "Bytes", "PEM", "Snippet")

COMMANDS = (
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
    Command(
        "pick",
        ("space",),
        "Pick or drop this layer",
        "Puts the key of the layer under the cursor into the pin set, or takes it out.",
        Group.PIN,
        footer="Pick",
        short="Pick",
        need=Need.CHAIN,
    ),
    Command(
        "backup",
        ("b",),
        "Add a backup pin",
        "A pin whose key is not in today's chain, so that the app survives a change of keys.",
        Group.PIN,
        footer="Backup",
        need=Need.CHAIN,
    ),
    Command(
        "new-key",
        ("N",),
        "Make a backup key",
        "A new key in a file of its own with the request for its certificate; its pin becomes a backup.",
        Group.PIN,
        need=Need.CHAIN,
    ),
    Command(
        "drop-backup",
        ("B",),
        "Remove the last backup pin",
        "Takes out the backup pin that was added last.",
        Group.PIN,
        need=Need.BACKUPS,
    ),
    Command(
        "subdomains",
        ("d",),
        "Subdomains on or off",
        "Whether the pins also hold for every name below the host.",
        Group.PIN,
        need=Need.CHAIN,
    ),
    Command(
        "pattern",
        ("h",),
        "Change the host that is pinned",
        "Pins may be meant for the name above the host that was asked.",
        Group.PIN,
        need=Need.CHAIN,
    ),
    Command(
        "expiry",
        ("e",),
        "Change the expiry",
        "The day from which Android's Network Security Config no longer pins.",
        Group.PIN,
        need=Need.CHAIN,
    ),
    Command(
        "copy-pin",
        ("c", "y"),
        "Copy this layer's pin",
        "sha256/ and 44 characters, as OkHttp writes it.",
        Group.COPY,
        footer="Copy pin",
        short="Copy",
        need=Need.TEXT,
    ),
    Command(
        "copy-okhttp",
        ("o",),
        "Copy OkHttp",
        "The CertificatePinner in Kotlin, or in Java where that tab was opened last.",
        Group.COPY,
        footer="OkHttp",
        short="OkHttp",
        need=Need.PINS,
    ),
    Command(
        "copy-nsc",
        ("n",),
        "Copy Network Security Config",
        "Android's XML, as the snippet pane shows it: the part to paste or the whole file.",
        Group.COPY,
        footer="NSC",
        short="NSC",
        need=Need.PINS,
    ),
    Command(
        "copy-shown",
        ("s",),
        "Copy the snippet that is shown",
        "Byte for byte what the snippet pane shows.",
        Group.COPY,
        need=Need.PINS,
    ),
    Command(
        "whole-file",
        ("F",),
        "Whole file or fragment",
        "Writes the shown client's code as a whole file, or as the part to paste.",
        Group.COPY,
        need=Need.CHAIN,
    ),
    Command(
        "clients",
        ("m",),
        "More clients",
        "Apple, TrustKit, Ktor, Cronet, curl, .NET and all others: the chosen one gets a tab.",
        Group.COPY,
        need=Need.CHAIN,
    ),
    Command(
        "copy-check",
        ("x",),
        "Copy the command that checks this pin",
        "A shell command with this certificate in it: openssl prints its pin.",
        Group.COPY,
        need=Need.CHAIN,
    ),
    Command(
        "copy-server-check",
        (),
        "Copy the command that asks the server",
        "A shell command that fetches this certificate anew: openssl prints its pin.",
        Group.COPY,
        need=Need.CHAIN,
    ),
    Command(
        "save",
        ("w",),
        "Save the snippet to a file",
        "The way out where the clipboard cannot be reached; asks before it overwrites.",
        Group.COPY,
        need=Need.PINS,
    ),
    Command(
        "export",
        ("E",),
        "Hand-over sheet",
        "Chain, chosen pins, why, and what they survive: Markdown, SVG or JSON for a pull request or a wiki.",
        Group.COPY,
        need=Need.CHAIN,
    ),
    Command(
        "host",
        ("slash",),
        "Go to the host field",
        "Type a host, host:port, URL or file, then enter.",
        Group.HOST,
        footer="Host",
        short="Host",
    ),
    Command(
        "refetch",
        ("r",),
        "Fetch again",
        "Asks the same host again, and keeps the picks whose keys are still there.",
        Group.HOST,
        footer="Refetch",
        short="Refetch",
        need=Need.ASKED,
    ),
    Command(
        "back",
        ("escape",),
        "Cancel, close, back",
        "Stops a fetch, leaves a field or a page; twice on the main view quits.",
        Group.HOST,
    ),
    Command("lab", (), "Open the built-in lab", "A private chain on this machine: no network needed.", Group.HOST),
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
"""Every command, in the order of help."""

BY_ID = {command.id: command for command in COMMANDS}
"""The commands by their id."""


def bindings() -> list[Binding]:
    """Return the key bindings of the main screen."""
    return [
        Binding(
            ",".join(command.keys),
            f"command('{command.id}')",
            command.label,
            show=False,
            tooltip=command.help,
            id=command.id,
        )
        for command in COMMANDS
        if command.keys and not command.native
    ]
