"""The order of axes that Keras 1 did not write: padding, cropping and repeating of images say no `dim_ordering`.

They took the one of the keras.json of whoever loaded the file. Within a model it is that of all its other layers.
https://github.com/keras-team/keras/blob/1.2.2/keras/layers/convolutional.py (``ZeroPadding2D.get_config``)
"""

from __future__ import annotations

from rekeras.archive import Layer, walk
from rekeras.records import Severity
from rekeras.topology.place import Place

SILENT = frozenset({"Cropping2D", "Cropping3D", "UpSampling2D", "UpSampling3D", "ZeroPadding2D", "ZeroPadding3D"})


def says_no_ordering(layer: Layer) -> bool:
    """Whether the layer needs an order of axes and has none."""
    return layer.class_name in SILENT and not layer.package and layer.config.keys().isdisjoint(ORDER_KEYS)


ORDER_KEYS = frozenset({"dim_ordering", "data_format"})


def with_orderings(model: Layer, place: Place) -> Layer:
    """The model with the order of axes written where Keras 1 left it out, if its other layers agree on one."""
    silent = [layer.name for _address, layer in walk(model) if says_no_ordering(layer)]
    if not silent:
        return model
    said = {layer.config["dim_ordering"] for _address, layer in walk(model) if "dim_ordering" in layer.config}
    if len(said) != 1:
        return model  # a rule refuses the layers
    ordering = said.pop()
    shown = ", ".join(silent[:5]) + (", …" if len(silent) > 5 else "")
    place.notice(
        "dim_ordering_of_others",
        Severity.NOTE,
        f"Keras 1 did not write the order of axes of {shown}; it is taken from the other layers: {ordering!r}",
    )
    return _written(model, ordering)


def _written(layer: Layer, ordering: str) -> Layer:
    layer = layer.map_children(lambda _place, child: _written(child, ordering))
    return layer.with_config({"dim_ordering": ordering}) if says_no_ordering(layer) else layer
