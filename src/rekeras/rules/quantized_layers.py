"""Quantized layers of Keras 3 keep their kernels as whole numbers with scales, in a layout that changes with versions.

Symptom: Layer 'dense' expected 3 variables, but received 2 variables during loading
https://keras.io/guides/int8_quantization_in_keras/

Before: Dense(dtype=QuantizedDTypePolicy("int8", "float32"))
After: a refusal
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._dtype import quantization
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.4", safety=Safety.MANUAL, of_every_source=True)


@rule.in_context()
def refuse_quantized(layer: Layer, context: Context) -> Upgraded | None:
    mode = quantization(layer)
    if not mode or layer.is_model:
        return None
    refusal = context.refusal(
        "quantized_layer",
        f"{layer.class_name} is quantized ({mode})",
        expected="a layer with floating numbers",
        advice="Convert the model as it was before model.quantize(), and quantize the result again.",
    )
    return Upgraded(findings=(refusal,))
