"""Clients that write one fragment: the check comes first, then the code."""

from abc import ABC, abstractmethod

from inspector.clients.abilities import Abilities
from inspector.clients.client import Snippet
from inspector.clients.fit import Fitted, fit
from inspector.pinning.pin_set import PinSet


class Fragment(ABC):
    """A client without whole files; a subclass writes what was fitted to it."""

    name: str
    """Name on the command line."""

    title: str
    """Name on the screen."""

    summary: str
    """One line for lists."""

    abilities: Abilities
    """What it can express."""

    has_whole_file = False
    featured = False

    def write(self, pin_set: PinSet, *, whole_file: bool = False) -> Snippet:  # noqa: ARG002
        """Return the code for `pin_set`. Raises `CannotExpress` where this client would not do what is meant."""
        return self.write_fitted(fit(pin_set, self.abilities, self.title))

    @abstractmethod
    def write_fitted(self, fitted: Fitted) -> Snippet:
        """Return the code. Raises `CannotExpress` for what only this client cannot do."""
