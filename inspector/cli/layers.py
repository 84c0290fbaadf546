"""The served certificates of an inspection as layers, wherever they stand."""

from inspector.chain.layers import served_layers
from inspector.chain.path import Layer
from inspector.inspection import Inspection


def every_served(inspection: Inspection) -> tuple[Layer, ...]:
    """Return all certificates in the order of server or file: as the path has them, else by the list's own logic."""
    in_path = {layer.served_index: layer for layer in inspection.layers}
    leaf = inspection.layers[0].served_index or 0
    return tuple(in_path.get(layer.served_index, layer) for layer in served_layers(inspection.served, leaf))
