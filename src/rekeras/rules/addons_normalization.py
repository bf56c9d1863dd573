"""GroupNormalization and InstanceNormalization of tensorflow_addons: Keras took the first of them in as it was.

Symptom: Unknown layer: 'Addons>InstanceNormalization'
Symptom: Unknown layer: 'Addons>GroupNormalization'
Symptom: Could not locate class 'InstanceNormalization'
https://github.com/tensorflow/addons/blob/master/tensorflow_addons/layers/normalizations.py
https://github.com/keras-team/keras/pull/16938

Before: tfa.layers.InstanceNormalization(axis=-1)
After: GroupNormalization(groups=-1, axis=-1)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rekeras.archive import Layer, Tensor
from rekeras.records import Safety
from rekeras.rules._rule import Rule

rule = Rule(__name__, changed_in="2.11", safety=Safety.LOSSLESS)

PACKAGE = "Addons"
EACH_CHANNEL = -1


@rule.on("GroupNormalization", "InstanceNormalization")
def take_keras_own(layer: Layer) -> Layer | None:
    """Other packages have layers of these names, and other formulas."""
    axis = layer.config.get("axis", -1)
    weights = _own_names(layer)
    if layer.package != PACKAGE or not isinstance(axis, int) or axis < -1 or weights is None:
        return None
    instance = layer.class_name == "InstanceNormalization"
    groups = layer.config.get("groups", EACH_CHANNEL if instance else None)
    if not isinstance(groups, int):
        return None
    plain = layer.with_config({"groups": EACH_CHANNEL if instance else groups})
    return replace(plain, class_name="GroupNormalization", package="", weights=weights)


def _own_names(layer: Layer) -> Mapping[str, Tensor] | None:
    """The weights under their variables' names; None where they are not those of such a layer."""
    found = {name.rpartition("/")[2]: tensor for name, tensor in layer.weights.items()}
    wanted = [name for name, key in (("gamma", "scale"), ("beta", "center")) if layer.config.get(key, True)]
    if found and found.keys() != set(wanted):
        return None
    return {name: found[name] for name in wanted if name in found}
