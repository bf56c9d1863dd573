"""`hard_sigmoid` is clip(0.2 x + 0.5, 0, 1) in Keras 2 and clip(x / 6 + 0.5, 0, 1) in Keras 3.

The new function of x is the old one of x / 1.2: the weights that make x are divided.
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.downgrades._downgrade import Downgrade, NotInKeras2Error
from rekeras.keras3.gates import GATES, GRU_GATES, LINEAR, scaled_blocks
from rekeras.keras3.objects import is_activation_key, is_function

downgrade = Downgrade(__name__)

NAME = "hard_sigmoid"
RATIO = 1 / 1.2


@downgrade.on()
def divide_weights(layer: Layer) -> Layer:
    used = [key for key, value in layer.config.items() if is_activation_key(key) and _name(value) == NAME]
    if not used:
        return layer
    gates, linear = GATES.get(layer.class_name), LINEAR.get(layer.class_name)
    if gates and layer.weights and ("activation" not in used or gates == GRU_GATES):
        blocks = tuple(("recurrent_activation" if is_gate else "activation") in used for is_gate in gates)
        weights = {name: scaled_blocks(tensor, blocks, RATIO) for name, tensor in layer.weights.items()}
    elif linear and layer.weights:
        weights = {
            name: scaled_blocks(tensor, (True,), RATIO) if name in linear else tensor
            for name, tensor in layer.weights.items()
        }
    else:
        raise NotInKeras2Error(f"has {used[0]} {NAME}, which has another slope in Keras 2, and no weights feed it")
    return replace(layer, config={**layer.config, **dict.fromkeys(used, NAME)}, weights=weights)


def _name(value: object) -> object:
    return value["config"] if isinstance(value, dict) and is_function(value) else value
