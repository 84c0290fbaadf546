"""Lesson: served or verified."""

from typing import TYPE_CHECKING

from inspector.chain.path import Origin
from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Table, Tone

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    served = tuple(f"{number}  {certificate.subject.readable}" for number, certificate in enumerate(inspection.served))
    blocks = [Step("Served, in the server's order:", served, verbatim=True)]
    if inspection.assessment.path is None:
        return (*blocks, Step("The path: there is none.", (inspection.assessment.reason,), Tone.BAD))
    path = tuple(f"{_origin(layer.origin)}  {layer.certificate.subject.readable}" for layer in inspection.layers)
    blocks.append(Step("The path that the client built, which is what pins are compared with:", path, verbatim=True))
    if inspection.unused:
        names = tuple(layer.certificate.subject.readable for layer in inspection.unused)
        blocks.append(Step("Served, and in no path: a pin of it never matches.", names, Tone.WARNING))
    return tuple(blocks)


def _origin(origin: Origin) -> str:
    match origin:
        case Origin.SERVED:
            return "served    "
        case Origin.STORE:
            return "from store"
        case Origin.FETCHED:
            return "fetched   "


def _run(bench: "Bench") -> tuple[Block, ...]:
    rows = []
    for name in ("good", "extra-certificates", "wrong-order", "missing-intermediate"):
        with bench.start(name) as running:
            seen = bench.look(running)
        path = str(len(seen.layers)) if seen.assessment.path is not None else "none"
        rows.append((name.replace("-", " "), str(len(seen.served)), path, str(len(seen.unused))))
    return (
        Step("Four servers, what each sent, and what a client made of it:"),
        Table(("server", "sent", "in path", "unused"), tuple(rows)),
        Step(
            "The last one forgot its intermediate: no path, so no pin can match.",
            ("A warm app that met the intermediate elsewhere may still connect: it works here and fails there.",),
            Tone.WARNING,
        ),
    )


LESSON = Lesson(
    "served",
    "Served or verified",
    (
        "What a server sends is a bag of certificates. What a client believes is a path: from the leaf up to the first "
        "anchor of its own store.",
        "The root is usually not sent. The client adds it from its store, and it can be pinned all the same.",
        "Certificates may be sent twice, in the wrong order, or for nothing. What is in no path matches no pin.",
        "Two devices with different stores may build different paths from the same bag. That is why openssl "
        "s_client -showcerts shows you less, and sometimes more, than your app sees.",
    ),
    _beside,
    Experiment("Compare four servers", _run),
    ("OkHttp issues 1699, 6406 and 6447", "TrustKit issue 35"),
)
