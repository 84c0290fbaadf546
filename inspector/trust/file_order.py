"""From an assessment of certificates in another order back to the order of their file."""

from collections.abc import Sequence
from dataclasses import replace

from inspector.chain.path import Path
from inspector.trust.assessment import Assessment


def in_file_order(assessment: Assessment, order: Sequence[int]) -> Assessment:
    """Return `assessment` with places of the file, where it was made of the file's certificates in `order`.

    `order` has for each certificate that was assessed its place in the file (see `chain.layers.file_order`).
    """
    if list(order) == sorted(order):
        return assessment

    def restored(path: Path) -> Path:
        return Path(
            tuple(
                layer if layer.served_index is None else replace(layer, served_index=order[layer.served_index])
                for layer in path.layers
            )
        )

    paths = tuple(map(restored, assessment.paths))
    return replace(
        assessment,
        path=paths[0] if paths else None,
        paths=paths,
        unused=tuple(sorted(order[place] for place in assessment.unused)),
    )
