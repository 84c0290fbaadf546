"""From a served list and a store to the path, its trust, and what was left over."""

from collections.abc import Sequence
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.path import Layer, Origin, Path, Role
from inspector.trust.assessment import Assessment
from inspector.trust.enumerate import enumerate_paths
from inspector.trust.public import is_public_root
from inspector.trust.store import Store
from inspector.trust.verify import verify


def assess(
    served: tuple[Certificate, ...],
    store: Store,
    *,
    name: str | None,
    at: datetime,
    fetched: Sequence[Certificate] = (),
) -> Assessment:
    """Return what `store` makes of the served certificates, the first of which is the leaf, at the moment `at`.

    `name` is checked where it is not None. `fetched` certificates stand in for served ones that are missing.
    """
    search = enumerate_paths((*served, *fetched), store)
    judged = [(path, verify(path, name or "", at)) for path in search.paths]
    judged.sort(key=lambda pair: not pair[1].trusted)
    paths = tuple(_layers(path, served, store) for path, _ in judged)
    used = {layer.served_index for path in paths for layer in path.layers}
    verdict = judged[0][1] if judged else None
    return Assessment(
        store=store,
        path=paths[0] if paths else None,
        paths=paths,
        valid=sum(verdict.trusted for _, verdict in judged),
        trusted=verdict is not None and verdict.trusted,
        reason=verdict.reason if verdict is not None else "There is no path to a root.",
        public=bool(judged) and is_public_root(judged[0][0][-1]),
        unused=tuple(index for index in range(len(served)) if index not in used),
        cut=search.cut,
    )


def _layers(path: Sequence[Certificate], served: Sequence[Certificate], store: Store) -> Path:
    places: dict[bytes, int] = {}
    for index, item in enumerate(served):
        places.setdefault(item.der, index)
    layers: list[Layer] = []
    for index, item in enumerate(path):
        place = places.get(item.der)
        if place is not None:
            origin = Origin.SERVED
        elif item.der in store.anchors:
            origin = Origin.STORE
        else:
            origin = Origin.FETCHED
        role = Role.LEAF if index == 0 else Role.ROOT if index == len(path) - 1 else Role.INTERMEDIATE
        layers.append(Layer(item, role, origin, place))
    return Path(tuple(layers))
