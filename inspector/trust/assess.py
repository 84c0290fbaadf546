"""From a served list and a store to the path, its trust, and what was left over."""

from collections.abc import Sequence
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.path import Layer, Origin, Path, Role
from inspector.trust.absence import explain_absence
from inspector.trust.assessment import Assessment
from inspector.trust.enumerate import enumerate_paths
from inspector.trust.public import is_public_root
from inspector.trust.rules import name_objection
from inspector.trust.store import Store
from inspector.trust.verify import Verdict, verify

_CUT = " The search stopped at its limit, so a path may exist all the same."


def assess(
    served: tuple[Certificate, ...],
    store: Store,
    *,
    name: str | None,
    at: datetime,
    fetched: Sequence[Certificate] = (),
    lists: Sequence[bytes] = (),
    in_file: bool = False,
) -> Assessment:
    """Return what `store` makes of the served certificates, the first of which is the leaf, at the moment `at`.

    `name` is checked where it is not None. `fetched` certificates stand in for served ones that are missing, `lists`
    are DER revocation lists that were handed over; `in_file` only changes words. The path is the first that holds at
    the time, whatever the name; else the first by signatures. Whether it is trusted comes from `trust.verify` alone.
    """
    given = (*served, *fetched)
    search = enumerate_paths(given, store)
    judged = [_judge(path, store, name, at, lists) for path in search.paths]
    order = sorted(range(len(judged)), key=lambda index: not judged[index][1])
    paths = tuple(_path(search.paths[index], served, store) for index in order)
    used = {layer.served_index for path in paths for layer in path.layers}
    verdict = judged[order[0]][0] if order else None
    reason = (
        verdict.reason if verdict else explain_absence(given, store, in_file=in_file) + (_CUT if search.cut else "")
    )
    return Assessment(
        store=store,
        path=paths[0] if paths else None,
        paths=paths,
        valid=sum(valid for _, valid in judged),
        trusted=verdict is not None and verdict.trusted,
        reason=reason,
        public=bool(paths) and is_public_root(paths[0].anchor.certificate),
        unused=tuple(index for index in range(len(served)) if index not in used),
        cut=search.cut,
        allowed=verdict.allowed if verdict else "",
    )


def _judge(
    path: Sequence[Certificate], store: Store, name: str | None, at: datetime, lists: Sequence[bytes]
) -> tuple[Verdict, bool]:
    """Return the verdict for the name, and whether the path holds at the time whatever the name."""
    verdict = verify(path, store, name, at, lists=lists)
    if verdict.trusted or name is None or not name_objection(path[0], name):
        return verdict, verdict.trusted
    return verdict, verify(path, store, None, at, lists=lists).trusted


def _path(path: Sequence[Certificate], served: Sequence[Certificate], store: Store) -> Path:
    places: dict[bytes, int] = {}
    for index, item in enumerate(served):
        places.setdefault(item.der, index)
    layers: list[Layer] = []
    for index, item in enumerate(path):
        place = places.get(item.der)
        origin = Origin.STORE if item.der in store.anchors else Origin.FETCHED
        role = Role.LEAF if index == 0 else Role.ROOT if index == len(path) - 1 else Role.INTERMEDIATE
        layers.append(Layer(item, role, origin if place is None else Origin.SERVED, place))
    return Path(tuple(layers))
