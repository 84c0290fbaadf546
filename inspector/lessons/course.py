"""The course: all lessons in their order."""

from inspector.lessons import backup, chain, hashing, key, layer, mechanisms, middle, served, trust, whether
from inspector.lessons.lesson import Lesson

LESSONS: tuple[Lesson, ...] = (
    trust.LESSON,
    chain.LESSON,
    hashing.LESSON,
    key.LESSON,
    layer.LESSON,
    served.LESSON,
    backup.LESSON,
    mechanisms.LESSON,
    middle.LESSON,
    whether.LESSON,
)
"""From what HTTPS trusts by default to when not to pin."""

BY_ID = {lesson.id: lesson for lesson in LESSONS}
"""The lessons by their id."""
