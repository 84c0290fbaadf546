"""The paths that are found, against graphs whose paths are known."""

from datetime import datetime

from trust.corpora import bettertls, der_of, graphs

from inspector.chain.certificate import parse_certificate
from inspector.trust.assess import assess
from inspector.trust.stores import from_anchors


def test_all_paths_and_the_valid_ones_equal_the_graphs() -> None:
    """Every graph has exactly the paths that its file lists, those valid at the time first."""
    cases = graphs()
    assert len(cases) == 12
    for case in cases:
        served = tuple(parse_certificate(der_of(pem)) for pem in (case["leaf"], *case["served_after_leaf"]))
        store = from_anchors("graph", "the graph's roots", map(der_of, case["trust_anchors"]))
        found = assess(served, store, name=case["host"], at=datetime.fromisoformat(case["validation_time"]))
        labels = [[case["labels"][layer.certificate.fingerprint] for layer in path.layers] for path in found.paths]
        expected = case["expected"]
        assert sorted(labels) == sorted(expected["all_paths_to_an_anchor"]), case["id"]
        assert sorted(labels[: found.valid]) == sorted(expected["paths_valid_at_time"]), case["id"]
        assert found.trusted == bool(expected["paths_valid_at_time"]), case["id"]
        assert not found.cut, case["id"]
        used = {layer.served_index for path in found.paths for layer in path.layers}
        assert set(found.unused) == set(range(len(served))) - used, case["id"]


def test_the_first_path_is_the_one_that_anchors_before_served_gives() -> None:
    """Where both a root and its cross-sign lead on, the path stops at the root of the store."""
    case = next(case for case in graphs() if case["id"] == "cross-both")
    served = tuple(parse_certificate(der_of(pem)) for pem in (case["leaf"], *case["served_after_leaf"]))
    store = from_anchors("graph", "the graph's roots", map(der_of, case["trust_anchors"]))
    found = assess(served, store, name=case["host"], at=datetime.fromisoformat(case["validation_time"]))
    assert found.path is not None
    labels = [case["labels"][layer.certificate.fingerprint] for layer in found.path.layers]
    assert labels == case["expected"]["measured_cryptography_50_verifier"]


def test_bettertls_path_building() -> None:
    """All of BetterTLS: dead ends, expired and wrongly used twins are passed by, and no bad chain is taken."""
    cases = bettertls()
    assert len(cases) == 45
    wrong = [
        case.name
        for case in cases
        if assess(case.served, from_anchors("b", "roots", case.anchors), name=case.host, at=case.at).trusted
        != case.good
    ]
    assert wrong == []
