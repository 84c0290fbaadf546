"""The path that real OkHttp cleans on the JVM is the one that the model gives."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from real_clients.java_paths import jvm
from real_clients.java_paths.server import serving
from trust.android.graphs import Graph, generated, reissued, shared_cases, shared_graph
from trust.android.pki import pem_of

from inspector.chain.certificate import Certificate, parse_certificate
from inspector.trust.conscrypt_okhttp import NotCleaned, clean_chain
from inspector.trust.conscrypt_signature import KeySignatures

GENERATED = 220
SEED = int(os.environ.get("PINSPECTOR_SEED", "20261102"))
NOW = datetime(2026, 11, 2, tzinfo=UTC)

_OKHTTP_4 = (
    "com.squareup.okhttp3:okhttp:4.12.0",
    "com.squareup.okio:okio-jvm:3.6.0",
    "org.jetbrains.kotlin:kotlin-stdlib:1.8.21",
)
_OKHTTP_5 = (
    "com.squareup.okhttp3:okhttp-jvm:5.4.0",
    "com.squareup.okio:okio-jvm:3.17.0",
    "org.jetbrains.kotlin:kotlin-stdlib:2.1.21",
)


def okhttp_jars(version: str) -> list[Path] | None:
    """Return the archives of an OkHttp, or None where one is absent."""
    match version:
        case "3.13.1":
            return jvm.debian_jars("okhttp", "okio")
        case "4.12.0":
            return jvm.maven_jars(*_OKHTTP_4)
        case _:
            return jvm.maven_jars(*_OKHTTP_5)


def _model(graph: Graph, version: str) -> list[Certificate] | None:
    served = [parse_certificate(der) for der in graph.served]
    accepted = [parse_certificate(der) for der in graph.anchors]
    try:
        return list(clean_chain(served, accepted, KeySignatures(), counts_intermediates=version.startswith("5")))
    except NotCleaned:
        return None


def _printed_pins(answer: str) -> list[str] | None:
    """Return the pins under "Peer certificate chain" of a pin failure, or None where the cleaner gave up.

    OkHttp 3 throws what the cleaner threw; 4 and 5 go on with an empty chain.
    """
    if "Certificate pinning failure!" not in answer:
        assert "Failed to find a trusted cert" in answer or "Certificate chain too long" in answer, answer
        return None
    chain = answer.split("Peer certificate chain:")[1].split("Pinned certificates for")[0]
    return [line.strip().split(": ")[0] for line in chain.split("\\n") if line.strip()] or None


@pytest.mark.parametrize("version", ["3.13.1", "4.12.0", "5.4.0"])
def test_forced_pin_failure_prints_the_path_of_the_model(version: str, tmp_path: Path) -> None:
    """Every shared graph with new keys, and the generated ones, served over TLS: OkHttp prints the model's pins."""
    jars = jvm.require_jars(okhttp_jars(version), f"OkHttp {version} on a JVM", from_maven=version != "3.13.1")
    graphs = [reissued(shared_graph(case)) for case in shared_cases()]
    graphs += [generated(SEED, number, NOW) for number in range(GENERATED)]
    for graph in graphs:
        (tmp_path / f"{graph.name}.anchors.pem").write_bytes(pem_of(*graph.anchors))
    with serving(graphs, tmp_path) as port:
        lines = [f"connect {graph.name}.dev.test {port} {tmp_path / f'{graph.name}.anchors.pem'}" for graph in graphs]
        answers = jvm.run("OkHttpPaths", jars, lines, tmp_path)
    print(f"seed {SEED}, OkHttp {version}")
    differ = {}
    for graph, answer in zip(graphs, answers, strict=True):
        model = _model(graph, version)
        ours = [str(certificate.pin) for certificate in model] if model is not None else None
        if _printed_pins(answer) != ours:
            differ[graph.name] = (answer, ours)
    assert not differ
    refused = sum(_printed_pins(answer) is None for answer in answers)
    assert 10 < refused < len(answers) - 100


@pytest.mark.parametrize("version", ["3.13.1", "4.12.0", "5.4.0"])
def test_cleaner_gives_the_certificates_of_the_model(version: str, tmp_path: Path) -> None:
    """The cleaner itself, asked with the shared graphs as they are, gives the same certificates, not only pins."""
    jars = jvm.require_jars(okhttp_jars(version), f"OkHttp {version} on a JVM", from_maven=version != "3.13.1")
    graphs = [shared_graph(case) for case in shared_cases()]
    graphs += [generated(SEED + 1, number, NOW) for number in range(GENERATED)]
    lines = []
    for graph in graphs:
        (tmp_path / f"{graph.name}.pem").write_bytes(pem_of(*graph.served))
        (tmp_path / f"{graph.name}.anchors.pem").write_bytes(pem_of(*graph.anchors))
        lines.append(f"clean {tmp_path / f'{graph.name}.pem'} {tmp_path / f'{graph.name}.anchors.pem'}")
    answers = jvm.run("OkHttpPaths", jars, lines, tmp_path)
    print(f"seed {SEED + 1}, OkHttp {version}")
    differ = {}
    for graph, answer in zip(graphs, answers, strict=True):
        model = _model(graph, version)
        ours = [certificate.fingerprint for certificate in model] if model is not None else None
        real = answer.split()[1:] if answer.startswith("cleaned") else None
        if real != ours:
            differ[graph.name] = (answer, ours)
    assert not differ
