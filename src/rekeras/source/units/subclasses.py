"""Classes that are made of parts of Keras which are others now."""

from __future__ import annotations

from rekeras.source._sites import ClassDefinition
from rekeras.source._unit import Refused, Unit

unit = Unit(__name__)

OPTIMIZERS = "keras.optimizers."


@unit.on_class
def refuse(place: ClassDefinition) -> None:
    own = [place.meaning(base.value) for base in place.original.bases]
    if any(base.startswith(OPTIMIZERS) and "schedules" not in base for base in own):
        advice = "Write update_step(self, gradient, variable, learning_rate) and build(self, variables)."
        raise Refused("optimizers of Keras 3 have other methods than those before", advice)
    if "keras.layers.Recurrent" in own:
        raise Refused("Recurrent is gone", "Write a cell (call, state_size), and give it to keras.layers.RNN.")
