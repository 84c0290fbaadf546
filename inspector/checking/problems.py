"""What the values of pins tell that no reader can know: fingerprints, dead values, no spare key."""

from collections.abc import Sequence

from inspector.chain.finding import Severity
from inspector.checking.naming import Kind, NamedPin
from inspector.clients.rule import PinProblem

_ONE_PIN = "MissingBackupPin"
"""Code under which readers tell of a single pin, as Android lint names it."""

UNUSED_PIN = "unused-pin"
"""Code of the problem that a pin is that of a certificate in no path."""


def pin_problems(pins: Sequence[NamedPin], told: Sequence[PinProblem], *, connects: bool) -> list[PinProblem]:
    """Return what is wrong with the pins of the rules that apply to a host; `told` are the reader's own problems.

    What the reader told of the same line under the same code is not told again. `connects`: whether one of them is
    in the path, and nothing else is wrong.
    """
    known = {(problem.code, problem.line) for problem in told}
    found = [problem for pin in pins if (problem := _of(pin)) is not None]
    if connects and not any(problem.code == _ONE_PIN for problem in told):
        spare = any(pin.kind in (Kind.ABSENT, Kind.PUBLIC_ROOT, Kind.UNUSED) for pin in pins)
        if pins and not spare:
            all_in_path = all(pin.kind.in_path for pin in pins)
            outside = "what is not in the present chain matches no key"
            why = "every pin stands in the present chain" if all_in_path else outside
            found.append(
                PinProblem(
                    "no-backup",
                    Severity.WARNING,
                    f"No pin is a backup: {why} (RFC 7469, section 2.5).",
                    "Add the pin of a spare key that you keep yourself.",
                    next((pin.written.line for pin in pins), None),
                )
            )
    return [problem for problem in dict.fromkeys(found) if (problem.code, problem.line) not in known]


def _of(pin: NamedPin) -> PinProblem | None:
    line = pin.written.line
    match pin.kind:
        case Kind.DEAD:
            title = f"The pin {pin.shown} {pin.words}."
            return PinProblem("dead-pin", Severity.ERROR, title, "Replace it by the pin of a key that you have.", line)
        case Kind.FINGERPRINT:
            title = f"The pin {pin.shown} is {pin.words}."
            return PinProblem(
                "certificate-fingerprint", Severity.ERROR, title, "A fingerprint never matches: write the pin.", line
            )
        case Kind.UNUSED:
            title = f"The pin {pin.shown} is of a certificate that is {pin.words}."
            return PinProblem(UNUSED_PIN, Severity.WARNING, title, "No client compares it: pin a layer.", line)
        case _ if pin.duplicate:
            title = f"The pin {pin.shown} stands there twice."
            return PinProblem("duplicate-pin", Severity.WARNING, title, "Once is enough, and twice is no backup.", line)
        case _:
            return None
