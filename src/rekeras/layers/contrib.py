"""Layers of keras_contrib, of the keras-self-attention family and of keras.applications; their files name no package.

Source: https://github.com/keras-team/keras-contrib, https://github.com/CyberZHG
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, Shape, ShapeError, Spec, Variable

family = Family()

AUTHORS = "its author>"
"""The package of classes that have the name of one of Keras's own; see the rule ``namesakes``."""


@family.on("InstanceNormalization", f"{AUTHORS}GroupNormalization", f"{AUTHORS}LayerNormalization")
def normalization(layer: Layer, inputs: Inputs) -> Description:
    """Scale and offset along ``axis``, the last one where none is said; one number each where it is None."""
    axis, shape = layer.config.get("axis", -1), inputs.first.shape
    if shape is not None and axis is not None and not -len(shape) <= axis < len(shape):
        raise ShapeError(f"normalizes axis {axis}, which {shape} does not have")
    size = (1 if axis is None else None if shape is None else shape[axis],)
    names = [name for name, key in (("gamma", "scale"), ("beta", "center")) if layer.config.get(key, True)]
    return Description(tuple(Variable(name, size) for name in names), inputs.first)


@family.on("PELU")
def parametric_elu(layer: Layer, inputs: Inputs) -> Description:
    """Two numbers for each element, shared along ``shared_axes`` (counted from 1)."""
    shape = None
    if inputs.first.shape is not None:
        shared = layer.config.get("shared_axes") or ()
        shape = tuple(1 if axis in shared else size for axis, size in enumerate(inputs.first.shape) if axis)
    return Description((Variable("alpha", shape), Variable("beta", shape)), inputs.first)


@family.on("Swish")
def swish(layer: Layer, inputs: Inputs) -> Description:
    """A factor, which is a variable where it is trained."""
    variables = (Variable("scaling_factor", ()),) if layer.config.get("trainable") and "beta" in layer.config else ()
    return Description(variables, inputs.first)


@family.on("LayerScale")
def layer_scale(layer: Layer, inputs: Inputs) -> Description:
    """One factor for each channel, which the layer makes without a name."""
    return Description((Variable("Variable", (layer.config.get("projection_dim"),)),), inputs.first)


@family.on("FixedDropout", "SineReLU", "StochasticDepth")
def without_state(_layer: Layer, inputs: Inputs) -> Description:
    """As many numbers as it gets."""
    return Description(outputs=inputs.first)


@family.on("SubPixelUpscaling")
def sub_pixel_upscaling(layer: Layer, inputs: Inputs) -> Description:
    """Channels become rows and columns."""
    shape, factor = inputs.first.shape, layer.config.get("scale_factor", 2)
    if shape is None or len(shape) != 4:
        return Description()
    first = layer.config.get("data_format") == "channels_first"
    rows, columns, channels = (shape[2], shape[3], shape[1]) if first else shape[1:]
    sizes = [None if size is None else size * factor for size in (rows, columns)]
    depth = None if channels is None else channels // factor**2
    return Description(
        outputs=Spec((shape[0], depth, *sizes) if first else (shape[0], *sizes, depth), inputs.first.dtype)
    )


@family.on("SeqSelfAttention")
def self_attention(layer: Layer, inputs: Inputs) -> Description:
    """The variables carry the name of the layer, which may have been another one when they were saved."""
    config, given, units = layer.config, inputs.first, layer.config.get("units", 32)
    features = given.shape[-1] if given.shape else None
    shapes: list[tuple[str, Shape]]
    if config.get("attention_type", "additive") == "additive":
        shapes = [("Add_Wt", (features, units)), ("Add_Wx", (features, units))]
        shapes += [("Add_bh", (units,))] if config.get("use_additive_bias", True) else []
        shapes += [("Add_Wa", (units, 1))]
    else:
        shapes = [("Mul_Wa", (features, features))]
    if config.get("use_attention_bias", True):
        shapes.append((f"{shapes[-1][0][:4]}ba", (1,)))
    variables = tuple(Variable(f"{layer.name}_{name}", shape) for name, shape in shapes)
    return Description(variables, _with_scores(layer, given, given, given))


@family.on("SeqWeightedAttention")
def weighted_attention(layer: Layer, inputs: Inputs) -> Description:
    """One number for each feature."""
    shape = inputs.first.shape
    variables = [Variable(f"{layer.name}_W", (shape[-1] if shape else None, 1))]
    if layer.config.get("use_bias", True):
        variables.append(Variable(f"{layer.name}_b", (1,)))
    result = Spec((shape[0], shape[-1]) if shape else None, inputs.first.dtype)
    scores = Spec(shape[:2] if shape else None, inputs.first.dtype)
    return Description(tuple(variables), [result, scores] if layer.config.get("return_attention") else result)


@family.on("ScaledDotProductAttention")
def scaled_attention(layer: Layer, inputs: Inputs) -> Description:
    """Called on ``[query, key, value]``, or on one tensor for all of them."""
    specs = inputs.specs if len(inputs.specs) == 3 else (inputs.specs or (UNKNOWN,))[:1] * 3
    return Description(outputs=_with_scores(layer, *specs))


def _with_scores(layer: Layer, query: Spec, key: Spec, value: Spec) -> Spec | list[Spec]:
    shape = (*query.shape[:-1], value.shape[-1]) if query.shape and value.shape else None
    attended = Spec(shape, query.dtype)
    if not layer.config.get("return_attention"):
        return attended
    scores = (*query.shape[:2], key.shape[1]) if query.shape and key.shape else None
    return [attended, Spec(scores, query.dtype)]


@family.on("FeedForward")
def feed_forward(layer: Layer, inputs: Inputs) -> Description:
    """Two products, one after the other."""
    units, width = layer.config.get("units"), inputs.first.shape[-1] if inputs.first.shape else None
    biased = layer.config.get("use_bias", True)
    shapes = [("W1", (width, units)), ("b1", (units,)), ("W2", (units, width)), ("b2", (width,))]
    variables = tuple(Variable(f"{layer.name}_{name}", shape) for name, shape in shapes if biased or name[0] == "W")
    return Description(variables, inputs.first)


@family.on("PositionEmbedding", "TrigPosEmbedding")
def position_embedding(layer: Layer, inputs: Inputs) -> Description:
    """Embeddings of places, added to what it gets, behind it, or instead of it."""
    config, given = layer.config, inputs.first
    mode, width = config.get("mode", "add"), config.get("output_dim")
    variables: tuple[Variable, ...] = ()
    if layer.class_name == "PositionEmbedding":
        count = config["input_dim"] * 2 + 1 if mode == "expand" else config["input_dim"]
        variables = (Variable("embeddings", (count, width)),)
    if given.shape is None or mode == "add":
        return Description(variables, given)
    if mode == "expand":
        return Description(variables, Spec((*given.shape, width)))
    last = given.shape[-1]
    joined = None if last is None or width is None else last + width
    return Description(variables, Spec((*given.shape[:-1], joined), given.dtype))
