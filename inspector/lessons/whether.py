"""Lesson: when not to pin."""

from typing import TYPE_CHECKING

from inspector.lessons.interview import interview_blocks
from inspector.lessons.lesson import Block, Lesson

if TYPE_CHECKING:
    from inspector.inspection import Inspection


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    del inspection
    return interview_blocks({})


LESSON = Lesson(
    "whether",
    "When not to pin",
    (
        "Most apps need no pinning. OWASP's answer to the question whether to pin is: probably never. Android's guide "
        "does not recommend it either.",
        "The reason is not that it is weak. It is that keys change, and that most outages by pinning are changes that "
        "nobody thought of.",
        "It is right where somebody must be kept out whom the ordinary trust lets in, where you rule both ends, and "
        "where changes of keys are rehearsed.",
        "Answer seven questions. The recommendation comes with its reasons.",
    ),
    _beside,
    interview=True,
    sources=("OWASP Pinning Cheat Sheet, 2026", "OWASP MASTG", "Android, Security with network protocols"),
)
