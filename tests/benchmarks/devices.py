"""Measures the page about devices: all releases for a cross-signed chain of five, beside building Mozilla's path once.

Each round is a fresh process. The bound, twice the reference plus 30 ms, holds for the page as it opens, where the app
has loaded model and tables while it was idle; what loading them takes, which a key pressed at once has to wait for
besides, is told beside it.
"""

import json
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING
from unittest.mock import patch

from trust.android.pki import Subject, issue, issue_leaf

from inspector.chain.certificate import parse_certificate
from inspector.chain.name import Name
from inspector.inspection import Inspection, Settings, judge
from inspector.trust.assess import assess
from inspector.trust.store import Store
from inspector.trust.stores import from_anchors, mozilla

if TYPE_CHECKING:
    from inspector.trust.data.roots import Root

HOST = "graph.dev.test"


def chain(now: datetime) -> tuple[tuple[bytes, ...], Store, Store]:
    """Return five served certificates, Mozilla's roots with the chain's two among them, and those two alone.

    As Let's Encrypt's ECDSA chain: leaf, issuing, a new root signed by a second, that one signed by a third, the third.
    """
    oldest, older, new, issuing, leaf = (Subject(name) for name in ("X1", "X2", "Root YE", "YE1", HOST))
    top, middle = issue(oldest, oldest, now), issue(older, older, now)
    served = (
        issue_leaf(leaf, issuing, now),
        issue(issuing, new, now),
        issue(new, older, now),
        issue(older, oldest, now),
        top,
    )
    all_roots = from_anchors("mozilla", "Mozilla's roots", (*mozilla().anchors, top, middle))
    return served, all_roots, replace(from_anchors("two", "the two", (top, middle)), since=((25, None), (34, None)))


def one_round() -> dict[str, float]:
    """Return the seconds of both sides, each for the first time in a process that has loaded what the app has."""
    import_module("inspector.tui.session")
    now = datetime.now(UTC)
    served, store, two = chain(now)
    certificates = tuple(parse_certificate(der) for der in served)
    began = time.perf_counter()
    assert assess(certificates, store, name=HOST, at=now).trusted
    reference = time.perf_counter() - began
    seen = judge(served, Settings(store=store), now=now, source="benchmark", host=HOST)
    return {"path": reference, **_devices(seen, two)}


def _devices(seen: Inspection, two: Store) -> dict[str, float]:
    began = time.perf_counter()
    from inspector.devices import looking

    looking.load_tables()
    loading = time.perf_counter() - began
    from inspector.trust.data.roots import roots_named
    from inspector.trust.stand_in import stand_in_anchors

    lines = tuple(anchor.root for anchor in stand_in_anchors(two) if anchor.root is not None)

    def named(name: Name) -> "tuple[Root, ...]":
        return (*roots_named(name), *(line for line in lines if line.is_named(name)))

    with (
        patch("inspector.trust.android_anchors.roots_named", named),
        patch("inspector.devices.looking.mozilla", lambda: two),
    ):
        began = time.perf_counter()
        found = looking.look_at_devices(seen)
        for key in found.keys:
            found.reach(key.pin)
        opening = time.perf_counter() - began
    assert [item.versions for item in found.android if item.path.trusted] == ["7.1.1-13", "14 on"]
    return {"devices": opening, "loading": loading}


def sample() -> dict[str, float]:
    """Return the seconds of one round in a fresh process: `devices`, `path`, and `loading` before them."""
    command = [sys.executable, "-m", "benchmarks.devices"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    measured: dict[str, float] = json.loads(told)
    return measured


if __name__ == "__main__":
    print(json.dumps(one_round()))
