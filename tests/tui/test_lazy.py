"""What teaches is loaded when somebody asks for it, and not while the app starts."""

import subprocess
import sys
from pathlib import Path

_RUN = """
import asyncio, sys
from tui.samples import Recorder, app

async def main():
    made = app(Recorder())
    async with made.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await made.workers.wait_for_complete()
        late = ("inspector.lessons", "inspector.handover", "inspector.tui.glossary", "inspector.lab")
        print([name for name in sys.modules if name.startswith(late)])
        await pilot.press("l")
        await pilot.pause()
        print("inspector.lessons.course" in sys.modules, "inspector.lessons.bench" in sys.modules)

asyncio.run(main())
"""


def test_nothing_of_the_lessons_is_loaded_before_they_are_opened() -> None:
    """No lesson, no word, no sheet and no lab at the start; the list of lessons loads no server yet."""
    tests = Path(__file__).resolve().parents[1]
    done = subprocess.run(
        [sys.executable, "-c", _RUN], cwd=tests, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.splitlines() == ["[]", "True False"], done.stderr
