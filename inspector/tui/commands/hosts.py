"""Asking hosts, and going back."""

from inspector.tui.command import Command, Group, Need

COMMANDS: tuple[Command, ...] = (
    Command(
        "host",
        ("slash",),
        "Go to the host field",
        "Type a host, host:port, URL or file, then enter.",
        Group.HOST,
        footer="Host",
        short="Host",
    ),
    Command("inspect", (), "Inspect what the host field says", "In the field it is enter.", Group.HOST),
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
        "fetch-issuer",
        ("I",),
        "Fetch the missing issuer",
        "Asks the address in the certificate, after a question; devices do not, so the finding stays.",
        Group.HOST,
        need=Need.GAP,
    ),
    Command(
        "back",
        ("escape",),
        "Cancel, close, back",
        "Stops a fetch, leaves a field or a page; twice on the main view quits.",
        Group.HOST,
    ),
    Command("lab", (), "Open the built-in lab", "A private chain on this machine: no network needed.", Group.HOST),
)
"""These commands, in the order of help."""
