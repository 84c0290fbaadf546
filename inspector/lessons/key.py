"""Lesson: certificate or key."""

from typing import TYPE_CHECKING

from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Table, Tone

if TYPE_CHECKING:
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    leaf = inspection.layers[0].certificate
    return (
        Step("The open leaf's pin: of its key.", (str(leaf.pin),), Tone.GOOD, verbatim=True),
        Step(
            "Its fingerprint: of the whole certificate. Browsers show it; it is never a pin.",
            (leaf.fingerprint[:32], leaf.fingerprint[32:]),
            Tone.WARNING,
            verbatim=True,
        ),
        Step("44 characters of base64, with = at the end: a pin. 64 hexadecimal digits: a fingerprint."),
    )


def _run(bench: "Bench") -> tuple[Block, ...]:
    rows = []
    for name, what in (("renewed-same-key", "renewed, key kept"), ("renewed-new-key", "renewed, new key")):
        with bench.start(name) as running:
            old, new = (bench.look(running).layers[0].certificate for _ in range(2))
        rows.append((what, _word(old.fingerprint == new.fingerprint), _word(old.pin == new.pin)))
    return (
        Step("Two servers renewed their leaf between two connections:"),
        Table(("event", "fingerprint", "pin"), tuple(rows)),
        Step("The fingerprint changes at every renewal. The pin changes only with the key.", tone=Tone.GOOD),
    )


def _word(same: bool) -> str:
    return "same" if same else "changed"


LESSON = Lesson(
    "key",
    "Certificate or key",
    (
        "Two hashes are mixed up all the time. The fingerprint is the hash of a whole certificate. The pin is the hash "
        "of the key in it.",
        "A renewed certificate is a new certificate: another serial number, other dates, another fingerprint. Its key "
        "may be the old one or a new one.",
        "Pin keys. A key outlives its certificates where you let it; a certificate of 90 days never does.",
        "Most renewal tools make a new key each time unless told to keep it: certbot has --reuse-key for that.",
    ),
    _beside,
    Experiment("Renew a leaf twice, with and without its key", _run),
    ("OkHttp issue 5025: a fingerprint taken for a pin", "certbot release notes, 1.20"),
)
