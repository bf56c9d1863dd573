"""`hard_sigmoid` got another slope: clip(0.2 x + 0.5, 0, 1) in Keras 1 and 2, clip(x / 6 + 0.5, 0, 1) in Keras 3.

Nobody sees an error: the model loads and computes something else. LSTM and GRU of standalone Keras up to 2.2.5 and of
TensorFlow 1 use it by default, ConvLSTM in every Keras 2.

Symptom: hard_sigmoid gives other values in Keras 3
https://github.com/tensorflow/tensorflow/issues/65381

The old function of x is the new one of 1.2 x. So the weights that make x are multiplied by 1.2, in float64: the kernel
and the bias of a Dense or convolution, the gates of a recurrent layer, the candidate of a GRU. An Activation layer
becomes Rescaling(0.2, 0.5) and ReLU(max_value=1), which is the old function itself. Nothing feeds the cell state of an
LSTM: there these two become its activation.

Where the model carries the state of an optimizer, that is also what a layer that is trained gets as its activation:
with other weights the next step of training would be another one.
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer, Tensor
from rekeras.keras3.gates import GATES, GRU_GATES, LINEAR, scaled_blocks
from rekeras.keras3.naming import to_snake_case
from rekeras.keras3.objects import written
from rekeras.records import Safety
from rekeras.rules._in_place import in_place
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="3.0", safety=Safety.EXACT)

OLD = "hard_sigmoid"
NEW = {"module": "keras.activations", "class_name": "function", "config": OLD, "registered_name": OLD}
"""What Keras 3 calls hard_sigmoid, spelled so that it cannot be taken for the old function again."""

SLOPE = 1.2
STEPS: tuple[tuple[str, dict[str, float]], ...] = (
    ("Rescaling", {"scale": 0.2, "offset": 0.5}),
    ("ReLU", {"max_value": 1.0, "negative_slope": 0.0, "threshold": 0.0}),
)
"""The old function, as layers."""
WRITTEN = written(
    "keras",
    "Sequential",
    {"name": "old_hard_sigmoid", "layers": [written("keras.layers", name, config) for name, config in STEPS]},
)
CELL_STATE = "hard_sigmoid became Rescaling and ReLU: it is applied to the cell state, too, which no weights feed"
TRAINS = "hard_sigmoid became Rescaling and ReLU, not other weights: the optimizer goes on where it was"


@rule.in_context(*GATES)
def fold_into_gates(layer: Layer, context: Context) -> Upgraded | None:
    keys = {"recurrent_activation": OLD, "activation": None} | dict(layer.config)
    old = [key for key in ("recurrent_activation", "activation") if keys[key] == OLD]
    if not old:
        return None
    if _is_trained(layer, context):
        return Upgraded(layer.with_config(dict.fromkeys(old, WRITTEN)), TRAINS)
    gates = GATES[layer.class_name]
    if "activation" in old and gates != GRU_GATES:
        return Upgraded(layer.with_config(dict.fromkeys(old, WRITTEN)), CELL_STATE)
    scaled = tuple(("recurrent_activation" if is_gate else "activation") in old for is_gate in gates)
    weights = {name: scaled_blocks(tensor, scaled, SLOPE) for name, tensor in layer.weights.items()}
    return _folded(layer.with_config(dict.fromkeys(old, NEW)), weights, context)


@rule.in_context(*LINEAR)
def fold_into_kernel(layer: Layer, context: Context) -> Upgraded | None:
    if layer.config.get("activation") != OLD:
        return None
    if _is_trained(layer, context):
        return Upgraded(layer.with_config({"activation": WRITTEN}), TRAINS)
    names = LINEAR[layer.class_name]
    weights = {
        name: scaled_blocks(tensor, (True,), SLOPE) if name in names else tensor
        for name, tensor in layer.weights.items()
    }
    return _folded(layer.with_config({"activation": NEW}), weights, context)


@rule.in_context("Activation")
def write_out(layer: Layer, context: Context) -> Upgraded | None:
    if layer.config.get("activation") != OLD:
        return None
    return Upgraded(in_place(layer, tuple(Layer(name, to_snake_case(name), config) for name, config in STEPS), context))


@rule.in_context("SimpleRNN", "SimpleRNNCell")
def fold_into_state(layer: Layer, context: Context) -> Upgraded | None:
    """Kernel, recurrent kernel and bias all feed the one activation."""
    if layer.config.get("activation") != OLD:
        return None
    if _is_trained(layer, context):
        return Upgraded(layer.with_config({"activation": WRITTEN}), TRAINS)
    weights = {name: scaled_blocks(tensor, (True,), SLOPE) for name, tensor in layer.weights.items()}
    return _folded(layer.with_config({"activation": NEW}), weights, context)


def _is_trained(layer: Layer, context: Context) -> bool:
    return context.model.trains and layer.config.get("trainable", True) is not False


def _folded(layer: Layer, weights: dict[str, Tensor], context: Context) -> Upgraded:
    if weights:
        return Upgraded(replace(layer, weights=weights))
    finding = context.attention(
        "hard_sigmoid_without_weights",
        "hard_sigmoid of Keras 3 is flatter, and there are no weights here that could make up for it",
        advice="Convert the model together with its weights; to train anew, mind that gates saturate later.",
    )
    return Upgraded(layer, safety=Safety.LOSSY, findings=(finding,))
