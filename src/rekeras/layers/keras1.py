"""Layers in the words of Keras 1: outputs are those of Keras 2, variables had other names and layouts."""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Layer
from rekeras.describe import describe_inner
from rekeras.layers._description import Description, Family, Inputs, Shape, ShapeError, Spec, Variable
from rekeras.layers._keras1_words import CLASSES, SAME_NAME, in_keras_2_words

family = Family(keras_1=True)

GATES = {"LSTM": "icfo", "GRU": "zrh", "ConvLSTM2D": "icfo"}
"""The gates in the order in which Keras 1 stored their matrices."""
NAMES = {"kernel": "W", "recurrent_kernel": "U", "bias": "b", "embeddings": "W", "alpha": "alphas"}
NAMES |= {"depthwise_kernel": "W_depthwise", "pointwise_kernel": "W_pointwise"}
NAMES |= {"moving_mean": "running_mean", "moving_variance": "running_std"}
MERGES = {"sum": "Add", "mul": "Multiply", "ave": "Average", "max": "Maximum", "concat": "Concatenate", "dot": "Dot"}


@family.on(*CLASSES, *SAME_NAME)
def renamed(layer: Layer, inputs: Inputs) -> Description:
    """As the layer of Keras 2, with the variables of Keras 1."""
    modern = in_keras_2_words(layer)
    description = describe_inner(modern, inputs)
    gates_apart = layer.config.get("consume_less", "cpu") != "gpu"
    variables = variables_of_keras_1(modern, description.variables, gates_apart=gates_apart)
    if layer.class_name == "Deconvolution2D" and description.outputs.shape is not None:
        shape = (description.outputs.shape[0], *layer.config["output_shape"][1:])
        return replace(description, variables=variables, outputs=replace(description.outputs, shape=shape))
    return replace(description, variables=variables)


def variables_of_keras_1(
    modern: Layer, variables: tuple[Variable, ...], *, gates_apart: bool = True
) -> tuple[Variable, ...]:
    """The variables that Keras 1 had for a layer.

    Args:
        modern: The layer in the words of Keras 2 or 3.
        variables: Those that it has there.
        gates_apart: Whether each gate has matrices of its own, as with any ``consume_less`` but ``gpu``.
    """
    gates = GATES.get(modern.class_name, "")
    if gates and gates_apart:
        return tuple(
            Variable(f"{NAMES[one.name]}_{gate}", _layout(modern, _one_gate(one.shape, len(gates))))
            for gate in gates
            for one in variables
        )
    return tuple(
        replace(one, name=NAMES.get(one.name, one.name), shape=_layout(modern, one.shape)) for one in variables
    )


def _one_gate(shape: Shape, gates: int) -> Shape:
    return None if shape is None or shape[-1] is None else (*shape[:-1], shape[-1] // gates)


def _layout(modern: Layer, shape: Shape) -> Shape:
    """A shape of Keras 2 in the layout of Keras 1: kernels of convolutions have filters first with `th`."""
    if shape is None or len(shape) < 2:
        return shape
    if modern.class_name == "Conv1D":
        return (None,) * 4  # (length, 1, channels, filters), or (filters, channels, length, 1) up to 1.1
    if modern.class_name == "PReLU":
        return (None,) * len(shape)  # no config says along which axes it is shared
    first = modern.config.get("data_format") == "channels_first"
    if modern.class_name == "Conv2DTranspose":
        rows, columns, filters, channels = shape
        return (filters, channels, rows, columns) if first else (rows, columns, channels, filters)
    if first and modern.class_name in ("Conv2D", "Conv3D", "SeparableConv2D", "ConvLSTM2D"):
        return (shape[-1], shape[-2], *shape[:-2])
    return shape


@family.on("MaxoutDense")
def maxout_dense(layer: Layer, inputs: Inputs) -> Description:
    """The greatest of ``nb_feature`` products."""
    units, features = layer.config["output_dim"], layer.config.get("nb_feature", 4)
    given = inputs.first.shape
    kernel = Variable("W", (features, given[-1] if given else None, units))
    bias = (Variable("b", (features, units)),) if layer.config.get("bias", True) else ()
    return Description((kernel, *bias), Spec((given[0] if given else None, units)))


@family.on("Highway")
def highway(layer: Layer, inputs: Inputs) -> Description:
    """A gate between a product and the input itself."""
    size = inputs.first.shape[-1] if inputs.first.shape else None
    kernels = (Variable("W", (size, size)), Variable("W_carry", (size, size)))
    biases = (Variable("b", (size,)), Variable("b_carry", (size,))) if layer.config.get("bias", True) else ()
    return Description((*kernels, *biases), inputs.first)


@family.on("ParametricSoftplus")
def parametric_softplus(_layer: Layer, inputs: Inputs) -> Description:
    """Two numbers an element."""
    return _elementwise(inputs, "alphas", "betas")


@family.on("SReLU")
def s_relu(_layer: Layer, inputs: Inputs) -> Description:
    """Four numbers an element."""
    return _elementwise(inputs, "t_left", "a_left", "t_right", "a_right")


def _elementwise(inputs: Inputs, *names: str) -> Description:
    """No config says along which axes the numbers are shared."""
    rank = None if inputs.first.rank is None else inputs.first.rank - 1
    shape: Shape = None if rank is None else (None,) * rank
    return Description(tuple(Variable(name, shape) for name in names), inputs.first)


@family.on("Merge")
def merge(layer: Layer, inputs: Inputs) -> Description:
    """Several tensors into one, as ``mode`` says; only its code knows what a function gives."""
    mode = layer.config.get("mode", "sum")
    if layer.config.get("mode_type", "raw") != "raw":
        return Description()
    if mode == "cos":
        return _cosine(inputs)
    if mode not in MERGES:
        raise ShapeError(f"merges by {mode!r}, which Keras 1 does not have")
    axes = {"axis": layer.config.get("concat_axis", -1), "axes": layer.config.get("dot_axes", -1)}
    return describe_inner(replace(layer, class_name=MERGES[mode], config=axes), inputs)


def _cosine(inputs: Inputs) -> Description:
    """Of vectors: one number in two axes of one."""
    shapes = [spec.shape for spec in inputs.specs]
    if any(shape is None or len(shape) != 2 for shape in shapes):
        return Description()
    return Description(outputs=Spec((shapes[0][0] if shapes[0] else None, 1, 1)))
