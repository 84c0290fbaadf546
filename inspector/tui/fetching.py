"""Asking for a chain without holding up the screen: one fetch at a time, late results dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from inspector.inspection import Inspection, Settings
from inspector.net.fetch import Cancel
from inspector.net.target import Target
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.lab.running import Running
    from inspector.net.ask_faces import Lookup
    from inspector.net.options import Family
    from inspector.net.resolve import Address
    from inspector.net.waiting import Waiter
    from inspector.pinning.key_report import KeyReport
    from inspector.tui.app import InspectorApp
    from inspector.tui.facing import Facing

    Result = Inspection | KeyReport | Exception

T = TypeVar("T")

LOOPBACK = ("127.0.0.1", "::1")
"""Where the lab's server can be asked, the usual place first."""


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
        self.facing: Facing | None = None
        """Every leaf key of the shown chain's host; None until somebody asked for a host's."""

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
        self.asked = ask

        def work(number: int, cancel: Cancel) -> "Inspection | KeyReport":
            told, now = partial(progress, number), self._app.now()
            return self._app.inspect(ask.text, ask.settings, now=now, cancel=cancel, progress=told)

        return await self._run(work)

    async def complete(self, seen: Inspection, settings: Settings) -> tuple[int, Inspection | Exception]:
        """Return the number of the fetch, and `seen` judged with the issuer that it lacked, or why it is not."""
        return await self._run(lambda _, cancel: self._app.complete(seen, settings, cancel=cancel))

    async def _run(self, work: Callable[[int, Cancel], T]) -> tuple[int, T | Exception]:
        self.cancel()
        self.number += 1
        number, cancel = self.number, Cancel()
        self._cancel = cancel
        try:
            return number, await in_thread(partial(work, number, cancel))
        except Exception as error:  # noqa: BLE001 - every failure becomes a page
            return number, error
        finally:
            cancel.set()
            if self._cancel is cancel:
                self._cancel = None

    def lookup_for(self, target: Target) -> "Lookup":
        """Return what finds the addresses of `target`: the lab's are both of loopback, where it listens on both."""
        lab = self._lab
        if lab is not None and lab.server.on_v6 and target.connect_to == (LOOPBACK[0], lab.port):
            return _both_loopbacks
        from inspector.net.resolve import resolve

        return resolve

    @property
    def lab_hint(self) -> str:
        """What to do to see all that the running scenario is about; empty where this is all, or none runs."""
        return self._lab.scenario.hint if self._lab is not None else ""

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

    def stop(self) -> None:
        """Leave nothing running."""
        self.cancel()
        self.close_lab()
        if self.facing is not None:
            self.facing.cancel()

    def close_lab(self) -> None:
        """Stop the lab's server, where one runs."""
        if self._lab is not None:
            self._lab.close()
            self._lab = None


def _run_lab(name: str) -> "Running":
    from inspector.lab.scenarios import scenarios

    return scenarios()[name].start()


def _both_loopbacks(_: str, port: int, __: "Family", waiter: "Waiter") -> "tuple[Address, ...]":
    from inspector.net.options import Family
    from inspector.net.resolve import resolve

    return tuple(found for ip in LOOPBACK for found in resolve(ip, port, Family.ANY, waiter))
