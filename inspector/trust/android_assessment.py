"""The assessment of a served list by one release of Android in place of a store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from inspector.chain.certificate import Certificate
from inspector.chain.path import Layer, Path
from inspector.trust.android import has_root, release_for
from inspector.trust.android_anchors import anchors_near
from inspector.trust.assess import assess
from inspector.trust.assessment import Assessment
from inspector.trust.conscrypt import NO_ANCHOR, build_path
from inspector.trust.conscrypt_anchor import Anchors
from inspector.trust.conscrypt_signature import KeySignatures
from inspector.trust.device_path import DeviceLayer, DevicePath, Trust
from inspector.trust.rules import name_objection
from inspector.trust.stand_in import stand_in_anchors
from inspector.trust.store import Store
from inspector.trust.stores import from_anchors


def assess_android(
    served: tuple[Certificate, ...],
    api: int,
    sources: Sequence[Store],
    *,
    name: str | None,
    at: datetime,
    stand_in: Store | None = None,
    in_file: bool = False,
) -> Assessment:
    """Return what the newest known release with the API level makes of `served`, leaf first, at the moment `at`.

    The path and its trust are those of the model of Conscrypt; the further paths are by signatures. The store holds
    the release's roots that are near the served list, their certificates from `sources`; the roots of a `stand_in`
    take the place of the packaged table's. A path whose anchor is known by name alone is no path: its reason names it.
    `in_file` only changes words. Raises `UnknownApi`.
    """
    release = release_for(api)
    signatures = KeySignatures()
    near = stand_in_anchors(stand_in) if stand_in is not None else anchors_near(served, sources)
    present = [item for item in near if item.root is not None and has_root(release, item.root)]
    path = build_path(served, Anchors(present, signatures), signatures, at)
    anchors = [item.certificate.der for item in present if item.certificate is not None]
    store = from_anchors(f"android-{api}", f"the roots of {release.label}", anchors)
    if stand_in is not None:
        store = replace(store, name=stand_in.name, label=f"{stand_in.label} as {release.label} has them")
    base = assess(served, store, name=name, at=at, in_file=in_file)
    layers = _layers(path, served)
    first = Path(layers) if layers else None
    others = tuple(item for item in base.paths if first is None or _bytes(item) != _bytes(first))
    paths = (first, *others) if first is not None else ()
    used = {layer.served_index for item in paths for layer in item.layers}
    objection = name_objection(served[0], name) if name is not None else ""
    return Assessment(
        store=store,
        path=first,
        paths=paths,
        valid=base.valid + (path.trusted and len(others) == len(base.paths)),
        trusted=path.trusted and first is not None and not objection,
        reason=_reason(path, base) or objection,
        public=first is not None and stand_in is None,
        unused=tuple(index for index in range(len(served)) if index not in used),
        cut=path.cut or base.cut,
        by_name=path.layers[-1].name if path.trust is Trust.BY_NAME else "",
        stand_in=stand_in,
    )


def _reason(path: DevicePath, base: Assessment) -> str:
    if path.trust is Trust.BY_NAME:
        anchor = path.layers[-1]
        return f"{anchor.name} is known by name and pin alone ({anchor.pin}): nobody could check what it signed."
    return base.reason if path.reason == NO_ANCHOR and base.reason and not base.paths else path.reason


def _layers(path: DevicePath, served: Sequence[Certificate]) -> tuple[Layer, ...]:
    """Return the layers with their certificates; nothing where one has none.

    An anchor that is known by its key alone is shown by a served certificate with its name and key.
    """
    found: list[Layer] = []
    for layer in path.layers if path.trust is not Trust.BY_NAME else ():
        certificate = layer.certificate or _bearer(layer, served)
        if certificate is None:
            return ()
        found.append(Layer(certificate, layer.role, layer.origin, layer.served_index))
    return tuple(found)


def _bearer(layer: DeviceLayer, served: Sequence[Certificate]) -> Certificate | None:
    return next(
        (
            item
            for item in served
            if item.pin == layer.pin and (layer.root is None or layer.root.is_named(item.subject))
        ),
        None,
    )


def _bytes(path: Path) -> tuple[bytes, ...]:
    return tuple(layer.certificate.der for layer in path.layers)
