"""Looking at many hosts at once: bounded, each with a deadline of its own."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from inspector.inspection import Inspection
from inspector.net.cancel import Cancel
from inspector.net.errors import FetchError
from inspector.reading import FileError

AT_ONCE = 8
"""Hosts that are looked at at the same time."""

FILE_STAGE = "file"
"""Where it failed, of a target that is a file."""

Inspect = Callable[[str, Cancel], Inspection]
"""Looks at one target until the switch is used. Raises `FetchError` or `FileError` where there is no chain."""

Progress = Callable[[int, int, str], None]
"""Told how many hosts are done, of how many, and which was the last."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What came of looking at one target."""

    target: str
    """The target, visible text."""

    inspection: Inspection | None
    """What was seen; None where no chain could be had."""

    stage: str = ""
    """Where it failed: `name`, `connect`, `tls`, …, `FILE_STAGE`; empty where a chain was had."""

    reason: str = ""
    """Why there is no chain, one visible sentence; empty where there is one."""

    hint: str = ""
    """What to try; may be empty."""


def look_at_all(
    targets: Iterable[str], inspect: Inspect, *, cancel: Cancel, progress: Progress | None = None
) -> dict[str, Sight]:
    """Return what was seen of each target, in their order; a host that cannot be reached keeps no other waiting.

    Using `cancel` ends all of it at once. Raises what `inspect` raises beside its two errors.
    """
    wanted = tuple(dict.fromkeys(targets))
    if not wanted:
        return {}
    with ThreadPoolExecutor(min(AT_ONCE, len(wanted)), "look") as pool:
        waiting = {pool.submit(_look, target, inspect, cancel): target for target in wanted}
        try:
            seen = _collect(waiting, progress)
        except BaseException:
            cancel.set()
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return {target: seen[target] for target in wanted}


def _collect(waiting: dict[Future[Sight], str], progress: Progress | None) -> dict[str, Sight]:
    seen: dict[str, Sight] = {}
    for future in as_completed(waiting):
        target = waiting[future]
        seen[target] = future.result()
        if progress is not None:
            progress(len(seen), len(waiting), target)
    return seen


def _look(target: str, inspect: Inspect, cancel: Cancel) -> Sight:
    try:
        return Sight(target, inspect(target, cancel))
    except FetchError as error:
        return Sight(target, None, str(error.stage), error.reason, error.hint)
    except FileError as error:
        return Sight(target, None, FILE_STAGE, error.reason, error.hint)
