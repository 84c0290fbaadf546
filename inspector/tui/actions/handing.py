"""Handing over: the sheet about chain and pins, copied or saved."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, assert_never

from inspector.tui.actions.copying import deliver, with_consent
from inspector.tui.screens.main import MainScreen

if TYPE_CHECKING:
    from inspector.tui.screens.handover import Form


def _export(screen: MainScreen) -> None:
    from inspector.tui.screens.handover import HandoverDialog

    picture = screen.app.export_screenshot(title="Pinspector")

    def chosen(form: "Form | None") -> None:
        if form is not None:
            with_consent(screen, partial(_hand_over, screen, form, picture))

    screen.app.push_screen(HandoverDialog(screen.current.pins), chosen)


def _hand_over(screen: MainScreen, form: "Form", picture: str) -> None:
    from inspector.handover.as_json import sheet_json
    from inspector.handover.markdown import sheet_markdown
    from inspector.pinning.pin_set import PinSet
    from inspector.tui.screens.handover import Form

    session = screen.current
    made = session.try_pin_set()
    pin_set = made if isinstance(made, PinSet) else None
    match form:
        case Form.COPY:
            deliver(screen, sheet_markdown(session.inspection, pin_set), "the hand-over sheet as Markdown")
        case Form.MARKDOWN:
            _save(screen, form, sheet_markdown(session.inspection, pin_set))
        case Form.JSON:
            _save(screen, form, sheet_json(session.inspection, pin_set))
        case Form.SVG:
            _save(screen, form, picture)
        case _:
            assert_never(form)


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
