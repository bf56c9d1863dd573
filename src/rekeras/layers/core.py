"""The layers at the heart of most models: inputs, dense, embedding."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import Description, Family, Inputs, ShapeError, Spec, Variable

family = Family()


@family.on("InputLayer")
def input_layer(layer: Layer, _inputs: Inputs) -> Description:
    """What the config declares."""
    shape = layer.config.get("batch_shape") or layer.config.get("batch_input_shape")
    dtype = layer.config.get("dtype") or "float32"
    return Description(outputs=Spec(tuple(shape) if shape is not None else None, dtype))


@family.on("Dense")
def dense(layer: Layer, inputs: Inputs) -> Description:
    """``units`` numbers in place of the last axis."""
    shape, units = inputs.first.shape, layer.config["units"]
    if shape is not None and len(shape) < 2:
        raise ShapeError(f"needs at least 2 dimensions, and gets {shape}")
    variables = [Variable("kernel", (shape[-1] if shape else None, units))]
    if layer.config.get("use_bias", True):
        variables.append(Variable("bias", (units,)))
    return Description(tuple(variables), Spec((*shape[:-1], units) if shape else None, inputs.first.dtype))


@family.on("Embedding")
def embedding(layer: Layer, inputs: Inputs) -> Description:
    """A row of the table for each number."""
    table = Variable("embeddings", (layer.config["input_dim"], layer.config["output_dim"]))
    shape = inputs.first.shape
    return Description((table,), Spec((*shape, layer.config["output_dim"]) if shape is not None else None))


@family.on("Masking")
def masking(_layer: Layer, inputs: Inputs) -> Description:
    """Gives its input."""
    return Description(outputs=inputs.first)
