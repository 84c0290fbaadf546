"""The dialog that makes a new key for a backup pin, and writes it with the request for its certificate."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from inspector.chain.text import visible
from inspector.files import WriteError
from inspector.key_files import request_path
from inspector.pinning.new_key import MAX_PASSPHRASE, KeyKind
from inspector.pinning.pin_set import BackupPin
from inspector.tui.screens.dialog import KeyButton
from inspector.tui.screens.field import CALM, FieldDialog, praised, told, warned
from inspector.tui.thread import in_thread
from inspector.tui.widgets.field import Field
from inspector.tui.widgets.masking import LONGEST

_TOO_LONG = told(f"The passphrase is longer than {MAX_PASSPHRASE:,} bytes", "take a shorter one")


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key that was made and written."""

    backup: BackupPin
    """Its pin."""

    path: str
    """Where the private key stands, visible text."""

    request: str
    """Where the request stands, visible text."""


class NewKeyDialog(FieldDialog[MadeKey]):
    """Gives what was made, or None where nothing was; the private key goes into its file and nowhere else."""

    BINDINGS = [Binding("ctrl+t", "next_kind", "Kind of key", show=False, priority=True)]

    def __init__(self, host: str, suggested: str, *, subdomains: bool) -> None:
        """Make a key for `host`, with a request that names it (and what is below); `suggested` is a file name."""
        super().__init__(
            "Make a backup key",
            "A new key outside today's chain. Its file, never overwritten; the request for its certificate goes "
            "beside it. Keep both away from the server until you need them.",
            value=suggested,
            example="backup.key",
            take="Make",
        )
        self._host, self._subdomains = host, subdomains
        self._kind = KeyKind.P256

    def body(self) -> ComposeResult:
        """Compose the name, and the passphrase twice: a slip would lock the key for good."""
        yield from super().body()
        yield _secret("passphrase", "passphrase (none: the file is not encrypted)")
        again = _secret("again", "the passphrase again")
        again.display = False
        yield again

    def answers(self) -> ComposeResult:
        """Compose the button that changes the kind of key."""
        yield KeyButton("^t", "Kind", "next_kind", id="kind")

    def judge(self, text: str) -> Content:
        """Return what would be made, and where."""
        if not text.strip():
            return Content.styled("Type a file name.", CALM)
        try:
            path = _path(text.strip())
        except WriteError as error:
            return told(error.reason, error.hint)
        place = f"{self._kind}: {visible(str(path), 300)} and {visible(request_path(path).name, 100)}"
        return Content("\n").join([Content.styled(place, CALM), self._protection()])

    def action_next_kind(self) -> None:
        """Take the next kind of key."""
        kinds = list(KeyKind)
        self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
        self.say(self.judge(self.text))

    @on(Input.Changed, "#passphrase,#again")
    def typed_secret(self) -> None:
        """Say what the passphrase comes to."""
        self._again.display = bool(self._passphrase.value)
        self.say(self.judge(self.text))

    def action_submit(self) -> None:
        """Make and write the key beside the event loop, where the passphrase was typed twice alike."""
        name = self.text.strip()
        if not name:
            return
        secret = self._passphrase.value
        if secret and secret != self._again.value:
            self._again.focus()
            self.say(told("The two passphrases differ", "type the same twice"))
            return
        if _is_too_long(secret):
            self.say(_TOO_LONG)
            return
        self.say(Content.styled("Making the key", CALM))
        self.run_worker(self._make(name, secret), name="new-key", group="new-key", exclusive=True)

    @property
    def _passphrase(self) -> Input:
        return self.query_one("#passphrase", Input)

    @property
    def _again(self) -> Input:
        return self.query_one("#again", Input)

    def _protection(self) -> Content:
        if not self.query("#passphrase") or not self._passphrase.value:
            return warned("Not encrypted: whoever reads the file has the key; it is readable by you alone")
        if _is_too_long(self._passphrase.value):
            return _TOO_LONG
        if self._passphrase.value != self._again.value:
            return Content.styled("Type the passphrase twice.", CALM)
        return praised("Encrypted with the passphrase, which is kept nowhere")

    async def _make(self, name: str, secret: str) -> None:
        try:
            made = await in_thread(partial(_make, name, self._kind, self._host, secret, self._subdomains))
        except WriteError as error:
            self.say(told(error.reason, error.hint))
            return
        self._passphrase.value = self._again.value = ""
        self.dismiss(made)


def _is_too_long(secret: str) -> bool:
    return len(secret.encode("utf-8", "surrogatepass")) > MAX_PASSPHRASE


def _secret(id: str, placeholder: str) -> Input:
    return Field(placeholder=placeholder, password=True, id=id, max_length=LONGEST)


def _make(name: str, kind: KeyKind, host: str, secret: str, subdomains: bool) -> MadeKey:
    from inspector.key_files import write_key
    from inspector.pinning.new_key import make_key

    key = make_key(kind, host, secret, subdomains=subdomains)
    path, request = write_key(_path(name), key)
    label = visible(path.name, 60)
    return MadeKey(
        BackupPin(key.pin, f"key {label}", spki=key.spki), visible(str(path), 300), visible(str(request), 300)
    )


def _path(name: str) -> Path:
    """Return the absolute path that `name` means; raises `WriteError` where it cannot be one."""
    if name.endswith("/"):
        raise WriteError("This is the name of a folder.", "Add a file name.")
    try:
        path = Path(name).expanduser().absolute()
        path.with_suffix(".csr")
    except (RuntimeError, ValueError, OSError):
        raise WriteError("This cannot be the name of a file.", "Write another one.") from None
    return path
