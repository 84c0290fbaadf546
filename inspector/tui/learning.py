"""Running experiments beside the event loop, and the chain that lessons show where none is open."""

import ssl
from collections.abc import Awaitable, Callable
from functools import partial

from inspector.chain.text import visible
from inspector.inspection import Inspection
from inspector.lessons.bench import Bench, Stopped
from inspector.lessons.lesson import Block, Step, Tone
from inspector.net.cancel import Cancel
from inspector.net.errors import FetchError
from inspector.tui.thread import in_thread


def perform(
    experiment: Callable[[Bench], tuple[Block, ...]], progress: Callable[[str], None]
) -> tuple[Cancel, Awaitable[tuple[Block, ...]]]:
    """Return the switch that ends `experiment`, and what comes of it; a failure becomes a step that says why."""
    cancel = Cancel()
    return cancel, _perform(experiment, Bench(cancel, progress=progress))


async def _perform(experiment: Callable[[Bench], tuple[Block, ...]], bench: Bench) -> tuple[Block, ...]:
    try:
        return await in_thread(partial(experiment, bench))
    except Stopped:
        return (Step("The experiment was stopped.", ("enter runs it again",), Tone.WARNING),)
    except FetchError as error:
        return (Step("The experiment failed.", (error.reason, error.hint), Tone.BAD),)
    except (OSError, ssl.SSLError) as error:
        return (Step("The experiment failed.", (visible(str(error), 300),), Tone.BAD),)


async def lab_chain() -> Inspection:
    """Return the lab's good chain, fetched from a server that runs only as long as that takes."""
    return await in_thread(_lab_chain)


def _lab_chain() -> Inspection:
    bench = Bench()
    with bench.start("good") as running:
        return bench.look(running)
