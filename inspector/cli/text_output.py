"""An inspection as lines of text for people."""

from collections.abc import Iterator
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.lifetime import standing
from inspector.chain.path import Layer, Origin
from inspector.cli.output import text_width
from inspector.inspection import Inspection

MOST_NAMES = 12
"""Alternative names that are shown of a certificate before the rest is counted."""


def inspection_lines(inspection: Inspection, *, details: bool = False) -> Iterator[str]:
    """Yield the lines of the inspection: what was asked, the verdict, the findings, the path, what is unused.

    With `details` every layer has its extensions and the making of its pin besides. Where all addresses were asked,
    their leaf keys come last.
    """
    yield from _heading(inspection)
    yield from _findings(inspection)
    in_file = inspection.target is None
    came = "In the file" if in_file else "Served"
    title = (
        "Path, leaf first" if inspection.assessment.path else f"No path; {'in the file' if in_file else 'as served'}"
    )
    yield ""
    yield f"{title}:"
    for layer in inspection.layers:
        yield from _layer(layer, inspection, details)
    for title, layers in (
        (f"{came}, in another path", inspection.elsewhere),
        (f"{came}, but in no path (no client matches these pins)", inspection.unused),
    ):
        yield from ("", f"{title}:") if layers else ()
        for layer in layers:
            yield from _layer(layer, inspection, details)
    if inspection.faces is not None:
        from inspector.cli.faces import face_lines

        yield from face_lines(inspection.faces, inspection.host or "")


def _heading(inspection: Inspection) -> Iterator[str]:
    handshake = inspection.handshake
    facts = [inspection.source]
    if handshake:
        facts += [handshake.address, handshake.version or "", handshake.cipher or "", handshake.group or ""]
        facts += [
            f"after STARTTLS in {handshake.starttls}" if handshake.starttls else "",
            f"{handshake.milliseconds} ms",
        ]
        facts += [f"through proxy {handshake.proxy}" if handshake.proxy else ""]
    yield "  ".join(filter(None, facts))
    verdict = "Trusted" if inspection.trusted else "NOT TRUSTED"
    name = f" for {inspection.host}" if inspection.host else ""
    more = ", with what was fetched" if inspection.needs_fetched else ""
    more += "" if inspection.host else "; no name was checked"
    yield f"{verdict} by {inspection.assessment.store.label}{name}, {inspection.at:%Y-%m-%d %H:%M} UTC{more}"
    reason = inspection.assessment.reason
    if reason not in (finding.title for finding in inspection.findings):
        yield from _wrapped(reason, "  ", "  ")


def _findings(inspection: Inspection) -> Iterator[str]:
    if not inspection.findings:
        return
    yield ""
    yield "Findings:"
    for finding in inspection.findings:
        yield from _wrapped(finding.title, f"  {finding.severity:<8}", " " * 10)
        yield from _wrapped(finding.hint, " " * 10, " " * 10)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, text_width(), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _layer(layer: Layer, inspection: Inspection, details: bool) -> Iterator[str]:
    certificate = layer.certificate
    yield ""
    yield f"  {layer.role}: {certificate.subject.readable}"
    yield f"    pin        {certificate.pin}"
    if certificate.key.reencoded_pin is not None:
        yield f"    unsafe pin clients that re-encode the key compute {certificate.key.reencoded_pin}"
    yield f"    subject    {certificate.subject.full}"
    yield f"    issuer     {certificate.issuer.full}"
    yield f"    valid      {_validity(certificate, inspection.at)}"
    yield f"    key        {certificate.key.label}, signed with {certificate.signature}"
    if certificate.names:
        yield f"    names      {_names(certificate)}"
    yield f"    origin     {_origin(layer, in_file=inspection.target is None)}"
    for problem in certificate.problems:
        yield f"    unreadable {problem.field}: {problem.reason}"
    if details:
        from inspector.cli.details import detail_lines

        yield from detail_lines(layer, inspection)


def _validity(certificate: Certificate, at: datetime) -> str:
    begins, ends = certificate.not_before, certificate.not_after
    words = standing(begins, ends, at).replace("expired", "EXPIRED")
    return f"{_day(begins)} to {_day(ends)} UTC, {words}"


def _day(moment: datetime | None) -> str:
    return "unreadable" if moment is None else f"{moment:%Y-%m-%d}"


def _names(certificate: Certificate) -> str:
    shown = ", ".join(name.text for name in certificate.names[:MOST_NAMES])
    left = len(certificate.names) - MOST_NAMES
    return f"{shown} and {left} more" if left > 0 else shown


def _origin(layer: Layer, *, in_file: bool) -> str:
    match layer.origin:
        case Origin.SERVED:
            return f"{'in the file' if in_file else 'served'}, number {layer.served_index}"
        case Origin.STORE:
            return f"added from the root store: {'it is not in the file' if in_file else 'the server did not send it'}"
        case Origin.FETCHED:
            return "fetched from the address in the certificate"
