"""Lesson: what a chain is."""

from typing import TYPE_CHECKING

from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Tone

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    blocks: list[Block] = []
    for layer in reversed(inspection.layers):
        certificate = layer.certificate
        signer = "itself" if certificate.is_self_issued else certificate.issuer.readable
        blocks.append(
            Step(
                f"{layer.role.value}: {certificate.subject.readable}",
                (f"signed by {signer}", f"its key: {certificate.key.label}"),
            )
        )
    return tuple(blocks)


def _run(bench: "Bench") -> tuple[Block, ...]:
    from itertools import pairwise

    from inspector.chain.certificate import parse_certificate
    from inspector.trust.signatures import is_signed

    with bench.start("good") as running:
        seen = bench.look(running)
    blocks: list[Block] = []
    chain = [layer.certificate for layer in seen.layers]
    for below, above in pairwise(chain):
        holds = is_signed(above, below)
        blocks.append(
            Step(
                f"The key of {above.subject.readable} made the signature on {below.subject.readable}: "
                f"{'yes' if holds else 'no'}.",
                tone=Tone.GOOD if holds else Tone.BAD,
            )
        )
    leaf = chain[0]
    name = leaf.subject.readable.encode()
    forged = parse_certificate(leaf.der.replace(name, b"x" + name[1:]))
    holds = is_signed(chain[1], forged)
    blocks.append(
        Step(
            f"One letter changed, {forged.subject.readable}: {'still signed' if holds else 'no longer signed'}.",
            ("Nobody but the signer can mend that: names and keys in a chain cannot be edited.",),
            Tone.BAD if holds else Tone.GOOD,
        )
    )
    return tuple(blocks)


LESSON = Lesson(
    "chain",
    "What a chain is",
    (
        "A certificate is a sentence, signed: this key belongs to this name, until this day.",
        "The leaf speaks for the server. It was signed by an intermediate, which was signed by a root. Each layer "
        "vouches for the key of the one below.",
        "Roots sign themselves. They are believed because they stand in the store, not because anybody signed them.",
        "The authority keeps the root's key locked away and works with intermediates, so that it can replace those.",
    ),
    _beside,
    Experiment("Check each signature, then forge one letter", _run),
)
