"""Functional models got a class of their own; before, they were written as `Model` or `Network`.

Symptom: Could not locate class 'Functional'
Symptom: Could not locate class 'Model'
https://github.com/keras-team/keras/issues/19089

Before: {"class_name": "Model", "config": {"layers": ..., "input_layers": ..., "output_layers": ...}}
After: {"class_name": "Functional", ...}

A class of the user's own with the same form of config (`class MyModel(keras.Model)` built from inputs and outputs)
holds the same calls. Its forward pass is the one of Functional; its own methods (`train_step`, `call`) are not in the file.
"""  # noqa: E501 - error texts stay on one line, to be found

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.4", safety=Safety.LOSSLESS)

KERAS_NAMES = ("Model", "Network", "Functional")


@rule.in_context()
def name_functional(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if layer.graph is None or (layer.class_name == "Functional" and not layer.package):
        return None
    functional = replace(layer, class_name="Functional", package="")
    if layer.class_name in KERAS_NAMES and not layer.package:
        return functional
    finding = context.attention(
        "own_model_class",
        f"class {layer.class_name} is not Keras's own; the result is a plain Functional model with the same calls",
        advice=f"Methods of {layer.class_name} (train_step, call, …) are code and not in the file: add them to train.",
    )
    return Upgraded(functional, "The class of the model became Functional", Safety.LOSSY, (finding,))
