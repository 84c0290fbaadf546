"""The dialog that saves a text to a file, and asks before it overwrites one."""

from functools import partial
from pathlib import Path

from textual.content import Content

from inspector.chain.text import visible
from inspector.files import AlreadyThereError, WriteError, write_new
from inspector.tui.screens.confirm import ConfirmDialog
from inspector.tui.screens.field import CALM, FieldDialog, told
from inspector.tui.thread import in_thread


class SaveDialog(FieldDialog[str]):
    """Writes the text and gives the visible path of the file, or None where nothing was written."""

    def __init__(self, suggested: str, text: str, *, title: str, remark: str = "") -> None:
        """Suggest a name for `text`; `remark` is a sentence about what it is."""
        super().__init__(
            title,
            f"{remark} File name, in the present folder unless it names another:".strip(),
            value=suggested,
            example="pins.xml",
            take="Save",
        )
        self._snippet = text.encode("utf-8")

    def judge(self, text: str) -> Content:
        """Return where the file would stand."""
        if not text.strip():
            return Content.styled("Type a file name.", CALM)
        try:
            path = _path(text.strip())
        except WriteError as error:
            return told(error.reason, error.hint)
        return Content.styled(f"{visible(str(path), 300)}; a file that is there is never replaced unasked.", CALM)

    def action_submit(self) -> None:
        """Write the file beside the event loop; a taken name is asked about."""
        self._begin(overwrite=False)

    def _begin(self, *, overwrite: bool) -> None:
        name = self.text.strip()
        if name:
            self.run_worker(self._write(name, overwrite), name="save", exclusive=True)

    async def _write(self, name: str, overwrite: bool) -> None:
        try:
            path = await in_thread(partial(_write, name, self._snippet, overwrite))
        except AlreadyThereError:
            lines = (visible(str(_path(name)), 300), "is there already. Shall it be replaced?")
            self.app.push_screen(
                ConfirmDialog("Overwrite the file?", lines, "Overwrite", "Keep it"),
                partial(self._answered, name),
            )
        except WriteError as error:
            self.say(told(error.reason, error.hint))
        else:
            self.dismiss(visible(str(path), 300))

    def _answered(self, name: str, yes: bool | None) -> None:
        if yes and name == self.text.strip():
            self._begin(overwrite=True)


def _write(name: str, data: bytes, overwrite: bool) -> Path:
    if name.endswith("/"):
        raise WriteError("This is the name of a folder.", "Add a file name.")
    return write_new(_path(name), data, overwrite=overwrite)


def _path(name: str) -> Path:
    """Return the absolute path that `name` means; raises `WriteError` where it cannot be one."""
    try:
        return Path(name).expanduser().absolute()
    except (RuntimeError, ValueError, OSError):
        raise WriteError("There is no home folder of that name.", "Write the folder out.") from None
