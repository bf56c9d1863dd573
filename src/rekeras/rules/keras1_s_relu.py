"""SReLU is gone: a line, bent at two learned places, for each element.

Symptom: Unknown layer: 'SReLU'
Symptom: Could not locate class 'SReLU'
https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
https://github.com/keras-team/keras/blob/1.2.2/keras/layers/advanced_activations.py

With the places t and u = t + w, w = |t_right|, and the slopes a left of t and b right of u, it is

    v - relu(v - w) + b relu(x - u) + t        where v = PReLU_a(x - t)

on Theano. TensorFlow takes relu(x - u) for relu(v - w), which is the same unless a is negative.

Before: SReLU()
After: Add of three branches of EinsumDense, PReLU and ReLU
"""

from __future__ import annotations

import numpy as np

from rekeras.archive import Call, Graph, Layer, MappedTensor, Tensor, TensorRef
from rekeras.records import Safety
from rekeras.rules._elementwise import known_sizes, scaled, spread
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.0", safety=Safety.EXACT)

RELU = {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}
P_RELU = {"alpha_initializer": "zeros", "alpha_regularizer": None, "alpha_constraint": None, "shared_axes": None}


@rule.in_context("SReLU")
def write_out(layer: Layer, context: Context) -> Upgraded:
    sizes = known_sizes(context)
    if sizes is None or not layer.weights:
        found = "the shape or the weights of SReLU are not known"
        advice = "Give the model inputs of a fixed size in the original framework, and save it again."
        return Upgraded(findings=(context.refusal("size_unknown", found, advice=advice),))
    weights, theano = layer.weights, context.source.backend == "theano"
    left, right = weights["t_left"], weights["t_right"]
    minus_left = _mapped((left,), lambda t: -t)
    minus_right = _mapped((left, right), lambda t, width: -(t + np.abs(width)))
    minus_width = _mapped((right,), lambda width: -np.abs(width))
    cut = _mapped((left,), lambda t: np.full_like(t, -1.0))
    config = {key: layer.config[key] for key in ("trainable",) if key in layer.config}
    batch = context.description.inputs.first.shape[:1] if context.description else (None,)  # type: ignore[index]
    layers = (
        Layer("InputLayer", "input", {"batch_shape": [*batch, *sizes], "dtype": "float32", "sparse": False}),
        scaled("from_left", None, minus_left, sizes),
        Layer("PReLU", "left", dict(P_RELU), {"alpha": spread(weights["a_left"], sizes)}),
        scaled("over", None, minus_width if theano else minus_right, sizes),
        Layer("ReLU", "excess", dict(RELU)),
        scaled("cut", cut, left, sizes),
        scaled("from_right", None, minus_right, sizes),
        Layer("ReLU", "right", dict(RELU)),
        scaled("rise", weights["a_right"], None, sizes),
        Layer("Add", "sum", {}),
    )
    graph = _graph("left" if theano else "input")
    return Upgraded(Layer("Functional", layer.name, config, layers=layers, graph=graph))


def _mapped(tensors: tuple[Tensor, ...], function: object) -> Tensor:
    return MappedTensor(tensors, function, tensors[0].shape, tensors[0].dtype)  # type: ignore[arg-type]


def _graph(cut_of: str) -> Graph:
    chains = (("from_left", "left"), ("over", "excess", "cut"), ("from_right", "right", "rise"))
    calls = []
    for start, chain in zip(("input", cut_of, "input"), chains, strict=True):
        for given, name in zip((start, *chain), chain, strict=False):
            calls.append(Call(name, 0, (TensorRef(given),)))
    calls.append(Call("sum", 0, ([TensorRef("left"), TensorRef("cut"), TensorRef("rise")],)))
    return Graph(tuple(calls), TensorRef("input"), TensorRef("sum"))
