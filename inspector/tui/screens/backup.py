"""The dialog that adds a backup pin: typed in any spelling, or read from a file."""

from functools import partial

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from inspector.chain.path import Layer
from inspector.pinning.errors import BackupError, PassphraseNeeded
from inspector.pinning.pin_set import BackupPin
from inspector.reading import FileError, names_file, read_file
from inspector.tui.screens.field import CALM, GOOD, FieldDialog, told
from inspector.tui.thread import in_thread

KEY_FILE_LIMIT = 1024 * 1024
"""Largest key or certificate file that is read, in bytes."""


class BackupDialog(FieldDialog[BackupPin]):
    """Gives the backup pin, or None. A private key is read for its public half and let go."""

    def __init__(self, layers: tuple[Layer, ...] = (), backups: tuple[BackupPin, ...] = ()) -> None:
        """Judge what is typed beside the `layers` of the path and the `backups` there are."""
        super().__init__(
            "Add a backup pin",
            "A pin, or a file with a certificate, CSR, public or private key. A backup is a key outside today's chain.",
            example="sha256/… or spare-key.pem",
            take="Add",
        )
        self._layers, self._backups = layers, backups
        self._asked_for: str | None = None

    def body(self) -> ComposeResult:
        """Compose the field, and one for a passphrase that shows when it is needed."""
        yield from super().body()
        passphrase = Input(placeholder="passphrase of the key", password=True, id="passphrase")
        passphrase.display = False
        yield passphrase

    def judge(self, text: str) -> Content:
        """Return what a pin typed as `text` would be, or that it names a file."""
        from inspector.pinning.backup import backup_from_text

        bare = text.strip()
        if not bare:
            return Content.styled("Any spelling: sha256/…, base64, pin-sha256, or 64 hex digits.", CALM)
        if names_file(bare) and bare != "-":
            return Content.styled("This is a file: enter reads it.", CALM)
        try:
            backup = backup_from_text(bare)
        except BackupError as error:
            return told(error.reason, error.hint)
        return self._praise(backup)

    def _praise(self, backup: BackupPin) -> Content:
        from inspector.pinning.backup import backup_problem

        problem = backup_problem(backup.pin, self._layers, self._backups)
        label = Content.assemble((f"{backup.pin}", GOOD), f" {backup.label}")
        return label if problem is None else Content("\n").join([label, Content.styled(problem, "$text-warning")])

    def action_submit(self) -> None:
        """Take the pin, or read the file beside the event loop."""
        from inspector.pinning.backup import backup_from_text

        bare = self.text.strip()
        if names_file(bare) and bare != "-":
            self.run_worker(self._read(bare), name="backup", exclusive=True)
            return
        try:
            self.dismiss(backup_from_text(bare))
        except BackupError as error:
            self.say(told(error.reason, error.hint))

    async def _read(self, name: str) -> None:
        field = self.query_one("#passphrase", Input)
        password = field.value if field.display and self._asked_for == name else None
        field.value = ""
        try:
            self.dismiss(await in_thread(partial(_backup_of, name, password)))
        except PassphraseNeeded as error:
            self._asked_for = name
            field.display = True
            field.focus()
            self.say(told(error.reason, error.hint))
        except (BackupError, FileError) as error:
            self.say(told(error.reason, error.hint))


def _backup_of(name: str, password: str | None) -> BackupPin:
    from inspector.pinning.backup import backup_from_file

    return backup_from_file(read_file(name, KEY_FILE_LIMIT), name, password)
