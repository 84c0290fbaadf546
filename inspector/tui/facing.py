"""Asking for every leaf key of the shown host beside the screen: one round at a time, late answers dropped."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from inspector.chain.pin import Pin
from inspector.chain.text import sentence
from inspector.inspection import Inspection
from inspector.leaf_keys import LeafKey, Memo, leaf_keys
from inspector.net.cancel import Cancel
from inspector.net.faces import Faces
from inspector.tui.thread import in_thread

if TYPE_CHECKING:
    from inspector.net.ask_faces import Lookup
    from inspector.net.options import FetchOptions
    from inspector.net.target import Target
    from inspector.tui.app import InspectorApp


class Round(StrEnum):
    """How far the asking has come."""

    ASKING = "asking"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class View:
    """What is known of the faces, as their page shows it."""

    host: str
    """The name that was asked for."""

    round: Round = Round.STOPPED
    """How far the asking has come."""

    faces: Faces | None = None
    """The answers so far; None before the first one."""

    keys: tuple[LeafKey, ...] = ()
    """The leaf keys in them, that of the shown chain first."""

    problem: str = ""
    """Why nothing could be asked, visible text; empty where it could."""

    picked: frozenset[Pin] = frozenset()
    """Leaf keys that are in the pin set."""


class Facing:
    """The faces of one inspected host; kept as long as its chain is shown."""

    def __init__(
        self,
        app: "InspectorApp",
        inspection: Inspection,
        target: "Target",
        options: "FetchOptions",
        lookup: "Lookup",
    ) -> None:
        self._app = app
        self._target, self._options, self._lookup = target, options, lookup
        self.inspection = inspection
        """The shown chain."""
        self.view = View(inspection.host or target.server_name)
        """What is known."""
        self.number = 0
        """Number of the round that was begun last; answers to others are late."""
        self._cancel: Cancel | None = None
        self._memo: Memo = {}

    @property
    def is_asking(self) -> bool:
        """Whether answers are still awaited."""
        return self._cancel is not None

    async def ask(self, changed: Callable[[], None]) -> None:
        """Ask everything anew; `changed` is called in the event loop whenever `view` has changed."""
        self.cancel()
        self.number += 1
        number, cancel = self.number, Cancel()
        self._cancel = cancel
        self.view = View(self.view.host, Round.ASKING)
        changed()

        def heard(found: Faces) -> None:
            self._app.call_later(self._hear, number, found, self._keys(found), changed)

        try:
            work = partial(
                self._app.ask_faces, self._target, self._options, cancel=cancel, told=heard, lookup=self._lookup
            )
            found = await in_thread(work)
        except Exception as error:  # noqa: BLE001 - every failure is told on the page
            if number == self.number:
                from inspector.tui.failure import failure_of

                failure = failure_of(error)
                places = "; ".join(failure.places)
                said = " ".join(sentence(part) for part in (failure.reason, places, failure.hint) if part)
                self.view = replace(self.view, round=Round.FAILED, problem=said)
                self._cancel = None
        else:
            if number == self.number:
                self.view = replace(self.view, round=Round.DONE, faces=found, keys=self._keys(found))
                self._cancel = None
        finally:
            cancel.set()
            if self._cancel is cancel:
                self.cancel()
        if number == self.number:
            changed()

    def cancel(self) -> None:
        """End the round at once; what was answered stays, and what it still gives is dropped."""
        if self._cancel is not None:
            self._cancel.set()
            self._cancel = None
            self.number += 1
            self.view = replace(self.view, round=Round.STOPPED)

    def _keys(self, found: Faces) -> tuple[LeafKey, ...]:
        return leaf_keys(found, self.inspection, self._memo)

    def _hear(self, number: int, found: Faces, keys: tuple[LeafKey, ...], changed: Callable[[], None]) -> None:
        if number == self.number and self.is_asking:
            self.view = replace(self.view, faces=found, keys=keys)
            changed()
