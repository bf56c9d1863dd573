"""Layers of tensorflow_addons that have a twin in Keras, under the package they are registered in.

Source: ``tensorflow_addons/layers`` and ``tensorflow_addons/rnn`` of 0.11 to 0.20.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rekeras.archive import Layer
from rekeras.describe import describe_inner
from rekeras.layers._description import UNKNOWN, Description, Family, Inputs, Shape, ShapeError, Spec, Variable
from rekeras.layers._dtype import float_dtype
from rekeras.layers._sequence import sequence_of, walked

family = Family()


@family.on("Addons>GELU", "Addons>PoincareNormalize", "Addons>Sparsemax")
def without_state(_layer: Layer, inputs: Inputs) -> Description:
    """As many numbers as it gets."""
    return Description(outputs=inputs.first)


@family.on("Addons>Snake")
def snake(_layer: Layer, inputs: Inputs) -> Description:
    """One frequency, which the layer makes without a name."""
    return Description((Variable("Variable", ()),), inputs.first)


@family.on("Addons>TLU")
def thresholded(layer: Layer, inputs: Inputs) -> Description:
    """A threshold, and perhaps a slope, for each element."""
    shape = None if inputs.first.shape is None else inputs.first.shape[1:]
    names = ("tau", "alpha") if layer.config.get("affine") else ("tau",)
    return Description(tuple(Variable(name, shape) for name in names), inputs.first)


@family.on("Addons>GroupNormalization", "Addons>InstanceNormalization")
def grouped(layer: Layer, inputs: Inputs) -> Description:
    """Scale and offset along ``axis``."""
    axis, shape = layer.config.get("axis", -1), inputs.first.shape
    if shape is not None and not -len(shape) <= axis < len(shape):
        raise ShapeError(f"normalizes axis {axis}, which {shape} does not have")
    size = (None if shape is None else shape[axis],)
    names = [name for name, key in (("gamma", "scale"), ("beta", "center")) if layer.config.get(key, True)]
    return Description(tuple(Variable(name, size) for name in names), inputs.first)


@family.on("Addons>FilterResponseNormalization")
def filter_response(layer: Layer, inputs: Inputs) -> Description:
    """Scale and offset for each channel of images, and perhaps a learned addition to epsilon."""
    channels = (1, 1, 1, inputs.first.shape[-1] if inputs.first.shape else None)
    learned = [Variable("learned_epsilon", (1,))] if layer.config.get("learned_epsilon") else []
    return Description((*learned, Variable("gamma", channels), Variable("beta", channels)), inputs.first)


@family.on("Addons>Maxout")
def maxout(layer: Layer, inputs: Inputs) -> Description:
    """The greatest of each ``num_units``-th number along ``axis``."""
    shape, axis, units = inputs.first.shape, layer.config.get("axis", -1), layer.config["num_units"]
    if shape is None:
        return Description()
    given = list(shape)
    if given[axis] is not None and given[axis] % units:
        raise ShapeError(f"{units} units do not divide an axis of {given[axis]}")
    given[axis] = units
    return Description(outputs=Spec(tuple(given), inputs.first.dtype))


@family.on("Addons>NoisyDense")
def noisy_dense(layer: Layer, inputs: Inputs) -> Description:
    """A Dense whose kernel is a mean and a width times the noise that is kept; before 0.15 it was not kept."""
    units, shape = layer.config["units"], inputs.first.shape
    kernel: Shape = (shape[-1] if shape else None, units)
    names = [("kernel", kernel)] + ([("bias", (units,))] if layer.config.get("use_bias", True) else [])
    variables = [Variable(f"{what}_{name}", size) for name, size in names for what in ("sigma", "mu")]
    variables += [Variable(f"eps_{name}", size, trainable=False) for name, size in names]
    output = None if shape is None else (*shape[:-1], units)
    return Description(tuple(variables), Spec(output, float_dtype(layer, inputs.first)))


@family.on("Addons>PolynomialCrossing")
def polynomial_crossing(layer: Layer, inputs: Inputs) -> Description:
    """A square matrix, or two of a lower rank."""
    first = inputs.specs[0] if inputs.specs else UNKNOWN
    size, rank = (first.shape[-1] if first.shape else None), layer.config.get("projection_dim")
    variables = [Variable("kernel", (size, size))]
    if rank is not None:
        variables = [Variable("kernel_u", (size, rank)), Variable("kernel_v", (rank, size))]
    if layer.config.get("use_bias", True):
        variables.append(Variable("bias", (size,)))
    return Description(tuple(variables), first)


@family.on("Addons>StochasticDepth")
def stochastic_depth(_layer: Layer, inputs: Inputs) -> Description:
    """A shortcut and a part of a residual."""
    return Description(outputs=inputs.specs[0] if inputs.specs else UNKNOWN)


@family.on(*(f"Addons>Adaptive{kind}Pooling{rank}D" for kind in ("Average", "Max") for rank in (1, 2, 3)))
def adaptive_pooling(layer: Layer, inputs: Inputs) -> Description:
    """Images of the size that is wanted."""
    shape = inputs.first.shape
    if shape is None:
        return Description()
    wanted = output_size(layer.config["output_size"], len(shape) - 2)
    first = layer.config.get("data_format") == "channels_first"
    sizes = (*shape[:2], *wanted) if first else (shape[0], *wanted, shape[-1])
    return Description(outputs=Spec(sizes, inputs.first.dtype))


def output_size(value: Any, rank: int) -> tuple[int, ...]:
    """A size for each axis, where the config has one number or a list."""
    return (value,) * rank if isinstance(value, int) else tuple(value)


@family.on("Addons>SpatialPyramidPooling2D")
def spatial_pyramid_pooling(layer: Layer, inputs: Inputs) -> Description:
    """All bins of all levels, one after the other."""
    shape = inputs.first.shape
    if shape is None:
        return Description()
    count = sum(rows * columns for rows, columns in (output_size(level, 2) for level in layer.config["bins"]))
    first = layer.config.get("data_format") == "channels_first"
    sizes = (shape[0], shape[1], count) if first else (shape[0], count, shape[-1])
    return Description(outputs=Spec(sizes, inputs.first.dtype))


@family.on("Addons>MultiHeadAttention")
def multi_head_attention(layer: Layer, inputs: Inputs) -> Description:
    """Called on ``[query, key]`` or ``[query, key, value]``; heads come first in its kernels."""
    config, specs = layer.config, inputs.specs
    query, key = (specs[0], specs[1]) if len(specs) > 1 else (UNKNOWN, UNKNOWN)
    value = specs[2] if len(specs) > 2 else key
    heads, size = config["num_heads"], config["head_size"]
    widths = [spec.shape[-1] if spec.shape else None for spec in (query, key, value)]
    output = config.get("output_size") or widths[2]
    names = ("query_kernel", "key_kernel", "value_kernel")
    variables = [Variable(name, (heads, width, size)) for name, width in zip(names, widths, strict=True)]
    variables.append(Variable("projection_kernel", (heads, size, output)))
    if config.get("use_projection_bias", True):
        variables.append(Variable("projection_bias", (output,)))
    attended = Spec((*query.shape[:-1], output) if query.shape else None, query.dtype)
    if not config.get("return_attn_coef"):
        return Description(tuple(variables), attended)
    lengths = [spec.shape[1] if spec.shape else None for spec in (query, key)]
    scores = (query.shape[0], heads, *lengths) if query.shape else None
    return Description(tuple(variables), [attended, Spec(scores, query.dtype)])


@family.on("Addons>ESN")
def echo_state(layer: Layer, inputs: Inputs) -> Description:
    """A recurrent layer that is not trained."""
    units = layer.config["units"]
    sequence = sequence_of(layer, inputs, rank=3)
    batch, features = (sequence.shape[0], sequence.shape[-1]) if sequence.shape else (None, None)
    shapes: Sequence[tuple[str, Shape]] = (("recurrent_kernel", (units, units)), ("kernel", (features, units)))
    if layer.config.get("use_bias", True):
        shapes = (*shapes, ("bias", (units,)))
    variables = tuple(Variable(name, shape, trainable=False) for name, shape in shapes)
    state = Spec((batch, units), float_dtype(layer, sequence))
    return walked(layer, sequence, state, [state], variables)


@family.on("Addons>SpectralNormalization")
def spectral_normalization(layer: Layer, inputs: Inputs) -> Description:
    """Keeps one vector for the kernel, or embeddings, of the inner layer."""
    inner = describe_inner(layer.parts["layer"], inputs)
    kernels = [variable.shape for variable in inner.variables if variable.name in ("kernel", "embeddings")]
    size = kernels[0][-1] if kernels and kernels[0] else None
    return Description((Variable("sn_u", (1, size), trainable=False),), inner.outputs, {"layer": inner})


@family.on("Addons>WeightNormalization")
def weight_normalization(layer: Layer, inputs: Inputs) -> Description:
    """A length for each unit; with ``data_init`` also a copy of the inner layer as it was made."""
    inner = describe_inner(layer.parts["layer"], inputs)
    name = "recurrent_kernel" if "recurrent_kernel" in [one.name for one in inner.variables] else "kernel"
    kernel = next((variable.shape for variable in inner.variables if variable.name == name), None)
    variables = [Variable("g", (kernel[-1] if kernel else None,)), Variable("initialized", (), trainable=False)]
    if layer.config.get("data_init", True):
        naked = (Variable(f"data_dep_init/{one.name}", one.shape, trainable=False) for one in inner.variables)
        variables.extend(naked)
    return Description(tuple(variables), inner.outputs, {"layer": inner})
