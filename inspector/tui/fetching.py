"""Asking for a chain without holding up the screen: one fetch at a time, late results dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from inspector.inspection import Inspection, Settings
from inspector.net.fetch import Cancel
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.lab.running import Running
    from inspector.pinning.key_report import KeyReport
    from inspector.tui.app import InspectorApp

    Result = Inspection | KeyReport | Exception


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be inspected."""

    text: str
    """Target or file as written."""

    settings: Settings
    """How to inspect."""


class Fetching:
    """The fetch under way, and what was asked last."""

    def __init__(self, app: "InspectorApp") -> None:
        self._app = app
        self._cancel: Cancel | None = None
        self._lab: Running | None = None
        self.number = 0
        """Number of the fetch that was begun last; results of others are late."""
        self.asked: Ask | None = None
        """What was asked last."""

    @property
    def is_running(self) -> bool:
        """Whether a fetch is under way."""
        return self._cancel is not None

    def ask_for(self, text: str) -> Ask:
        """Return how `text` is asked for.

        The lab's roots and address hold for the lab only, and what the command line said of its own target for that
        one: another host must not be looked for there, nor shown its client certificate.
        """
        start = self._app.start
        if self._lab is not None and text in (self._lab.host, f"{self._lab.host}:443"):
            return Ask(text, self._lab_settings(self._lab))
        if text == start.text:
            return Ask(text, start.settings)
        return Ask(text, start.settings.for_another_target())

    def _lab_settings(self, lab: "Running") -> Settings:
        return self._app.start.settings.for_lab(lab.store, lab.connect_to)

    async def inspect(self, ask: Ask, progress: Callable[[int, str], None]) -> tuple[int, "Result"]:
        """Return the number of the fetch and what came of it; `progress` hears from the fetch's own thread."""
        self.cancel()
        self.number += 1
        number, cancel = self.number, Cancel()
        self.asked, self._cancel = ask, cancel
        try:
            work = partial(
                self._app.inspect,
                ask.text,
                ask.settings,
                now=self._app.now(),
                cancel=cancel,
                progress=partial(progress, number),
            )
            return number, await in_thread(work)
        except Exception as error:  # noqa: BLE001 - every failure becomes a page
            return number, error
        finally:
            cancel.set()
            if self._cancel is cancel:
                self._cancel = None

    async def start_lab(self, name: str) -> Ask:
        """Start the lab's scenario `name` and return how to ask for it. Raises `OSError` where it cannot listen."""
        if self._lab is None or self._lab.scenario.name != name:
            self.close_lab()
            self._lab = await in_thread(partial(_run_lab, name))
        return Ask(self._lab.host, self._lab_settings(self._lab))

    def cancel(self) -> None:
        """End the fetch under way at once: its socket is closed, and what it still gives is dropped."""
        if self._cancel is not None:
            self._cancel.set()
            self._cancel = None
            self.number += 1

    def close_lab(self) -> None:
        """Stop the lab's server, where one runs."""
        if self._lab is not None:
            self._lab.close()
            self._lab = None


def _run_lab(name: str) -> "Running":
    from inspector.lab.scenarios import scenarios

    return scenarios()[name].start()
