"""Lesson: what HTTPS trusts by default."""

from typing import TYPE_CHECKING

from inspector.chain.text import sentence
from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Tone

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    store, path = inspection.assessment.store, inspection.assessment.path
    count = len(store.anchors)
    who = f"{store.label} hold {count} anchor{'' if count == 1 else 's'}" if count else f"{store.label} are the store"
    if path is None:
        return (Step(f"{who}, and none of them vouches for this chain.", (inspection.assessment.reason,), Tone.BAD),)
    return (
        Step(f"The open chain ends in {path.anchor.certificate.subject.readable}."),
        Step(f"{sentence(who)} Any anchor of a store may vouch for any host.", (inspection.source,)),
        Step(
            "Trusted, for this name, at this moment." if inspection.trusted else "Not trusted.",
            (inspection.assessment.reason,) if inspection.assessment.reason else (),
            Tone.GOOD if inspection.trusted else Tone.BAD,
        ),
    )


def _run(bench: "Bench") -> tuple[Block, ...]:
    from inspector.trust.stores import from_anchors

    with bench.start("new-ca") as running:
        first, second = bench.look(running), bench.look(running)
        only = from_anchors("file", "the roots of this client", list(running.store.anchors[:1]))
        third = bench.look(running, only)
    one, other = (seen.layers[-1].certificate.subject.readable for seen in (first, second))
    return (
        Step(f"A client that trusts {one} and {other} asks {running.host} twice."),
        Step("First answer: accepted.", (f"vouched for by {one}",), Tone.GOOD if first.trusted else Tone.BAD),
        Step(
            "Second answer, another key from another authority: accepted too.",
            (f"vouched for by {other}", "The client was told nothing."),
            Tone.WARNING if second.trusted else Tone.BAD,
        ),
        Step(
            f"A client that trusts {one} alone: {'accepted' if third.trusted else 'refused'}.",
            (third.assessment.reason,),
            Tone.BAD if third.trusted else Tone.GOOD,
        ),
    )


LESSON = Lesson(
    "trust",
    "What HTTPS trusts by default",
    (
        "A client starts with a root store: a hundred or more authorities that its maker chose. Each is an anchor.",
        "A server is believed when one of them vouches for its name. Which one does not matter: for your host, any "
        "authority of the store is as good as the one that you pay.",
        "So the padlock says: somebody in the store says that this key belongs to this name. It does not say that the "
        "key is yours.",
        "Pinning narrows that to keys that you named. It adds to the trust above, and never replaces it.",
    ),
    _beside,
    Experiment("Let two authorities vouch for one name", _run),
)
