"""Lesson: which layer to pin."""

from typing import TYPE_CHECKING

from inspector.chain.path import Role
from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Table, Tone

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench

EVENTS = (
    ("renewed-same-key", "leaf renewed, key kept"),
    ("renewed-new-key", "leaf renewed, new key"),
    ("new-intermediate", "new intermediate"),
    ("new-ca", "another authority"),
)
"""Scenarios of the lab that change between two connections, and what they are called here."""


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    from inspector.worth import worth

    return tuple(
        Step(
            f"{layer.role.value}: {layer.certificate.subject.readable}",
            tuple(advice.sentence for advice in worth(layer, inspection)),
        )
        for layer in inspection.layers
    )


def _run(bench: "Bench") -> tuple[Block, ...]:
    rows = []
    for name, what in EVENTS:
        with bench.start(name) as running:
            old, new = bench.look(running), bench.look(running)
        later = {layer.pin for layer in new.layers}
        first = {layer.role: layer.pin for layer in old.layers}
        rows.append((what, *(_word(first[role] in later) for role in (Role.LEAF, Role.INTERMEDIATE, Role.ROOT))))
    return (
        Step("Each server changed between two connections. An app that pinned one layer of the first chain, then:"),
        Table(("event", "leaf", "intermediate", "root"), tuple(rows)),
        Step(
            "A pin of the leaf alone breaks at the first renewal with a new key.",
            ("Every app in the field is locked out at that moment, and stays so until it is updated.",),
            Tone.BAD,
        ),
    )


def _word(kept: bool) -> str:
    return "works" if kept else "locked out"


LESSON = Lesson(
    "layer",
    "Which layer to pin",
    (
        "Any layer of the path can be pinned. A client is content as soon as one pin of your set stands in the path.",
        "Leaf: only the holder of your key gets in. Breaks when the key changes, which is at the next renewal unless "
        "somebody keeps it.",
        "Intermediate or root: survives your renewals, and lets in everybody whom that authority has certified. Breaks "
        "when the authority moves on, and you are not asked.",
        "One is narrow and fragile, the other wide and durable. A set is as wide as its widest pin.",
    ),
    _beside,
    Experiment("Play four changes against each layer", _run),
    ("OWASP Pinning Cheat Sheet", "Let's Encrypt and Google Trust Services: do not pin intermediates"),
)
