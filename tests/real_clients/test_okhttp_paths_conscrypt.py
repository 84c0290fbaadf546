"""The path that the real Conscrypt trusts on the JVM is the one that the model gives."""

import base64
import json
import os
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from real_clients.java_paths import jvm
from testdata import shared
from trust.android.graphs import Graph, generated

from inspector.chain.certificate import parse_certificate
from inspector.trust.conscrypt import build_path
from inspector.trust.conscrypt_anchor import Anchors, anchor_of
from inspector.trust.conscrypt_signature import KeySignatures

GENERATED = 300
SEED = int(os.environ.get("PINSPECTOR_SEED", "20261102"))
JAVA_ANCHOR_OBJECTIONS = {
    "rfc5280::ca-empty-subject": "Java refuses an anchor without subject before Conscrypt's rules are asked",
    "rfc5280::ski::critical-ski": "Java refuses an anchor with a critical key identifier",
}


def test_conscrypt_trusts_the_path_of_the_model(tmp_path: Path) -> None:
    """Generated graphs with cross-signs, expired, weak and misused certificates: same path, or refused by both."""
    now = datetime.now(UTC).replace(microsecond=0)
    differ, trusted = _differences([generated(SEED, number, now) for number in range(GENERATED)], now, tmp_path)
    print(f"seed {SEED}")
    assert not differ
    assert 50 < trusted < GENERATED - 50


def test_conscrypt_judges_public_path_cases_like_the_model(tmp_path: Path) -> None:
    """x509-limbo and BetterTLS, judged at the present: same path or refused by both, but for what Java adds."""
    now = datetime.now(UTC).replace(microsecond=0)
    differ, trusted = _differences([*_limbo(), *_better_tls()], now, tmp_path)
    assert set(differ) == set(JAVA_ANCHOR_OBJECTIONS), differ
    assert trusted > 30


def _differences(graphs: Sequence[Graph], now: datetime, folder: Path) -> tuple[dict[str, tuple[object, ...]], int]:
    """Return the graphs on which Conscrypt and the model differ, and how many Conscrypt trusts."""
    found = jvm.maven_jars("org.conscrypt:conscrypt-openjdk-uber:2.5.2")
    jars = jvm.require_jars(found, "Conscrypt 2.5.2 on a JVM", from_maven=True)
    lines = []
    for place, graph in enumerate(graphs):
        chain, anchors = folder / f"{place}.pem", folder / f"{place}.anchors.pem"
        chain.write_text("".join(map(ssl.DER_cert_to_PEM_cert, graph.served)))
        anchors.write_text("".join(map(ssl.DER_cert_to_PEM_cert, graph.anchors)))
        lines.append(f"{chain} {anchors}")
    answers = jvm.run("ConscryptPaths", jars, lines, folder)
    differ: dict[str, tuple[object, ...]] = {}
    trusted = 0
    for graph, answer in zip(graphs, answers, strict=True):
        signatures = KeySignatures()
        anchors_known = Anchors((anchor_of(parse_certificate(der)) for der in graph.anchors), signatures)
        path = build_path([parse_certificate(der) for der in graph.served], anchors_known, signatures, now)
        ours = [layer.certificate.fingerprint for layer in path.layers if layer.certificate] if path.trusted else None
        real = answer.split()[1:] if answer.startswith("trusted") else None
        trusted += real is not None
        if real != ours:
            differ[graph.name] = (answer, ours, path.reason)
    return differ, trusted


def _limbo() -> list[Graph]:
    cases = json.loads(shared("testdata", "x509-limbo/limbo-subset.json").read_text("utf-8"))["testcases"]
    graphs = []
    for case in cases:
        served = [case["peer_certificate"], *case["untrusted_intermediates"]]
        served_der, anchors = ([_der(pem) for pem in pems] for pems in (served, case["trusted_certs"]))
        graphs.append(Graph(case["id"], tuple(served_der), tuple(anchors), None))
    return graphs


def _better_tls() -> list[Graph]:
    data = json.loads(shared("testdata", "bettertls-pathbuilding/cases.json").read_text("utf-8"))
    root = base64.b64decode(data["trust_root_der_b64"])
    return [
        Graph(
            f"bettertls {case['id']}",
            tuple(map(base64.b64decode, case["certificates_der_b64_leaf_first"])),
            (root,),
            None,
        )
        for case in data["cases"]
    ]


def _der(pem: str) -> bytes:
    body = pem.partition("-----BEGIN CERTIFICATE-----")[2].partition("-----END")[0]
    return base64.b64decode(body)
