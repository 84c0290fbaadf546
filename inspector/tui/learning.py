"""Running experiments beside the event loop, and the chain that lessons show where none is open."""

import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from inspector.chain.text import visible
from inspector.inspection import Inspection
from inspector.lessons.bench import Bench, Stopped
from inspector.lessons.lesson import Block, Step, Tone
from inspector.net.cancel import Cancel
from inspector.net.errors import FetchError
from inspector.tui.thread import in_thread


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an experiment."""

    blocks: tuple[Block, ...]
    """What is shown."""

    worked: bool = True
    """Whether it ran to its end."""


def perform(
    experiment: Callable[[Bench], tuple[Block, ...]], progress: Callable[[str], object]
) -> tuple[Cancel, Awaitable[Outcome]]:
    """Return the switch that ends `experiment`, and what comes of it; a failure becomes a step that says why."""
    cancel = Cancel()
    return cancel, _perform(experiment, Bench(cancel, progress=progress))


async def _perform(experiment: Callable[[Bench], tuple[Block, ...]], bench: Bench) -> Outcome:
    try:
        return Outcome(await in_thread(partial(experiment, bench)))
    except Stopped:
        return Outcome((Step("The experiment was stopped.", ("enter runs it again",), Tone.WARNING),), worked=False)
    except FetchError as error:
        return Outcome((Step("The experiment failed.", (error.reason, error.hint), Tone.BAD),), worked=False)
    except (OSError, ssl.SSLError) as error:
        return Outcome((Step("The experiment failed.", (visible(str(error), 300),), Tone.BAD),), worked=False)


async def lab_chain() -> Inspection:
    """Return the lab's good chain, fetched from a server that runs only as long as that takes."""
    return await in_thread(_lab_chain)


def _lab_chain() -> Inspection:
    bench = Bench()
    with bench.start("good") as running:
        return bench.look(running)
