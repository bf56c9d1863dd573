"""Layers that models are mostly made of: inputs, dense products, embeddings."""

from __future__ import annotations

from typing import Any

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, Shape, ShapeError, Spec, Variable
from rekeras.layers._dtype import float_dtype
from rekeras.layers._einsum import dense_shapes

family = Family()


@family.on("InputLayer")
def input_layer(layer: Layer, inputs: Inputs) -> Description:
    """Gives what it declares; a shape from outside only where it declares none."""
    dtype = layer.config.get("dtype")
    dtype = dtype if isinstance(dtype, str) else "float32"
    for key in ("batch_shape", "batch_input_shape"):
        shape = layer.config.get(key)
        if isinstance(shape, list | tuple):
            return Description(outputs=Spec(tuple(shape), dtype))
    shape = layer.config.get("input_shape", layer.config.get("shape"))
    if isinstance(shape, list | tuple):
        return Description(outputs=Spec((layer.config.get("batch_size"), *shape), dtype))
    return Description(outputs=inputs.first)


@family.on("Dense")
def dense(layer: Layer, inputs: Inputs) -> Description:
    """A product with the last axis."""
    units, shape = layer.config["units"], inputs.first.shape
    if shape is not None and len(shape) < 2:
        raise ShapeError(f"needs inputs of at least 2 dimensions, batch included, and gets {shape}")
    features = shape[-1] if shape else None
    output = None if shape is None else (*shape[:-1], units)
    variables = _with_bias(layer, Variable("kernel", (features, units)), (units,))
    return Description(variables, Spec(output, float_dtype(layer, inputs.first)))


@family.on("EinsumDense")
def einsum_dense(layer: Layer, inputs: Inputs) -> Description:
    """A product as its ``equation`` says, with a bias over ``bias_axes``."""
    output_shape = layer.config["output_shape"]
    sizes = (output_shape,) if isinstance(output_shape, int) else tuple(output_shape)
    bias_axes = layer.config.get("bias_axes")
    kernel, bias, output = dense_shapes(layer.config["equation"], inputs.first.shape, sizes, bias_axes)
    variables = [Variable("kernel", kernel)]
    if bias_axes:
        variables.append(Variable("bias", bias))
    return Description(tuple(variables), Spec(output, float_dtype(layer, inputs.first)))


@family.on("Embedding")
def embedding(layer: Layer, inputs: Inputs) -> Description:
    """A row of ``output_dim`` numbers for each index; ``input_length`` stands in for an unknown length."""
    width = layer.config["output_dim"]
    variables = (Variable("embeddings", (layer.config["input_dim"], width)),)
    output = None if inputs.first.shape is None else (*_lengths(layer, inputs.first.shape), width)
    return Description(variables, Spec(output, float_dtype(layer, UNKNOWN)))


@family.on("ReversibleEmbedding")
def reversible_embedding(layer: Layer, inputs: Inputs) -> Description:
    """An Embedding that also goes back from numbers to logits over the vocabulary (``reverse=True``)."""
    indices, width = layer.config["input_dim"], layer.config["output_dim"]
    variables = [Variable("embeddings", (indices, width))]
    if not layer.config.get("tie_weights", True):
        variables.append(Variable("reverse_embeddings", (width, indices)))
    shape = inputs.first.shape
    output: Shape = None
    if shape is not None:
        output = (*shape[:-1], indices) if inputs.kwargs.get("reverse") else (*shape, width)
    return Description(tuple(variables), Spec(output, float_dtype(layer, UNKNOWN)))


@family.on("Masking", "Identity")
def unchanged(_layer: Layer, inputs: Inputs) -> Description:
    """Gives its input."""
    return Description(outputs=inputs.args[0] if inputs.args else UNKNOWN)


@family.on("Lambda")
def function(layer: Layer, inputs: Inputs) -> Description:
    """Only its code knows, unless the config gives ``output_shape`` (without the batch)."""
    declared: Any = layer.config.get("output_shape")
    if not isinstance(declared, list | tuple) or not all(size is None or isinstance(size, int) for size in declared):
        return Description()
    batch = inputs.first.shape[0] if inputs.first.shape else None
    return Description(outputs=Spec((batch, *declared), inputs.first.dtype))


def _with_bias(layer: Layer, kernel: Variable, bias: tuple[int, ...]) -> tuple[Variable, ...]:
    return (kernel, Variable("bias", bias)) if layer.config.get("use_bias", True) else (kernel,)


def _lengths(layer: Layer, shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
    lengths = layer.config.get("input_length")
    declared = [lengths] if isinstance(lengths, int) else list(lengths or ())
    if len(declared) != len(shape) - 1:
        return shape
    return (shape[0], *(size if size is not None else length for size, length in zip(shape[1:], declared, strict=True)))
