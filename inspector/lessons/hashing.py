"""Lesson: what exactly is hashed."""

from typing import TYPE_CHECKING

from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Tone

if TYPE_CHECKING:
    from inspector.chain.certificate import Certificate
    from inspector.inspection import Inspection
    from inspector.lessons.bench import Bench

_SHOWN = 32
_ROW = 16


def _steps(certificate: "Certificate") -> tuple[Step, ...]:
    from inspector.chain.working import key_span

    start, end = key_span(certificate)
    spki = certificate.key.spki
    rows = [spki[at : at + _ROW].hex(" ") for at in range(0, min(len(spki), _SHOWN), _ROW)]
    if len(spki) > _SHOWN:
        rows.append(f"and {len(spki) - _SHOWN} bytes more")
    digits = certificate.pin.hex
    return (
        Step(
            f"1  Cut out: bytes {start} to {end - 1} of the {len(certificate.der)} are the SPKI, {end - start} bytes.",
            tuple(rows),
            verbatim=True,
        ),
        Step("2  Hash them with SHA-256: 32 bytes.", (digits[:32], digits[32:]), verbatim=True),
        Step("3  Write the hash in base64: 44 characters. That is the pin.", (str(certificate.pin),), verbatim=True),
    )


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    from inspector.chain.working import FILE_COMMAND, is_ordinary

    leaf = inspection.layers[0].certificate
    command = FILE_COMMAND if is_ordinary(leaf) else "OpenSSL may write this key in another way: cut its bytes out."
    return (
        *_steps(leaf),
        Step("The same by hand, for a leaf in the file FILE:", (command,), verbatim=True),
    )


def _run(bench: "Bench") -> tuple[Block, ...]:
    from inspector.chain.working import FILE_COMMAND, check_command

    with bench.start("good") as running:
        leaf = bench.look(running).layers[0].certificate
    ran = bench.run("openssl", "version")
    if ran is None:
        return (*_steps(leaf), Step("openssl is not installed here, so nothing else was asked.", tone=Tone.WARNING))
    printed = bench.run("sh", "-c", check_command(leaf))
    said = printed.out if printed is not None else ""
    same = said == leaf.pin.base64
    return (
        *_steps(leaf),
        Step(
            f"{ran.out.partition('(')[0].strip()} on this machine, with the same leaf:", (FILE_COMMAND,), verbatim=True
        ),
        Step("It printed the same." if same else "It printed something else!", (said,), _tone(same), verbatim=True),
    )


def _tone(holds: bool) -> Tone:
    return Tone.GOOD if holds else Tone.BAD


LESSON = Lesson(
    "hash",
    "What exactly is hashed",
    (
        "A certificate holds names, dates, a signature, and one public key. The key stands in it as a block of bytes, "
        "the SubjectPublicKeyInfo, SPKI for short.",
        "The pin is the SHA-256 of these bytes and of nothing else, written in base64.",
        "Names, dates and serial number do not count. As long as the key stays, the pin stays.",
        "Nothing about it is secret: everybody who can connect can compute it. What is secret is the private key that "
        "fits, and only its holder can answer the handshake.",
    ),
    _beside,
    Experiment("Compute one here and with openssl", _run),
    ("RFC 7469, section 2.4",),
)
