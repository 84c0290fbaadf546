"""What every address of a host serves, as text and as values for JSON."""

from collections.abc import Iterator, Mapping, Sequence

from inspector.chain.pin import Pin
from inspector.net.faces import Faces, Outcome, Probe, needed_pins, summary

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]

ONE_VERSION = "Each kind of key was asked for up to TLS 1.2 only: this OpenSSL cannot choose keys in TLS 1.3."


def face_lines(faces: Faces, host: str) -> Iterator[str]:
    """Yield the leaf keys of `host` by pin with who serves them, then what stayed without an answer."""
    yield ""
    yield f"Leaf keys of all addresses{'' if faces.complete else ', NOT COMPLETE'}: {summary(faces, host)}"
    needed = needed_pins(faces, host)
    for pin, probes in faces.groups.items():
        yield f"  {pin}{'' if pin in needed else '  not needed: a default certificate for other names'}"
        for probe in probes:
            yield f"    {_question(probe)}: {_leaf(probe)}"
    for outcome, title in ((Outcome.NOT_SERVED, "Not served"), (Outcome.FAILED, "No answer")):
        left = [probe for probe in faces.probes if probe.outcome is outcome]
        yield from (f"  {title}:",) if left else ()
        for probe in left:
            yield f"    {_question(probe)}: {probe.reason}"
    missing = faces.total - len(faces.probes)
    if missing:
        yield f"  Not asked any more: {missing} of {faces.total} questions"
    if not faces.both_versions:
        yield f"  {ONE_VERSION}"


def _question(probe: Probe) -> str:
    question = probe.question
    return f"{question.address}  {question.kind}, {'with' if question.named else 'without'} the name"


def _leaf(probe: Probe) -> str:
    name = probe.leaf.subject.readable if probe.leaf is not None else ""
    version = probe.handshake.version if probe.handshake is not None else None
    return ", ".join(filter(None, (name, version)))


def face_entry(faces: Faces, host: str) -> dict[str, Value]:
    """Return the object of JSON's `faces`; `probes` of a group are places in the list of all probes."""
    needed = needed_pins(faces, host)
    return {
        "complete": faces.complete,
        "summary": summary(faces, host),
        "asked": len(faces.probes),
        "total": faces.total,
        "both_versions": faces.both_versions,
        "needed": [str(pin) for pin in needed],
        "groups": [_group(faces, pin, probes, needed=pin in needed) for pin, probes in faces.groups.items()],
        "probes": [_probe(probe) for probe in faces.probes],
    }


def _group(faces: Faces, pin: Pin, probes: tuple[Probe, ...], *, needed: bool) -> dict[str, Value]:
    return {"pin": str(pin), "needed": needed, "probes": [faces.probes.index(probe) for probe in probes]}


def _probe(probe: Probe) -> dict[str, Value]:
    question, leaf = probe.question, probe.leaf
    return {
        "address": question.address,
        "key": str(question.kind),
        "named": question.named,
        "outcome": str(probe.outcome),
        "pin": str(leaf.pin) if leaf is not None else None,
        "subject": leaf.subject.full if leaf is not None else None,
        "fingerprint": leaf.fingerprint if leaf is not None else None,
        "version": probe.handshake.version if probe.handshake is not None else None,
        "reason": probe.reason or None,
    }
