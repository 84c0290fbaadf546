"""Handing over: the sheet about chain and pins, copied or saved."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from inspector.tui.actions.copying import deliver, with_consent
from inspector.tui.screens.main import MainScreen
from inspector.tui.session import Session
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.tui.screens.handover import Form


def _export(screen: MainScreen) -> None:
    from inspector.tui.screens.handover import HandoverDialog

    def offer() -> None:
        picture = screen.app.export_screenshot(title="Pinspector")

        def chosen(form: "Form | None") -> None:
            if form is not None:
                with_consent(screen, partial(_begin, screen, form, picture))

        screen.app.push_screen(HandoverDialog(screen.current.pins), chosen)

    async def uncover() -> None:
        screen.app.clear_notifications()
        await screen.query("Toast").remove()
        screen.call_after_refresh(offer)

    screen.run_worker(uncover(), name="uncover", group="hand-over", exclusive=True)


def _begin(screen: MainScreen, form: "Form", picture: str) -> None:
    screen.run_worker(_hand_over(screen, form, picture), name="hand-over", group="hand-over", exclusive=True)


async def _hand_over(screen: MainScreen, form: "Form", picture: str) -> None:
    from inspector.tui.screens.handover import Form

    if form is Form.SVG:
        _save(screen, form, picture)
        return
    text = await in_thread(partial(_sheet, screen.current, form))
    if form is Form.COPY:
        deliver(screen, text, "the hand-over sheet as Markdown", saves=False)
    else:
        _save(screen, form, text)


def _sheet(session: Session, form: "Form") -> str:
    """Return the sheet; what it survives is rehearsed, which takes a moment."""
    from inspector.handover.as_json import sheet_json
    from inspector.handover.markdown import sheet_markdown
    from inspector.pinning.pin_set import PinSet
    from inspector.tui.screens.handover import Form

    made = session.try_pin_set()
    write = sheet_json if form is Form.JSON else sheet_markdown
    return write(session.inspection, made if isinstance(made, PinSet) else None)


def _save(screen: MainScreen, form: "Form", text: str) -> None:
    from inspector.clients.limits import file_stem
    from inspector.tui.screens.save import SaveDialog

    def saved(path: str | None) -> None:
        if path is not None:
            screen.notify(f"Saved the hand-over sheet to {path}", timeout=6, markup=False)

    host = screen.current.inspection.host or ""
    name = f"pins-{file_stem(host)}.{form.value}" if host else f"pins.{form.value}"
    screen.app.push_screen(SaveDialog(name, text, title="Save the hand-over sheet"), saved)


HANDLERS: dict[str, Callable[[MainScreen], None]] = {"export": _export}
"""The commands of this file."""
