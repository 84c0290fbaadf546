"""The dialog that saves a snippet to a file, and asks before it overwrites one."""

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

    def __init__(self, suggested: str, text: str) -> None:
        super().__init__(
            "Save the snippet",
            "File name, in the present folder unless it names another:",
            value=suggested,
            example="pins.xml",
            take="Save",
        )
        self._snippet = text.encode("utf-8")

    def judge(self, text: str) -> Content:
        """Return where the file would stand."""
        if not text.strip():
            return Content.styled("Type a file name.", CALM)
        return Content.styled(visible(str(Path(text.strip()).absolute()), 300), CALM)

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
        except AlreadyThereError as error:
            self.app.push_screen(
                ConfirmDialog("Overwrite the file?", (error.reason,), "Overwrite", "Keep it"), self._answered
            )
        except WriteError as error:
            self.say(told(error.reason, error.hint))
        else:
            self.dismiss(visible(str(path), 300))

    def _answered(self, yes: bool | None) -> None:
        if yes:
            self._begin(overwrite=True)


def _write(name: str, data: bytes, overwrite: bool) -> Path:
    try:
        path = Path(name).expanduser()
    except RuntimeError:
        raise WriteError("There is no home folder of that name.", "Write the folder out.") from None
    return write_new(path, data, overwrite=overwrite)
