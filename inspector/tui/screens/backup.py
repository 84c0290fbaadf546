"""The dialog that adds a backup pin: typed in any spelling, or read from a file."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from inspector.chain.path import Layer
from inspector.chain.sizes import KEY_FILE_BYTES
from inspector.chain.text import capital, visible
from inspector.pinning.errors import BackupError, PassphraseNeeded
from inspector.pinning.pin_set import BackupPin
from inspector.reading import FileError, read_file
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.field import CALM, FieldDialog, praised, told, warned
from inspector.tui.thread import in_thread
from inspector.tui.widgets.field import Field
from inspector.tui.widgets.masking import LONGEST

_SPELLINGS = "Any spelling: sha256/…, base64, pin-sha256, or 64 hex digits."
_FILE_ENDINGS = (".pem", ".crt", ".cer", ".der", ".key", ".csr", ".pub", ".p8")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the text in the field comes to."""

    backup: BackupPin | None
    """The pin; None where there is none (yet)."""

    word: Content
    """What is said under the field."""

    fits: bool = False
    """Whether the pin is a backup beside the present path, and so can be added."""

    encrypted: bool = False
    """Whether a passphrase is missing or wrong."""


class BackupDialog(FieldDialog[BackupPin]):
    """Gives the backup pin, or None. A private key is read for its public half and let go."""

    BINDINGS = [Binding("ctrl+n", "new_key", "New key", show=False, priority=True)]

    def __init__(
        self,
        layers: tuple[Layer, ...] = (),
        backups: tuple[BackupPin, ...] = (),
        unused: tuple[Layer, ...] = (),
    ) -> None:
        """Judge what is typed beside the `layers` of the path, the `backups` there are, and certificates in no path."""
        super().__init__(
            "Add a backup pin",
            "A pin, or a file with a certificate, CSR, public or private key. A backup is a key outside today's chain.",
            example="sha256/… or spare-key.pem",
            take="Add",
        )
        self._layers, self._backups, self._unused = layers, backups, unused

    def answers(self) -> ComposeResult:
        """Compose the way to a key that is not there yet."""
        yield KeyButton("^n", "New key", "new_key", id="new-key")

    def action_new_key(self) -> None:
        """Leave for the dialog that makes a key."""
        self.dismiss(None)
        self.app.call_later(self.app.screen_stack[0].run_action, "command('new-key')")

    def body(self) -> ComposeResult:
        """Compose the field, and one for a passphrase that shows when it is needed."""
        yield from super().body()
        passphrase = Field(placeholder="passphrase of the key", password=True, id="passphrase", max_length=LONGEST)
        passphrase.display = False
        yield passphrase

    def judge(self, text: str) -> Content:
        """Return what is said before anything is typed; all else is judged beside the event loop."""
        return Content.styled(_SPELLINGS, CALM)

    @on(Input.Changed, "#field")
    def typed(self, event: Input.Changed) -> None:
        """Say what the text or the file that it names comes to; a passphrase for another file is forgotten."""
        self._passphrase.value = ""
        self.run_worker(self._look(), group="backup", exclusive=True)

    def action_submit(self) -> None:
        """Take the pin where it is a backup."""
        self.run_worker(self._take_pin(), group="backup", exclusive=True)

    @property
    def _passphrase(self) -> Input:
        return self.query_one("#passphrase", Input)

    async def _look(self) -> None:
        self._show(await self._judge(None))

    async def _take_pin(self) -> None:
        judgement = await self._judge(self._passphrase.value or None)
        self._passphrase.value = ""
        if judgement.fits:
            self.dismiss(judgement.backup)
            return
        self._show(judgement)
        if judgement.encrypted:
            self._passphrase.focus()

    async def _judge(self, password: str | None) -> Judgement:
        work = partial(judge_backup, self.text.strip(), password, self._layers, self._backups, self._unused)
        return await in_thread(work)

    def _show(self, judgement: Judgement) -> None:
        self._passphrase.display = judgement.encrypted
        self.say(judgement.word)


def judge_backup(
    text: str,
    password: str | None,
    layers: tuple[Layer, ...] = (),
    backups: tuple[BackupPin, ...] = (),
    unused: tuple[Layer, ...] = (),
) -> Judgement:
    """Return what `text` comes to; reads the file that it names, and opens its key with `password`."""
    from inspector.pinning.backup import backup_problem

    if not text:
        return Judgement(None, Content.styled(_SPELLINGS, CALM))
    try:
        backup = _find(text, password)
    except PassphraseNeeded as error:
        word = told(error.reason, error.hint) if error.wrong else Content.styled(_locked(error), CALM)
        return Judgement(None, word, encrypted=True)
    except (BackupError, FileError) as error:
        return Judgement(None, told(error.reason, error.hint))
    problem = backup_problem(backup.pin, layers, backups, unused)
    said = (
        praised(f"A backup ({backup.label}): its key is not in today's chain") if problem is None else warned(problem)
    )
    return Judgement(backup, Content("\n").join([Content.styled(str(backup.pin), "b"), said]), fits=problem is None)


def _locked(error: PassphraseNeeded) -> str:
    return f"{capital(error.reason)}: enter asks for its passphrase, which is not kept."


def _find(text: str, password: str | None) -> BackupPin:
    """Return the pin that the file `text` or the text itself gives: base64 may begin with a slash, as paths do."""
    from inspector.pinning.backup import backup_from_file, backup_from_text

    try:
        path = Path(text).expanduser()
        is_file = path.is_file()
    except (OSError, ValueError, RuntimeError):
        is_file = False
    if is_file:
        return backup_from_file(read_file(str(path.absolute()), KEY_FILE_BYTES), path.name, password)
    try:
        return backup_from_text(text)
    except BackupError:
        if text.startswith(("./", "../", "~", "/")) or text.lower().endswith(_FILE_ENDINGS):
            raise BackupError(f"there is no file {visible(text, 120)}", "check the name, or type a pin") from None
        raise
