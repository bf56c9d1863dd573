"""The optimizer's variables in a file whose tensors have places: ``optimizer/vars/0`` and so on, in Keras's order."""

from __future__ import annotations

from collections.abc import Mapping

from rekeras.archive import StateTensor, Tensor

PLACES = ("optimizer/vars/", "optimizer/inner_optimizer/vars/")
"""The second is that of an optimizer that scales the loss: since TensorFlow 2.11 alone, in Keras 3 once more."""


def optimizer_places(tensors: Mapping[str, Tensor]) -> tuple[StateTensor, ...]:
    """The variables of the optimizer in its order."""
    for place in PLACES:
        numbered = ((path.removeprefix(place), path) for path in tensors if path.startswith(place))
        found = sorted((int(number), path) for number, path in numbered if number.isdigit())
        if found:
            return tuple(StateTensor(path, tensors[path]) for _number, path in found)
    return ()
