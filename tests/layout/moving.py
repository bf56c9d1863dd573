"""Single layers put to channels last, for the tests of families."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Spec
from rekeras.layout.axes import Axes, channels_last
from rekeras.layout.family import Given, Moved
from rekeras.layout.walk import movers

IMAGE = channels_last(4)
SHAPE = (None, 3, 8, 9)


def moved(layer: Layer, *orders: Axes, shapes: tuple[tuple[int | None, ...], ...] = ()) -> Moved | None:
    """What becomes of a layer that is called on tensors in these orders."""
    specs = tuple(Spec(shape) for shape in shapes) or (Spec(SHAPE),) * len(orders)
    return movers()[layer.class_name](layer, Given(orders, specs))
