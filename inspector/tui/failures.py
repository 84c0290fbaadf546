"""From what an inspection raised to the page that is shown."""

from inspector.chain.text import visible
from inspector.net.errors import FetchError, Stage
from inspector.net.target import TargetError
from inspector.reading import FileError
from inspector.trust.store import StoreError
from inspector.tui.widgets.states import Failure

_STAGES = {
    Stage.NAME: ("name lookup", "The name could not be looked up"),
    Stage.CONNECT: ("connect", "No connection"),
    Stage.PROXY: ("proxy", "The proxy did not connect"),
    Stage.TLS: ("TLS handshake", "No TLS handshake"),
}


def failure_of(error: BaseException) -> Failure:
    """Return the page for `error`; texts of the libraries were made visible where they were caught."""
    match error:
        case FetchError():
            stage, title = _STAGES[error.stage]
            return Failure(title, stage, error.reason, error.hint, error.detail)
        case TargetError():
            return Failure("This cannot be a target", "reading the target", error.reason, error.hint)
        case StoreError():
            return Failure("The roots cannot be read", "reading the roots", error.reason, error.hint)
        case FileError():
            return Failure("The file cannot be read", "reading the file", error.reason, error.hint)
        case _:
            return Failure(
                "A fault of Pinspector itself",
                "inspection",
                f"{type(error).__name__}: {visible(str(error), 300)}",
                "c copies these details for a report; the last chain is untouched.",
            )
