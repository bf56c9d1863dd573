"""Activations of tensorflow_addons: some are Keras's own by now, others are written out as layers.

Symptom: Unknown activation function: 'Addons>mish'
Symptom: Unknown activation function: 'Addons>gelu'
Symptom: Could not interpret activation function identifier: Addons>gelu
Symptom: Could not locate function 'mish'. Make sure custom classes are decorated with
https://github.com/tensorflow/addons/tree/v0.20.0/tensorflow_addons/activations

Before: Dense(units=3, activation="Addons>hardshrink")
After: Dense(units=3, activation="hard_shrink")

Before: Dense(units=3, activation="Addons>lisht")
After: a model of Dense(units=3), Activation("tanh") and Multiply

gelu is the approximation with tanh there, which an activation of Keras 3 cannot be asked for by its name; sparsemax of
Keras 3 computes something else, up to 3.15 at least.
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.objects import is_activation_key, is_function
from rekeras.layers._description import UNKNOWN, Spec
from rekeras.records import Safety
from rekeras.rules._activated import LAST
from rekeras.rules._drawing import drawing_for, shape_unknown
from rekeras.rules._formulas import FORMULAS, RRELU_SLOPE
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.11", safety=Safety.EXACT)

PACKAGE = "Addons"
TWINS: dict[str, Any] = {
    "hardshrink": "hard_shrink",
    "mish": "mish",
    "softshrink": "soft_shrink",
    "tanhshrink": "tanh_shrink",
}
RRELU = {"module": "keras.layers", "class_name": "LeakyReLU", "registered_name": None} | {
    "config": {"name": "rrelu", "negative_slope": RRELU_SLOPE}
}
"""Outside training, a fixed slope between the bounds; for layers that cannot have one behind them."""


@rule.in_context(*LAST)
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    name = _addons_name(layer.config.get("activation"))
    if name not in FORMULAS:
        return None
    draw = drawing_for(layer, context)
    spec = context.description.outputs if context.description else UNKNOWN
    if draw is None or not isinstance(spec, Spec) or not spec.shape or spec.shape[-1] is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    x = draw.inputs[0]
    if layer.class_name != "Activation":
        x = draw(layer.class_name, "linear", x, dict(layer.config) | {"activation": "linear"}, layer.weights)
    return Upgraded(draw.model(FORMULAS[name](draw, x, spec, name)))


@rule.on()
def take_twin(layer: Layer) -> Layer | None:
    twins = {key: _twin(value) for key, value in layer.config.items() if is_activation_key(key)}
    changes = {key: twin for key, twin in twins.items() if twin is not None}
    return layer.with_config(changes) if changes else None


def _twin(value: Any) -> Any:
    name = _addons_name(value)
    return RRELU if name == "rrelu" else TWINS.get(name)


def _addons_name(value: Any) -> str:
    """The name of a function of tensorflow_addons; empty for any other activation."""
    if is_function(value):
        registered = str(value.get("registered_name") or "")
        own_module = str(value.get("module") or "").partition(".")[0] == "tensorflow_addons"
        named = (value["config"], registered, f"{PACKAGE}>{value['config']}" if own_module else "")
        value = next((one for one in named if ">" in one), "")
    package, _, name = str(value).rpartition(">")
    return name if package == PACKAGE else ""
