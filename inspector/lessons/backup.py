"""Lesson: backup pins and rotation."""

from typing import TYPE_CHECKING

from inspector.lessons.lesson import Block, Experiment, Lesson, Step, Tone

if TYPE_CHECKING:
    from inspector.chain.pin import Pin
    from inspector.inspection import Inspection
    from inspector.lab.running import Running
    from inspector.lessons.bench import Bench

_MISMATCH = 90
"""Exit code of curl where the key is not the pinned one."""


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    from inspector.pinning.advice import end_words

    leaf = inspection.layers[0].certificate
    pins = tuple(str(layer.pin) for layer in inspection.layers)
    return (
        Step("These pins are in today's path. None of them is a backup:", pins, Tone.WARNING, verbatim=True),
        Step(f"The leaf ends on {end_words(leaf.not_after)}. By then its key changes, unless somebody keeps it."),
        Step(
            "A spare key, made now and kept offline:",
            ("openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out spare.pem",),
            verbatim=True,
        ),
        Step("Then press b in the main view and name the file: its pin becomes the backup."),
    )


def _run(bench: "Bench") -> tuple[Block, ...]:
    with bench.start("renewed-new-key") as running:
        old, new = bench.look(running), bench.look(running)
        leaf, spare = old.layers[0].pin, new.layers[0].pin
        later = {layer.pin for layer in new.layers}
        alone, both = _curl(bench, running, leaf), _curl(bench, running, leaf, spare)
    return (
        Step(f"{running.host} renews its leaf with a new key. Its owner made that key long before."),
        Step(
            f"App A pins the leaf alone: {_word(leaf in later)}.",
            alone,
            Tone.GOOD if leaf in later else Tone.BAD,
            verbatim=True,
        ),
        Step(
            f"App B pins the leaf and the spare key as backup: {_word(bool({leaf, spare} & later))}.",
            both,
            Tone.GOOD if spare in later else Tone.BAD,
            verbatim=True,
        ),
        Step("Nobody had to update app B. It needs a new backup pin now, in its next release."),
    )


def _word(connects: bool) -> str:
    return "connects" if connects else "locked out"


def _curl(bench: "Bench", running: "Running", *pins: "Pin") -> tuple[str, ...]:
    """Return what curl of this machine says with these pins; the chain itself is not checked here, only the key."""
    wanted = ";".join(f"sha256//{pin.base64}" for pin in pins)
    place = f"{running.host}:{running.port}"
    ran = bench.run(
        *("curl", "--silent", "--show-error", "--insecure", "--noproxy", "*", "--max-time", "5"),
        *("--resolve", f"{place}:127.0.0.1", "--pinnedpubkey", wanted, f"https://{place}/"),
    )
    if ran is None:
        return ("(curl is not installed here, so it was not asked)",)
    if ran.code == _MISMATCH:
        return (ran.err.splitlines()[0] if ran.err else f"curl: ({_MISMATCH})",)
    return (f"curl: {ran.out.splitlines()[0] if ran.out else f'exit code {ran.code}'}",)


LESSON = Lesson(
    "backup",
    "Backup pins and rotation",
    (
        "Keys change: at renewals, when a provider moves, after a leak. The pins in installed apps do not.",
        "A backup pin is the pin of a key that is not in today's chain. You make the key now, keep it offline, and "
        "use it when the day comes. Apps that know its pin go on.",
        "A second pin of the same chain is no backup: it goes when that chain goes.",
        "Rotation is then a routine: switch the server to the spare key, make a new spare, ship its pin with the next "
        "release. Never switch to a key whose pin is not in the field yet.",
    ),
    _beside,
    Experiment("Renew with a spare key, with and without its pin", _run),
    ("RFC 7469, sections 2.5 and 4.3",),
)
