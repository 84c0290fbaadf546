"""The interview of the last lesson: questions to ask oneself before pinning, and the recommendation they lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector.lessons.lesson import Block, Step, Tone


class Advice(StrEnum):
    """What the interview recommends."""

    PIN = "Pin, with a backup."
    NOT_YET = "Not yet: get ready first."
    DO_NOT = "Do not pin."


@dataclass(frozen=True, slots=True)
class Question:
    """A question with a yes or a no, one of which speaks against pinning."""

    id: str
    """Stable name in kebab case."""

    text: str
    """The question."""

    against: bool
    """The answer that speaks against: True for yes."""

    weight: Advice
    """What that answer leads to: `DO_NOT`, or `NOT_YET` for what can be prepared."""

    reason: str
    """Why it speaks against, or what to do first; one or two sentences."""

    source: str
    """Who says so."""


QUESTIONS = (
    Question(
        "backend",
        "Do you need pinning, or would it make up for something missing in the backend: who may do what, secrets in "
        "the app, protection against bots? Answer yes if it would make up for something.",
        True,
        Advice.DO_NOT,
        "Mend that first. Whoever holds the device can remove a pin; a backend that trusts the app is open either way.",
        "OWASP MASTG: hardening for apps of level 2, and no vulnerability elsewhere where it is absent",
    ),
    Question(
        "threat",
        "Must you withstand somebody who gets a false certificate for your host, or a root onto your users' devices?",
        False,
        Advice.DO_NOT,
        "Then the trust that every client has is enough, together with certificate transparency and CAA records.",
        "OWASP Pinning Cheat Sheet: should you pin? Probably never",
    ),
    Question(
        "both-ends",
        "Do you, or people who answer to you, decide about both the app and the server's keys?",
        False,
        Advice.DO_NOT,
        "Somebody else would change the key without knowing of your pins.",
        "OWASP Pinning Cheat Sheet; OkHttp, CertificatePinner: only with the blessing of the TLS administrator",
    ),
    Question(
        "provider",
        "Does a CDN or a cloud service choose the authority or the key for you?",
        True,
        Advice.DO_NOT,
        "It changes them without notice. Only a certificate of your own, with a key that you keep, can be pinned.",
        "Cloudflare, Certificate pinning; Amazon, ACM: do not pin; Google Trust Services FAQ",
    ),
    Question(
        "next-key",
        "Do you have the next key today, kept offline, or a promise that renewals keep the present one?",
        False,
        Advice.NOT_YET,
        "Make a spare key now. Its pin is the only true backup.",
        "RFC 7469, section 4.3; OWASP Pinning Cheat Sheet: not where the next key is unknown",
    ),
    Question(
        "update",
        "Can you bring new pins to nearly all users before a planned change, and soon after an unplanned one?",
        False,
        Advice.NOT_YET,
        "Old installations would be locked out. Find a way first, or take Network Security Config with an expiry.",
        "Android, Security with network protocols: later changes of the server lock old clients out",
    ),
    Question(
        "watch",
        "Will somebody rehearse each change of keys, and hear in time before a certificate or a pin set ends?",
        False,
        Advice.NOT_YET,
        "Give that task to somebody, and put it into the same calendar as the renewals.",
        "Field outages: Expensify/App 100518, TUM Campus-Android 1396",
    ),
)
"""The questions in their order: the first are those that settle it."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What comes of the answers."""

    advice: Advice
    """What to do."""

    reasons: tuple[Question, ...]
    """The questions whose answers speak against; empty where nothing does."""


def recommend(answers: Mapping[str, bool]) -> Recommendation | None:
    """Return the recommendation for `answers` by the ids of the questions, or None while it is not settled.

    One answer that says "do not" settles nothing alone: all questions are asked, so that every reason is told.
    """
    if any(question.id not in answers for question in QUESTIONS):
        return None
    against = tuple(question for question in QUESTIONS if answers[question.id] == question.against)
    for advice in (Advice.DO_NOT, Advice.NOT_YET):
        if any(question.weight is advice for question in against):
            return Recommendation(advice, against)
    return Recommendation(Advice.PIN, ())


def interview_blocks(answers: Mapping[str, bool]) -> tuple[Block, ...]:
    """Return the next question below the answers given so far, or the recommendation with its reasons and sources."""
    found = recommend(answers)
    if found is not None:
        return _result(found)
    given = sum(question.id in answers for question in QUESTIONS)
    question = next(question for question in QUESTIONS if question.id not in answers)
    done = tuple(f"{_topic(item)}: {'yes' if answers[item.id] else 'no'}" for item in QUESTIONS if item.id in answers)
    head = Step(
        f"Question {given + 1} of {len(QUESTIONS)}", (question.text, "", "y  yes     n  no     u  the one before")
    )
    return (head, Step("So far:", done)) if done else (head,)


def _topic(question: Question) -> str:
    return question.id.replace("-", " ").capitalize()


def _result(found: Recommendation) -> tuple[Block, ...]:
    match found.advice:
        case Advice.PIN:
            return (
                Step(
                    found.advice.value,
                    (
                        "Pin the leaf's key and a spare key that you hold. On Android begin with Network Security "
                        "Config and an expiry; rehearse the first change before you release.",
                        "Sources: OWASP MASTG; RFC 7469, section 4.3",
                    ),
                    Tone.GOOD,
                ),
            )
        case Advice.NOT_YET | Advice.DO_NOT:
            tone = Tone.BAD if found.advice is Advice.DO_NOT else Tone.WARNING
            reasons = tuple(
                Step(f"{_topic(question)}: {question.reason}", (f"Source: {question.source}",))
                for question in found.reasons
            )
            return (Step(found.advice.value, (), tone), *reasons)
