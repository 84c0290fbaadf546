"""Chain graphs: the shared ones, the same ones with new keys, and generated ones."""

import hashlib
import json
import random
import ssl
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from testdata import shared
from trust.android.pki import Subject, issue, issue_leaf


@dataclass(frozen=True, slots=True)
class Graph:
    """What a server sends, and what a client trusts."""

    name: str
    """For messages and as a host label."""

    served: tuple[bytes, ...]
    """DER certificates, leaf first."""

    anchors: tuple[bytes, ...]
    """DER certificates of the store."""

    leaf: Subject | None
    """The leaf with its private key; None where that is not known."""


def shared_cases() -> list[dict[str, Any]]:
    """Return the cases of the shared graph file."""
    cases: list[dict[str, Any]] = json.loads(shared("testdata", "graphs/graphs.json").read_text("utf-8"))["cases"]
    return cases


def shared_graph(case: dict[str, Any]) -> Graph:
    """Return the graph of a shared case."""
    served = (case["leaf"], *case["served_after_leaf"])
    return Graph(
        case["id"],
        tuple(ssl.PEM_cert_to_DER_cert(pem) for pem in served),
        tuple(ssl.PEM_cert_to_DER_cert(pem) for pem in case["trust_anchors"]),
        None,
    )


def labelled(case: dict[str, Any], ders: tuple[bytes, ...] | list[bytes]) -> list[str]:
    """Return the case's labels of certificates."""
    return [case["labels"][hashlib.sha256(der).hexdigest()] for der in ders]


def reissued(graph: Graph) -> Graph:
    """Return the same graph with new keys: same names, dates, extensions, signers and places, so that it can be served.

    A signer whose certificate is not in the graph gets a key of its own.
    """
    known = {der: x509.load_der_x509_certificate(der) for der in (*graph.served, *graph.anchors)}
    keys: dict[bytes, Subject] = {}

    def subject_for(spki: bytes, name: x509.Name) -> Subject:
        common = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)[0].value
        return keys.setdefault(spki + name.public_bytes(), Subject(str(common)))

    def remade(der: bytes) -> bytes:
        old = known[der]
        signer = next((item for item in known.values() if _issued(item, old)), None)
        subject = subject_for(_spki(old), old.subject)
        issuer = subject_for(_spki(signer) if signer else b"absent", old.issuer)
        builder = (
            x509.CertificateBuilder(old.issuer, old.subject)
            .public_key(subject.key.public_key())
            .serial_number(old.serial_number)
            .not_valid_before(old.not_valid_before_utc)
            .not_valid_after(old.not_valid_after_utc)
        )
        for extension in old.extensions:
            if not isinstance(extension.value, x509.AuthorityKeyIdentifier | x509.SubjectKeyIdentifier):
                builder = builder.add_extension(extension.value, extension.critical)
        return builder.sign(issuer.key, hashes.SHA256()).public_bytes(Encoding.DER)

    new = {der: remade(der) for der in known}
    leaf = known[graph.served[0]]
    served, anchors = tuple(new[der] for der in graph.served), tuple(new[der] for der in graph.anchors)
    return Graph(graph.name, served, anchors, subject_for(_spki(leaf), leaf.subject))


def _issued(issuer: x509.Certificate, subject: x509.Certificate) -> bool:
    try:
        subject.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _spki(certificate: x509.Certificate) -> bytes:
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def generated(seed: int, number: int, now: datetime, *, dates: bool = True) -> Graph:
    """Return a graph of roots, intermediates and cross-signs drawn from `seed` and `number`.

    `dates`: whether some certificates are expired or not yet valid, weakly signed, no CA, or short of path length.
    """
    draw = random.Random(f"{seed}-{number}")
    roots = [Subject(f"Root {letter}") for letter in "ABC"[: draw.randint(1, 3)]]
    if draw.random() < 0.2:
        roots.append(Subject(roots[0].name))
    middles = [Subject(f"Inter {index}") for index in range(draw.randint(1, 4))]
    selves = [issue(root, root, now, days=_days(draw, 0.15 if dates else 0)) for root in roots]
    crosses: list[bytes] = []
    for middle in middles:
        signers = draw.sample([*roots, *middles], draw.randint(1, 2))
        crosses.extend(_drawn(draw, middle, signer, now, dates) for signer in signers if signer is not middle)
    for root in roots:
        if len(roots) > 1 and draw.random() < 0.6:
            signer = draw.choice([item for item in roots if item is not root])
            if signer.name != root.name:
                crosses.append(_drawn(draw, root, signer, now, dates))
    leaf = Subject(f"leaf {number}")
    host = f"g{number}.dev.test"
    end = issue_leaf(leaf, draw.choice([*middles, *middles, *roots]), now, host)
    sent = [der for der in crosses if draw.random() < 0.85] + [der for der in selves if draw.random() < 0.3]
    draw.shuffle(sent)
    if sent and draw.random() < 0.15:
        sent.append(draw.choice(sent))
    anchors = [der for der in selves if draw.random() < 0.65] + [der for der in crosses if draw.random() < 0.12]
    draw.shuffle(anchors)
    return Graph(f"g{number}", (end, *sent), tuple(anchors or selves[:1]), leaf)


def _drawn(draw: random.Random, subject: Subject, signer: Subject, now: datetime, dates: bool) -> bytes:
    odd = draw.random() if dates else 1.0
    return issue(
        subject,
        signer,
        now,
        days=_days(draw, 0.2 if dates else 0),
        weak=odd < 0.06,
        authority=not 0.06 <= odd < 0.13,
        path_length=draw.randint(0, 1) if 0.13 <= odd < 0.2 else None,
    )


def _days(draw: random.Random, share: float) -> tuple[int, int]:
    odd = draw.random()
    if odd < share:
        return (-90, -2) if odd < share / 2 else (2, 300)
    return (-draw.randint(10, 90), draw.randint(20, 400))
