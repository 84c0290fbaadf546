"""The shared path-building corpora as values."""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from testdata import shared

from inspector.chain.certificate import Certificate, parse_certificate


def der_of(pem: str) -> bytes:
    """Return the bytes of one PEM block."""
    return base64.b64decode("".join(line for line in pem.strip().splitlines() if not line.startswith("-----")))


@dataclass(frozen=True)
class Case:
    """One chain with what is expected of it."""

    name: str
    served: tuple[Certificate, ...]
    anchors: tuple[bytes, ...]
    host: str | None
    at: datetime
    good: bool
    must_fail: bool = False
    lists: tuple[bytes, ...] = ()


def bettertls() -> list[Case]:
    """Return the path-building cases of BetterTLS."""
    data = _read("bettertls-pathbuilding", "cases.json")
    root = base64.b64decode(data["trust_root_der_b64"])
    at = datetime.fromisoformat(data["validation_time"])
    return [
        Case(
            name=f"bettertls-{case['id']}",
            served=tuple(parse_certificate(base64.b64decode(der)) for der in case["certificates_der_b64_leaf_first"]),
            anchors=(root,),
            host=case["hostname"],
            at=at,
            good=case["expected"] == "PASS",
        )
        for case in data["cases"]
    ]


def limbo(now: datetime) -> list[Case]:
    """Return the x509-limbo cases; `now` stands in where a case has no time."""
    return [
        Case(
            name=case["id"],
            served=tuple(
                parse_certificate(der_of(pem)) for pem in (case["peer_certificate"], *case["untrusted_intermediates"])
            ),
            anchors=tuple(map(der_of, case["trusted_certs"])),
            host=(case["expected_peer_name"] or {}).get("value") if case["validation_kind"] == "SERVER" else None,
            at=datetime.fromisoformat(case["validation_time"]) if case["validation_time"] else now,
            good=case["expected_result"] == "SUCCESS",
            must_fail=case["expected_result"] == "FAILURE" and case["importance"] in ("high", "critical"),
            lists=tuple(map(der_of, case["crls"])),
        )
        for case in _read("x509-limbo", "limbo-subset.json")["testcases"]
    ]


def graphs() -> list[dict[str, Any]]:
    """Return the chain graphs as they stand in the file."""
    found: list[dict[str, Any]] = _read("graphs", "graphs.json")["cases"]
    return found


def _read(folder: str, name: str) -> Any:
    return json.loads(shared("testdata", f"{folder}/{name}").read_text(encoding="utf-8"))
