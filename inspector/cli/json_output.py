"""The JSON of `show --json`: a promise to scripts; keys are only ever added."""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Finding
from inspector.chain.path import Layer
from inspector.cli.layers import every_served
from inspector.inspection import Inspection

SCHEMA = 1
Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]


def inspection_json(inspection: Inspection, *, details: bool = False, android: int | None = None) -> str:
    """Return the inspection as one JSON object, indented, in ASCII; `details` adds keys to every certificate.

    `android` is the API level that judged in place of a store.
    """
    return json.dumps(_inspection(inspection, details, android), indent=2)


def _inspection(inspection: Inspection, details: bool, android: int | None) -> Value:
    from inspector.cli.devices import device_entries
    from inspector.devices.findings import device_findings
    from inspector.devices.looking import look_at_devices

    devices = look_at_devices(inspection)
    target, handshake, assessment = inspection.target, inspection.handshake, inspection.assessment
    return {
        "schema": SCHEMA,
        "target": {
            "host": target.host if target else None,
            "port": target.port if target else None,
            "server_name": inspection.host,
            "address": handshake.address if handshake else None,
        },
        "tls": None
        if handshake is None
        else {
            "version": handshake.version,
            "cipher": handshake.cipher,
            "group": handshake.group,
            "starttls": handshake.starttls,
        },
        "at": time_text(inspection.at),
        "served": [_certificate(layer, details) for layer in every_served(inspection)],
        "path": [_certificate(layer, details) for layer in assessment.path.layers] if assessment.path else None,
        "trusted": inspection.trusted,
        "reason": assessment.reason,
        "paths": [
            {
                "store": assessment.store.name,
                "from_api": android,
                "to_api": android,
                "pins": [str(pin) for pin in assessment.path.pins] if assessment.path else [],
                "trusted": assessment.trusted,
            },
            *device_entries(devices),
        ],
        "findings": [_finding(finding) for finding in device_findings(inspection, devices)],
        "faces": _faces(inspection),
    }


def _faces(inspection: Inspection) -> Value:
    if inspection.faces is None:
        return None
    from inspector.cli.faces import face_entry

    return face_entry(inspection.faces, inspection.host or "")


def _certificate(layer: Layer, details: bool) -> Value:
    certificate = layer.certificate
    key = certificate.key
    return {
        "role": str(layer.role),
        "origin": str(layer.origin),
        "subject": certificate.subject.full,
        "issuer": certificate.issuer.full,
        "serial": certificate.serial,
        "not_before": time_text(certificate.not_before),
        "not_after": time_text(certificate.not_after),
        "key": {"type": key.type, "bits": key.bits, "curve": key.curve},
        "signature": certificate.signature,
        "names": [name.text for name in certificate.names],
        "pin": str(certificate.pin),
        "fingerprint": certificate.fingerprint,
        "pem": pem(certificate),
        **(_details(certificate) if details else {}),
    }


def _details(certificate: Certificate) -> dict[str, Value]:
    from inspector.chain.working import key_span

    start, stop = key_span(certificate)
    return {
        "extensions": [
            {
                "oid": extension.oid,
                "name": extension.name,
                "critical": extension.critical,
                "says": list(extension.lines) if extension.decoded else None,
                "hex": extension.der.hex(),
            }
            for extension in certificate.extensions
        ],
        "spki": {"offset": start, "length": stop - start, "hex": certificate.key.spki.hex()},
    }


def _finding(finding: Finding) -> Value:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "title": finding.title,
        "hint": finding.hint,
        "certificate": finding.certificate,
    }


def time_text(moment: datetime | None) -> str | None:
    """Return an RFC 3339 time in UTC, or None for a moment that could not be read."""
    return None if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def pem(certificate: Certificate) -> str:
    """Return the certificate in textual encoding (RFC 7468), ending in a newline."""
    body = base64.b64encode(certificate.der).decode("ascii")
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])
