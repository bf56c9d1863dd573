"""An activation function of somebody's own is not in the file: given as source, it becomes operations behind the layer.

Symptom: Unknown activation function: 'my_activation' cannot be deserialized using Keras's own activations
Symptom: Could not interpret activation function identifier: my_activation
Symptom: Could not locate function 'my_activation'. Make sure custom classes are decorated with
https://keras.io/guides/serialization_and_saving/#custom-objects

Before: Dense(units=3, activation="my_activation"), and --lambda my_activation=file.py:my_activation
After: a model of Dense(units=3) and of the operations that the function does
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.bytecode.given import GivenFunction
from rekeras.keras3.objects import is_activation_key
from rekeras.layers._description import UNKNOWN, Spec
from rekeras.records import Safety
from rekeras.rules._activated import LAST
from rekeras.rules._drawing import mask_refused, may_be_masked
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT, early=True)

KEY = "activation"
CUSTOM = "Give the function with --custom FILE.py instead: then the result needs it too."


@rule.in_context(*LAST)
def put_behind(layer: Layer, context: Context) -> Upgraded | None:
    """The layer without it, and a Lambda of it, which the next rule translates."""
    function = layer.config.get(KEY)
    if not isinstance(function, GivenFunction):
        return None
    if may_be_masked(context):
        linear = layer.with_config({KEY: "linear"})
        return Upgraded(linear, findings=(mask_refused(layer, context, advice=CUSTOM),))
    spec = context.description.outputs if context.description else UNKNOWN
    sizes = list(spec.shape[1:]) if isinstance(spec, Spec) and spec.shape else None
    behind = Layer("Lambda", function.name, {"function": function, "output_shape": sizes})
    if layer.class_name == "Activation":
        common = {key: layer.config[key] for key in ("dtype", "trainable") if key in layer.config}
        return Upgraded(replace(behind, name=layer.name, config=common | dict(behind.config)))
    first = replace(layer.with_config({KEY: "linear"}), name="linear")
    return Upgraded(in_place(layer, (first, behind), context))


@rule.in_context()
def refuse_inside(layer: Layer, context: Context) -> Upgraded | None:
    """Between the steps of a recurrent layer, and in the heads of an attention, nothing can stand behind it."""
    inside = [
        key
        for key, value in layer.config.items()
        if is_activation_key(key) and isinstance(value, GivenFunction) and (layer.class_name not in LAST or key != KEY)
    ]
    if not inside:
        return None
    names = ", ".join(f"{key}={layer.config[key].name}" for key in inside)
    found = f"{names} acts inside {layer.class_name}, where no operation of Keras can stand"
    finding = context.refusal("activation_inside", found, expected="an activation that Keras has", advice=CUSTOM)
    return Upgraded(layer.with_config(dict.fromkeys(inside, "linear")), findings=(finding,))
