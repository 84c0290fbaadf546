"""All paths as a ladder with forks."""

from datetime import UTC, datetime

import pytest
from trust.android.graphs import labelled, shared_cases, shared_graph
from trust.android.pki import HOST

from inspector.chain.certificate import parse_certificate
from inspector.chain.path import Path
from inspector.trust.assess import assess
from inspector.trust.ladder import ladder, standing
from inspector.trust.stores import from_anchors

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def paths_of(name: str) -> tuple[dict[str, str], tuple[Path, ...]]:
    """Return the labels and all paths of a shared graph."""
    case = next(case for case in shared_cases() if case["id"] == name)
    graph = shared_graph(case)
    served = tuple(parse_certificate(der) for der in graph.served)
    found = assess(served, from_anchors("file", "the graph's anchors", graph.anchors), name=HOST, at=NOW)
    return case, found.paths


def shape(name: str) -> list[tuple[str, int | None, tuple[int, ...], tuple[int, ...]]]:
    """Return the ladder in short."""
    case, paths = paths_of(name)
    rungs = ladder(paths)
    labels = labelled(case, [rung.layer.certificate.der for rung in rungs])
    return [(label, rung.below, rung.paths, rung.ends) for label, rung in zip(labels, rungs, strict=True)]


def test_cross_sign_is_a_fork_above_the_intermediate() -> None:
    """Both roots trusted: the store's root leads, the cross-signed one follows."""
    assert shape("cross-both") == [
        ("leaf", None, (0, 1), ()),
        ("I", 0, (0, 1), ()),
        ("R1", 1, (0,), (0,)),
        ("R1x", 1, (1,), ()),
        ("R2", 3, (1,), (1,)),
    ]


def test_anchor_below_an_anchor_ends_a_path_on_the_way() -> None:
    """A cross certificate in the store, and its issuer too: one path ends at the first, one goes on."""
    rungs = shape("anchor-climb")
    assert [(label, len(ends)) for label, _, _, ends in rungs] == [("leaf", 0), ("I", 0), ("R1x", 1), ("R2", 1)]


def test_forks_at_the_leaf() -> None:
    """Two intermediates with the same key, each with its root; the first served leads."""
    assert [(label, below) for label, below, _, _ in shape("two-inter-both")] == [
        ("leaf", None),
        ("Ix", 0),
        ("R2", 1),
        ("I", 0),
        ("R1", 3),
    ]


@pytest.mark.parametrize(("label", "sentence"), [("R1", "in all 2 paths"), ("R2", "in 1 of 2 paths: fragile")])
def test_pin_is_safe_in_all_paths_and_fragile_in_one(label: str, sentence: str) -> None:
    """R1 and its cross-signed copy have one key."""
    case, paths = paths_of("cross-both")
    pin = next(
        layer.pin for path in paths for layer in path.layers if labelled(case, [layer.certificate.der]) == [label]
    )
    assert standing(pin, paths).sentence == sentence
    assert standing(pin, ()).sentence == "in no path"
    assert standing(paths[0].leaf.pin, paths[:1]).sentence == "in the only path"
    assert ladder(()) == ()
