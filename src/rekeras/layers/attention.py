"""Attention layers.

MultiHeadAttention has four inner EinsumDense layers that no Keras 2 config mentions; their variables stand on the layer
itself as ``query/kernel`` … ``attention_output/bias``.
"""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, Shape, ShapeError, Spec, Variable

family = Family()


@family.on("Attention", "AdditiveAttention")
def attention(layer: Layer, inputs: Inputs) -> Description:
    """Called on ``[query, value]`` or ``[query, value, key]``; gives ``(batch, query length, value features)``."""
    query, value, key = _three(inputs.specs)
    variables = []
    if layer.class_name == "AdditiveAttention":
        if layer.config.get("use_scale", True):
            variables.append(Variable("scale", (_last(query.shape),)))
    else:
        if layer.config.get("use_scale"):
            variables.append(Variable("scale", ()))
        if layer.config.get("score_mode") == "concat":
            variables.append(Variable("concat_score_weight", ()))
    _require_equal(layer, query, key)
    output = None if query.shape is None or value.shape is None else (*query.shape[:-1], value.shape[-1])
    outputs: Any = Spec(output, query.dtype)
    if inputs.kwargs.get("return_attention_scores"):
        scores = None if query.shape is None or value.shape is None else (*query.shape[:-1], value.shape[-2])
        outputs = [outputs, Spec(scores, query.dtype)]
    return Description(tuple(variables), outputs)


@family.on("MultiHeadAttention")
def multi_head_attention(layer: Layer, inputs: Inputs) -> Description:
    """Called on ``query, value`` and perhaps ``key``, by position or by name."""
    given = dict(zip(("query", "value", "key"), inputs.args, strict=False)) | dict(inputs.kwargs)
    query, value = given.get("query", UNKNOWN), given.get("value", UNKNOWN)
    key = given.get("key") or value
    config = layer.config
    heads, key_dim = config["num_heads"], config["key_dim"]
    value_dim = config.get("value_dim") or key_dim
    output = config.get("output_shape")
    width = tuple([output] if isinstance(output, int) else output) if output else (_last(query.shape),)
    kernels = {
        "query": ((_last(query.shape), heads, key_dim), (heads, key_dim)),
        "key": ((_last(key.shape), heads, key_dim), (heads, key_dim)),
        "gate": ((_last(query.shape), heads, value_dim), (heads, value_dim)),
        "value": ((_last(value.shape), heads, value_dim), (heads, value_dim)),
        "attention_output": ((heads, value_dim, *width), width),
    }
    variables = _products(layer, kernels)
    shape = None if query.shape is None else (*query.shape[:-1], *width)
    outputs: Any = Spec(shape, query.dtype)
    if given.get("return_attention_scores"):
        outputs = [outputs, Spec(_score_shape(layer, query.shape, key.shape), query.dtype)]
    return Description(variables, outputs)


@family.on("GroupQueryAttention")
def group_query_attention(layer: Layer, inputs: Inputs) -> Description:
    """Several heads of queries share one head of keys and values."""
    given = dict(zip(("query", "value", "key"), inputs.args, strict=False)) | dict(inputs.kwargs)
    query, value = given.get("query", UNKNOWN), given.get("value", UNKNOWN)
    key = given.get("key") or value
    config, width = layer.config, _last(query.shape)
    heads, shared, size = config["num_query_heads"], config["num_key_value_heads"], config["head_dim"]
    if heads % shared:
        raise ShapeError(f"has {heads} heads of queries, which {shared} heads of keys cannot share evenly")
    kernels = {
        "query": ((width, heads, size), (heads, size)),
        "key": ((_last(key.shape), shared, size), (shared, size)),
        "gate": ((width, heads, size), (heads, size)),
        "value": ((_last(value.shape), shared, size), (shared, size)),
        "attention_output": ((heads, size, width), (width,)),
    }
    return Description(_products(layer, kernels), query)


def _products(layer: Layer, kernels: dict[str, tuple[Any, Any]]) -> tuple[Variable, ...]:
    """The variables of the inner EinsumDense layers, from the shapes of their kernels and biases."""
    variables = []
    for name, (kernel, bias) in kernels.items():
        if name == "gate" and not layer.config.get("use_gate"):
            continue
        variables.append(Variable(f"{name}/kernel", kernel))
        if layer.config.get("use_bias", True):
            variables.append(Variable(f"{name}/bias", bias))
    return tuple(variables)


def _score_shape(layer: Layer, query: Shape, key: Shape) -> Shape:
    if query is None or key is None:
        return None
    axes = layer.config.get("attention_axes")
    attended = [axes] if isinstance(axes, int) else list(axes or range(1, len(query) - 1))
    free = [axis for axis in range(1, len(query) - 1) if axis not in {one % len(query) for one in attended}]
    lengths = [[shape[axis] for axis in attended] for shape in (query, key)]
    return (query[0], *(query[axis] for axis in free), layer.config["num_heads"], *lengths[0], *lengths[1])


def _three(specs: tuple[Spec, ...]) -> tuple[Spec, Spec, Spec]:
    query = specs[0] if specs else UNKNOWN
    value = specs[1] if len(specs) > 1 else UNKNOWN
    return query, value, specs[2] if len(specs) > 2 else value


def _require_equal(layer: Layer, query: Spec, key: Spec) -> None:
    sizes = (_last(query.shape), _last(key.shape))
    if layer.config.get("score_mode", "dot") == "dot" and None not in sizes and sizes[0] != sizes[1]:
        raise ShapeError(f"compares queries of {sizes[0]} features with keys of {sizes[1]}")


def _last(shape: Shape) -> int | None:
    return shape[-1] if shape else None
