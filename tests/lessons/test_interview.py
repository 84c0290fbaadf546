"""The interview leads to one recommendation, with the reasons of exactly those answers that speak against."""

from itertools import product

import pytest

from inspector.lessons.interview import QUESTIONS, Advice, interview_blocks, recommend
from inspector.lessons.lesson import Step

FOR = {question.id: not question.against for question in QUESTIONS}


def test_nothing_against_means_pin() -> None:
    """Who answers every question well is told to pin, with a backup."""
    found = recommend(FOR)
    assert found is not None
    assert (found.advice, found.reasons) == (Advice.PIN, ())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_each_answer_against_has_its_weight(question: object) -> None:
    """One bad answer alone decides, and its reason and source are told."""
    assert question in QUESTIONS
    chosen = next(item for item in QUESTIONS if item is question)
    answers = FOR | {chosen.id: chosen.against}
    found = recommend(answers)
    assert found is not None
    assert (found.advice, found.reasons) == (chosen.weight, (chosen,))
    blocks = [block for block in interview_blocks(answers) if isinstance(block, Step)]
    assert blocks[0].title == chosen.weight.value
    assert blocks[1].title.endswith(f": {chosen.reason}")
    assert chosen.source in blocks[1].lines[0]


def test_every_course_of_the_interview_ends() -> None:
    """All 128 ways: the worst weight wins, and every reason is told."""
    for values in product((True, False), repeat=len(QUESTIONS)):
        answers = dict(zip([question.id for question in QUESTIONS], values, strict=True))
        found = recommend(answers)
        assert found is not None
        weights = {question.weight for question in found.reasons}
        expected = (
            Advice.DO_NOT if Advice.DO_NOT in weights else Advice.NOT_YET if Advice.NOT_YET in weights else Advice.PIN
        )
        assert found.advice is expected
        assert len(found.reasons) == sum(answers[item.id] == item.against for item in QUESTIONS)


def test_it_is_not_settled_before_the_last_answer() -> None:
    """Each question comes in its turn, with what was answered so far below it."""
    answers: dict[str, bool] = {}
    for number, question in enumerate(QUESTIONS, 1):
        assert recommend(answers) is None
        head = interview_blocks(answers)[0]
        assert isinstance(head, Step)
        assert head.title == f"Question {number} of {len(QUESTIONS)}"
        assert question.text in head.lines
        answers[question.id] = True
    assert recommend(answers) is not None
