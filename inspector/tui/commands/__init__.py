"""The one table of commands: everything that the app can be told to do, for keys, palette, help, hints and mouse."""

from textual.binding import Binding

from inspector.tui.commands import copying, hosts, moving, pinning, viewing

COMMANDS = (
    *moving.COMMANDS,
    *pinning.COMMANDS,
    *copying.COMMANDS,
    *hosts.COMMANDS,
    *viewing.COMMANDS,
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
