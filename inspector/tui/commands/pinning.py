"""Choosing what is pinned."""

from inspector.tui.command import Command, Group, Need

COMMANDS: tuple[Command, ...] = (
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
        "minimum",
        (),
        "Minimum SDK",
        "The lowest Android API level on which the app runs: picks that a release from there on does not reach are "
        "marked. On the page of devices it is m.",
        Group.PIN,
        need=Need.CHAIN,
    ),
)
"""These commands, in the order of help."""
