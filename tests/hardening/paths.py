"""The path-building corpora: every case right, and nothing trusted that must fail."""

from datetime import UTC, datetime

from trust import corpora
from trust.corpora import Case

from hardening.measured import Measured
from inspector.trust.assess import assess
from inspector.trust.stores import from_anchors

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def is_trusted(case: Case) -> bool:
    """Return what our verdict says about the case."""
    store = from_anchors("case", "the case's roots", case.anchors)
    return assess(case.served, store, name=case.host, at=case.at, lists=case.lists).trusted


def measure() -> list[Measured]:
    """Return the rows about paths."""
    bettertls = corpora.bettertls()
    right = sum(is_trusted(case) == case.good for case in bettertls)
    must_fail = [case for case in corpora.limbo(NOW) if case.must_fail]
    trusted = sum(is_trusted(case) for case in must_fail)
    return [
        Measured("BetterTLS path cases right, of 45", right, 45, least=True),
        Measured("limbo cases that must fail, tried", len(must_fail), 10, least=True),
        Measured("of them trusted", trusted, 0),
    ]
