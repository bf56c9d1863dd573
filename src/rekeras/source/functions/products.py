"""Products of matrices and tensors."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import UNKNOWN, Given, Untranslatable

family = Family()

MATMUL = "a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, a_is_sparse=False, "


@family.by("tf.linalg.matmul tf.batch_matmul", MATMUL + "b_is_sparse=False")
def matmul(given: Given) -> str:
    """Rows times columns."""
    given.only("a_is_sparse", False)
    given.only("b_is_sparse", False)
    left = given.only("transpose_a", False, True) or given.only("adjoint_a", False, True)
    right = given.only("transpose_b", False, True) or given.only("adjoint_b", False, True)
    first = "ops.swapaxes(a, -1, -2)" if left else "a"
    return f"ops.matmul({first}, {'ops.swapaxes(b, -1, -2)' if right else 'b'})"


@family.by("tf.linalg.matvec", "a, b, transpose_a=False")
def matvec(given: Given) -> str:
    """Rows times a vector."""
    first = "ops.swapaxes(a, -1, -2)" if given.only("transpose_a", False, True) else "a"
    return f"ops.squeeze(ops.matmul({first}, ops.expand_dims(b, -1)), axis=-1)"


family.on("tf.tensordot tf.linalg.tensordot", "a, b, axes", "ops.tensordot(a, b, axes=axes)")
family.on("tf.einsum tf.linalg.einsum", "equation, *inputs, optimize: ignored = None", "ops.einsum(equation, *inputs)")
family.on("tf.linalg.cross", "a, b", "ops.cross(a, b, axis=-1)")


# The last axis of x with the second last of y; on PyTorch ops.dot is that only where y is a matrix.
family.on("K.dot", "x, y", "ops.tensordot(x, y, axes=[[-1], [-2]])")


@family.by("K.batch_dot", "x, y, axes=None")
def batch_dot(given: Given) -> str:
    """The sum over one axis of each, for each of the batch: what the layer Dot computes."""
    axes = given.literal("axes")
    if axes is UNKNOWN:
        return "keras.layers.Dot(axes=axes)([x, y])"
    if axes is None and given.text("y").startswith("ops.transpose(") and given.text("y").count(",") >= 3:
        return "keras.layers.Dot(axes=(-1, -2))([x, y])"
    if axes is None:
        return "keras.layers.Dot(axes=(-1, -2 if len(y.shape) > 2 else -1))([x, y])"
    if isinstance(axes, list | tuple):
        return f"keras.layers.Dot(axes={tuple(axes)})([x, y])"
    return "keras.layers.Dot(axes=axes)([x, y])"


@family.by("tf.nn.bias_add", 'value, bias, data_format="NHWC"')
def tf_bias_add(given: Given) -> str:
    """A number added for each channel."""
    layout = given.literal("data_format")
    if layout is None or (isinstance(layout, str) and not layout.startswith("NC")):
        return "value + bias"
    raise Untranslatable(
        f"its data_format is {given.text('data_format')}", "write value + ops.reshape(bias, (1, -1, 1, 1))"
    )


@family.by("K.bias_add", "x, bias, data_format=None")
def bias_add(given: Given) -> str:
    """A number added for each channel."""
    layout = given.literal("data_format")
    if layout in (None, "channels_last", "tf", "default"):
        return "x + bias"
    in_front = "ops.reshape(bias, (1, -1) + (1,) * (len(x.shape) - 2))"
    if layout is UNKNOWN:
        return f'x + (bias if data_format == "channels_last" else {in_front})'
    return f"x + {in_front}"
