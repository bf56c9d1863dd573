"""The layers of keras-self-attention, written with layers of Keras.

Symptom: Unknown layer: 'SeqSelfAttention'
Symptom: Unknown layer: 'SeqWeightedAttention'
Symptom: Unknown layer: 'ScaledDotProductAttention'
https://github.com/CyberZHG/keras-self-attention

Before: SeqSelfAttention(units=32)
After: AdditiveAttention of Dense(32)(x), x and Dense(32)(x)

Before: SeqSelfAttention(attention_type="multiplicative", attention_activation="sigmoid")
After: Dot([Softmax(sigmoid(Dot([Dense(x), x]) + ba)), x])

Those with a width, or history_only, or called on masked sequences are refused: they divide by sums that may be tiny.
"""

from __future__ import annotations

from collections.abc import Mapping

from rekeras.archive import Layer, MappedTensor, Tensor
from rekeras.records import Finding, Safety
from rekeras.rules._drawing import Drawing, Ref, drawing_for, may_be_masked, shape_unknown
from rekeras.rules._others import DENSE
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="1.1", safety=Safety.EXACT)


@rule.in_context("SeqSelfAttention")
def attend_to_itself(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package or "attention_type" not in layer.config:
        return None
    draw, config = drawing_for(layer, context), layer.config
    weights = {name.rpartition("_")[2]: tensor for name, tensor in layer.weights.items()}
    if draw is None or "Wa" not in weights:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if config.get("attention_width") is not None or config.get("history_only") or may_be_masked(context):
        return Upgraded(findings=(_refusal(layer, context),))
    additive = config["attention_type"] == "additive"
    activation = config.get("attention_activation")
    if additive and activation in (None, "linear"):
        return Upgraded(_additive(draw, layer, weights))
    length = (draw.specs[0].shape or (None, None))[1]
    if additive and length is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    scores = _additive_scores(draw, weights, length) if additive else _products(draw, weights)
    shift = float(weights["ba"].read().reshape(())) if "ba" in weights else 0.0
    shifted = draw("Rescaling", "shifted", scores, {"scale": 1.0, "offset": shift})
    active = draw("Activation", "active", shifted, {"activation": activation or "linear"})
    shares = draw("Softmax", "shares", active, {"axis": -1})
    attended = draw("Dot", "attended", (shares, draw.inputs[0]), {"axes": [2, 1], "normalize": False})
    return Upgraded(draw.model([attended, shares] if config.get("return_attention") else attended))


@rule.in_context("SeqWeightedAttention")
def weigh(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package or "return_attention" not in layer.config:
        return None
    draw = drawing_for(layer, context)
    weights = {name.rpartition("_")[2]: tensor for name, tensor in layer.weights.items()}
    features = draw.specs[0].shape[-1] if draw and draw.specs[0].shape else None
    if draw is None or "W" not in weights or features is None:
        return Upgraded(findings=(shape_unknown(layer, context),))
    if may_be_masked(context):
        return Upgraded(findings=(_refusal(layer, context),))
    scores = _dense(draw, "scores", weights["W"], weights.get("b"))
    shares = draw("Softmax", "shares", scores, {"axis": 1})
    mean = draw("Dot", "mean", (draw.inputs[0], shares), {"axes": [1, 1], "normalize": False})
    flat = draw("Reshape", "flat", mean, {"target_shape": [features]})
    if not layer.config["return_attention"]:
        return Upgraded(draw.model(flat))
    return Upgraded(draw.model([flat, draw("Reshape", "flat_shares", shares, {"target_shape": [-1]})]))


@rule.in_context("ScaledDotProductAttention")
def attend(layer: Layer, context: Context) -> Upgraded | None:
    if layer.package or "history_only" not in layer.config:
        return None
    draw = drawing_for(layer, context)
    if draw is None or len(draw.inputs) not in (1, 3) or not (size := (draw.specs[0].shape or (None,))[-1]):
        return Upgraded(findings=(shape_unknown(layer, context),))
    if layer.config["history_only"] or may_be_masked(context):
        return Upgraded(findings=(_refusal(layer, context),))
    query, key, value = draw.inputs * (3 // len(draw.inputs))
    scaled = draw("Rescaling", "scaled", query, {"scale": size**-0.5, "offset": 0.0})
    return Upgraded(_with_scores(draw, layer, "Attention", (scaled, value, key), {}))


def _additive(draw: Drawing, layer: Layer, weights: Mapping[str, Tensor]) -> Layer:
    """The bias of the scores does not change their softmax."""
    query, key = _dense(draw, "query", weights["Wt"], weights.get("bh")), _dense(draw, "key", weights["Wx"], None)
    return _with_scores(draw, layer, "AdditiveAttention", (query, draw.inputs[0], key), {"scale": _flat(weights["Wa"])})


def _with_scores(
    draw: Drawing, layer: Layer, class_name: str, given: tuple[Ref, ...], weights: dict[str, Tensor]
) -> Layer:
    attention = Layer(class_name, "attention", {"use_scale": bool(weights), "dropout": 0.0}, weights)
    if class_name == "Attention":
        attention = attention.with_config({"score_mode": "dot"})
    scores = {"return_attention_scores": True} if layer.config.get("return_attention") else {}
    attended = draw.put(attention, given, **scores)
    return draw.model([attended, Ref("attention", 0, 1)] if scores else attended)


def _additive_scores(draw: Drawing, weights: Mapping[str, Tensor], length: int | None) -> Ref:
    query, key = _dense(draw, "query", weights["Wt"], weights.get("bh")), _dense(draw, "key", weights["Wx"], None)
    units = weights["Wa"].shape[0]
    rows = draw("Reshape", "rows", query, {"target_shape": [-1, 1, units]})
    columns = draw("Reshape", "columns", key, {"target_shape": [1, -1, units]})
    pairs = draw("Activation", "pairs", draw("Add", "sums", (rows, columns)), {"activation": "tanh"})
    equation = {"equation": "abcd,d->abc", "output_shape": [length, length], "bias_axes": None}
    config = {key: value for key, value in DENSE.items() if key != "use_bias"} | equation
    return draw("EinsumDense", "scores", pairs, config, {"kernel": _flat(weights["Wa"])})


def _products(draw: Drawing, weights: Mapping[str, Tensor]) -> Ref:
    query = _dense(draw, "query", weights["Wa"], None)
    return draw("Dot", "scores", (query, draw.inputs[0]), {"axes": [2, 2], "normalize": False})


def _dense(draw: Drawing, name: str, kernel: Tensor, bias: Tensor | None) -> Ref:
    config = {**DENSE, "units": kernel.shape[1], "use_bias": bias is not None}
    weights = {"kernel": kernel} | ({"bias": bias} if bias is not None else {})
    return draw("Dense", name, draw.inputs[0], config, weights)


def _flat(tensor: Tensor) -> Tensor:
    return MappedTensor((tensor,), lambda array: array.reshape(-1), tensor.shape[:1], tensor.dtype)


def _refusal(layer: Layer, context: Context) -> Finding:
    return context.refusal(
        "self_attention",
        f"{layer.class_name} of keras-self-attention with a width, a history or a mask",
        expected="attention to the whole sequence, without a mask",
        advice="Keep this model in the framework that made it, or report the file to rekeras.",
    )
