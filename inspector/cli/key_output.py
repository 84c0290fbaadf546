"""A key without a certificate, as text for people and as JSON for scripts."""

from collections.abc import Iterator
from datetime import datetime

from inspector.chain.container import to_pem
from inspector.chain.sizes import NAMES_SHOWN
from inspector.pinning.key_report import KeyReport

NO_CHAIN = "A key alone has no chain: nothing can be said about trust."


def key_lines(report: KeyReport) -> Iterator[str]:
    """Yield the lines about a key alone: what the file is, and the pin."""
    yield f"{report.source}: {report.kind}"
    yield NO_CHAIN
    yield ""
    yield f"    pin        {report.pin}"
    if report.key.reencoded_pin is not None:
        yield f"    unsafe pin {report.key.reencoded_by}: {report.key.reencoded_pin}"
    yield f"    key        {report.key.label}"
    if report.subject is not None:
        yield f"    subject    {report.subject.full}"
        yield f"    names      {', '.join(name.text for name in report.names[:NAMES_SHOWN]) or 'none'}"
    if len(report.names) > NAMES_SHOWN:
        yield f"               and {len(report.names) - NAMES_SHOWN:,} more"
    for problem in report.problems:
        yield f"    odd        {problem}"
    yield ""
    yield "As a backup beside a chain: pinspector pin HOST --for CLIENT --backup FILE"


def key_json(report: KeyReport, at: datetime) -> str:
    """Return a key as one JSON object with the keys of every `show --json`, and `key` besides; `at` is UTC."""
    import json

    from inspector.cli.json_output import SCHEMA, time_text

    return json.dumps(
        {
            "schema": SCHEMA,
            "target": {"host": None, "port": None, "server_name": None, "address": None},
            "tls": None,
            "at": time_text(at),
            "served": [],
            "path": None,
            "trusted": False,
            "reason": NO_CHAIN,
            "paths": [],
            "findings": [],
            "faces": None,
            "key": {
                "kind": report.kind,
                "subject": report.subject.full if report.subject is not None else None,
                "names": [name.text for name in report.names],
                "key": {"type": report.key.type, "bits": report.key.bits, "curve": report.key.curve},
                "pin": str(report.pin),
                "problems": list(report.problems),
                "pem": key_pem(report),
            },
        },
        indent=2,
    )


def key_pem(report: KeyReport) -> str:
    """Return the public key in textual encoding (RFC 7468, section 13), ending in a line feed."""
    return to_pem(report.key.spki, "PUBLIC KEY")
