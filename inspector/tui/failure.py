"""A failure as its page tells it, made from what an inspection raised."""

from dataclasses import dataclass

from inspector.chain.text import capital
from inspector.tui.present.options import in_app


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no chain."""

    title: str
    """What did not work, in a few words."""

    stage: str
    """The stage that failed: `name lookup`, `connect`, …; empty where there was none."""

    reason: str
    """One visible sentence."""

    hint: str
    """What to try."""

    detail: str = ""
    """What the library said; empty where it adds nothing."""

    final: bool = False
    """Whether it fails again however often it is tried."""

    places: tuple[str, ...] = ()
    """Where a fault of our own happened, and the versions, a line each; empty for every other failure."""

    @property
    def text(self) -> str:
        """Everything as plain text, to be copied."""
        lines = [
            self.title,
            f"Stage: {self.stage}" if self.stage else "",
            self.reason,
            self.detail,
            *self.places,
            self.hint,
        ]
        return "\n".join(line for line in lines if line) + "\n"


_STAGES = {
    "name": ("name lookup", "The name could not be looked up"),
    "connect": ("connect", "No connection"),
    "proxy": ("proxy", "The proxy did not connect"),
    "starttls": ("STARTTLS", "No way over to TLS"),
    "tls": ("TLS handshake", "No TLS handshake"),
}
"""Words for the stage, and a title, by the stage of a `FetchError`."""


def failure_of(error: BaseException) -> Failure:
    """Return the page for `error`; texts of the libraries were made visible where they were caught.

    Of a fault of our own neither its text nor any value is told: both may hold hosts, certificate texts or keys.
    """
    from inspector.net.errors import FetchError
    from inspector.net.target import TargetError
    from inspector.reading import FileError
    from inspector.trust.store import StoreError

    match error:
        case FetchError():
            stage, title = _STAGES[error.stage.value]
            return Failure(title, stage, error.reason, in_app(error.hint), error.detail)
        case TargetError():
            return Failure(
                "This cannot be a target", "reading the target", error.reason, in_app(error.hint), final=True
            )
        case StoreError():
            return Failure("The roots cannot be read", "reading the roots", error.reason, in_app(error.hint))
        case FileError():
            return Failure("The file cannot be read", "reading the file", error.reason, in_app(error.hint))
        case _:
            return _fault(error)


def _fault(error: BaseException) -> Failure:
    from inspector.fault import WORDS, kind_of_fault, places_of_fault

    return Failure(
        capital(WORDS),
        "inspection",
        f"This is {WORDS}: {kind_of_fault(error)}.",
        "Please report this page and what you did; it holds nothing of your hosts, files or keys.",
        places=places_of_fault(error),
    )
