"""Layers, paths and findings as values."""

from chain.building import certificate, dns_names

from inspector.chain.certificate import parse_certificate
from inspector.chain.finding import Finding, Severity, by_severity
from inspector.chain.path import Layer, Origin, Path, Role


def test_a_path_knows_its_ends_and_pins() -> None:
    """The leaf is first, the anchor last, and the pins stand in the same order."""
    leaf = Layer(parse_certificate(certificate(dns_names("a.example"))), Role.LEAF, Origin.SERVED, 0)
    root = Layer(parse_certificate(certificate(spki=b"\x30\x03abc")), Role.ROOT, Origin.STORE)
    path = Path((leaf, root))
    assert path.leaf is leaf
    assert path.anchor is root
    assert path.pins == (leaf.certificate.key.pin, root.certificate.key.pin)
    assert path.pins[0] != path.pins[1]
    assert root.served_index is None


def test_findings_are_ordered_worst_first() -> None:
    """Equally bad findings keep their order."""
    kinds = (Severity.INFO, Severity.ERROR, Severity.WARNING, Severity.ERROR)
    findings = tuple(Finding(str(place), kind, "title") for place, kind in enumerate(kinds))
    assert [finding.code for finding in by_severity(findings)] == ["1", "3", "2", "0"]
