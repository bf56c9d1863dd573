"""Shapes, and the same numbers in another one."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable
from rekeras.source.functions._text import code_of

family = Family()

family.on("K.shape tf.shape", "x, out_type: ignored = None", "ops.shape(x)")
family.on("tf.shape_n", "x", "[ops.shape(one) for one in x]")
family.on("K.int_shape K.get_variable_shape", "x", "x.shape")
family.on("K.ndim tf.rank", "x", "len(x.shape)")
family.on("tf.size", "x, out_type: ignored = None", "ops.size(x)")
family.on("K.count_params", "x", "math.prod(x.shape)")
family.on("K.reshape tf.reshape", "x, shape: shape", "ops.reshape(x, shape)")
family.on("K.permute_dimensions", "x, pattern", "ops.transpose(x, pattern)")
family.on("K.transpose", "x", "ops.transpose(x)")
family.on("tf.transpose", "a, perm=None, conjugate=False", "ops.transpose(a, axes=perm)")
family.on("tf.linalg.matrix_transpose tf.linalg.adjoint", "a", "ops.swapaxes(a, -1, -2)")
family.on("K.expand_dims", "x, axis=-1", "ops.expand_dims(x, axis)")
family.on("K.squeeze", "x, axis: axes", "ops.squeeze(x, axis)")
family.on("K.flatten", "x", "ops.reshape(x, (-1,))")
family.on("K.batch_flatten", "x", "ops.reshape(x, (-1, math.prod(x.shape[1:])))")
family.on("K.tile tf.tile", "x, multiples: shape", "ops.tile(x, multiples)")
family.on("K.repeat_elements", "x, rep, axis", "ops.repeat(x, rep, axis=axis)")
family.on("tf.repeat", "input, repeats, axis=None", "ops.repeat(input, repeats, axis=axis)")
family.on("K.repeat", "x, n", "ops.repeat(ops.expand_dims(x, 1), n, axis=1)")
family.on("K.reverse", "x, axes: axes", "ops.flip(x, axis=axes)")
family.on("tf.reverse tf.reverse_v2", "tensor, axis: axes", "ops.flip(tensor, axis=axis)")
family.on("tf.broadcast_to", "input, shape: shape", "ops.broadcast_to(input, shape)")
family.on("tf.roll", "input, shift, axis", "ops.roll(input, shift, axis=axis)")
family.on("tf.ensure_shape", "x, shape: ignored", "x")
family.on(
    "K.temporal_padding K.asymmetric_temporal_padding", "x, padding=(1, 1)", "ops.pad(x, ((0, 0), padding, (0, 0)))"
)
family.on(
    "K.spatial_2d_padding",
    "x, padding=((1, 1), (1, 1)), data_format=None",
    "keras.layers.ZeroPadding2D(padding, data_format=data_format)(x)",
)
family.on(
    "K.spatial_3d_padding",
    "x, padding=((1, 1), (1, 1), (1, 1)), data_format=None",
    "keras.layers.ZeroPadding3D(padding, data_format=data_format)(x)",
)


@family.by("tf.expand_dims", "input, axis=None, name=None, dim=None")
def expand_dims(given: Given) -> str:
    """A new axis of one."""
    return "ops.expand_dims(input, axis)" if "axis" in given.args else "ops.expand_dims(input, dim)"


@family.by("tf.squeeze", "input, axis: axes = None, name=None, squeeze_dims: axes = None")
def squeeze(given: Given) -> str:
    """Axes of one taken away: the given ones, or all."""
    return "ops.squeeze(input, axis=squeeze_dims)" if "squeeze_dims" in given.args else "ops.squeeze(input, axis=axis)"


@family.by("tf.pad", 'tensor, paddings, mode="CONSTANT", constant_values=0')
def pad(given: Given) -> str:
    """More places at the ends of axes; in TensorFlow 1 the fourth argument was the name."""
    if isinstance(given.literal("constant_values"), str):
        raise Untranslatable("its fourth argument is a name, as in TensorFlow 1", "leave the name out")
    mode = given.literal("mode")
    if not isinstance(mode, str):
        raise Untranslatable(f"its mode is {given.text('mode')}", "give the mode as text")
    if mode.lower() == "symmetric":
        raise Untranslatable("Keras 3 pads so otherwise on PyTorch", "use ops.flip of the edges and ops.concatenate")
    if mode.lower() == "constant":
        return "ops.pad(tensor, paddings, constant_values=constant_values)"
    return f'ops.pad(tensor, paddings, mode="{mode.lower()}")'


@family.by("tf.slice K.slice", "x, start: shape, size: shape")
def slice_(given: Given) -> str:
    """So many from the beginning of each axis; -1 for all that are left."""
    starts, sizes = given.elements("start"), given.elements("size")
    if not starts or len(starts) != len(sizes):
        raise Untranslatable("where it begins or how much it takes is computed", "write x[start:stop, ...]")
    parts = [_part(index, code_of(start), code_of(sizes[index])) for index, start in enumerate(starts)]
    return f"x[{', '.join(parts)}]"


def _part(index: int, start: str, size: str) -> str:
    begin = "" if start == "0" else f"start__{index}"
    if size == "-1":
        return f"{begin}:"
    if start.isdecimal() and size.isdecimal():
        return f"{begin}:{int(start) + int(size)}"
    return f"{begin} : {begin} + size__{index}" if begin else f":size__{index}"


@family.by("tf.strided_slice tf.gather_nd tf.reverse_sequence tf.space_to_batch tf.batch_to_space", "*arguments")
def places(_given: Given) -> str:
    """No short words in Keras 3."""
    raise Untranslatable("Keras 3 has no such function", "write a slice (x[1:, ::2]), ops.take or ops.take_along_axis")
