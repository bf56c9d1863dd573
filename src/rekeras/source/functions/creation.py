"""Tensors made of constants, dtypes."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import UNKNOWN, Given, Untranslatable

family = Family()

family.on("K.cast tf.cast tf.dtypes.cast", "x, dtype", "ops.cast(x, dtype)")
family.on("K.cast_to_floatx", "x", "ops.cast(x, keras.config.floatx())")
family.on("tf.convert_to_tensor", "value, dtype=None", "ops.convert_to_tensor(value, dtype=dtype)")
family.on("K.zeros tf.zeros", "shape: shape, dtype=None", "ops.zeros(shape, dtype=dtype)")
family.on("K.ones tf.ones", "shape: shape, dtype=None", "ops.ones(shape, dtype=dtype)")
family.on("K.zeros_like tf.zeros_like", "x, dtype=None", "ops.zeros_like(x, dtype=dtype)")
family.on("K.ones_like tf.ones_like", "x, dtype=None", "ops.ones_like(x, dtype=dtype)")
family.on("K.eye", "size, dtype=None", "ops.eye(size, dtype=dtype)")
family.on("tf.linspace tf.lin_space", "start, stop, num", "ops.linspace(start, stop, num)")
family.on("K.dtype", "x", "keras.backend.standardize_dtype(x.dtype)")
family.on("K.identity tf.identity", "x", "x")
family.on("tf.identity_n", "x", "x")
family.on("K.stop_gradient tf.stop_gradient", "x", "ops.stop_gradient(x)")
family.on("K.is_tensor tf.is_tensor", "x", "ops.is_tensor(x)")
family.on("K.is_keras_tensor", "x", "keras.backend.is_keras_tensor(x)")

for _short, _dtype in (
    ("float", "float32"),
    ("double", "float64"),
    ("int32", "int32"),
    ("int64", "int64"),
    ("bfloat16", "bfloat16"),
):
    family.on(f"tf.to_{_short}", "x", f'ops.cast(x, "{_dtype}")')


@family.by("tf.eye", "num_rows, num_columns=None, batch_shape=None, dtype=None")
def eye(given: Given) -> str:
    """The identity matrix."""
    if given.has("batch_shape"):
        raise Untranslatable("it makes many matrices", "write ops.broadcast_to(ops.eye(n), shape)")
    return (
        "ops.eye(num_rows, num_columns, dtype=dtype)" if given.has("num_columns") else "ops.eye(num_rows, dtype=dtype)"
    )


@family.by("tf.range", "start, limit=None, delta=None, dtype=None")
def range_(given: Given) -> str:
    """Numbers one after the other."""
    if not given.has("limit"):
        return "ops.arange(start, dtype=dtype)"
    return f"ops.arange(start, limit{', delta' if given.has('delta') else ''}, dtype=dtype)"


@family.by("K.arange", 'start, stop=None, step=1, dtype: written = "int32"')
def arange(given: Given) -> str:
    """Numbers one after the other."""
    if not given.has("stop"):
        return "ops.arange(start, dtype=dtype)"
    return f"ops.arange(start, stop{', step' if 'step' in given.args else ''}, dtype=dtype)"


@family.by("tf.fill", "dims: shape, value")
def fill(given: Given) -> str:
    """One number everywhere: a whole one stays whole."""
    value = given.literal("value")
    if isinstance(value, bool):
        return 'ops.full(dims, value, dtype="bool")'
    if isinstance(value, int):
        return 'ops.full(dims, value, dtype="int32")'
    if isinstance(value, float) or given.text("value").startswith("float("):
        return "ops.full(dims, value)"
    raise Untranslatable("its dtype is that of the value, which is computed", "write ops.full(shape, value, dtype=...)")


@family.by("tf.constant", "value, dtype=None, shape: shape = None")
def constant(given: Given) -> str:
    """Numbers as a tensor."""
    if given.has("shape"):
        if not isinstance(given.literal("value"), int | float):
            raise Untranslatable(
                "it spreads a list over a shape", "write ops.reshape(ops.convert_to_tensor(...), shape)"
            )
        whole = isinstance(given.literal("value"), int) and not given.has("dtype")
        return 'ops.full(shape, value, dtype="int32")' if whole else "ops.full(shape, value, dtype=dtype)"
    return "ops.convert_to_tensor(value, dtype=dtype)"


@family.by("K.constant", "value, dtype=None, shape: shape = None")
def backend_constant(given: Given) -> str:
    """Numbers as a tensor, floating ones if nothing else is said."""
    dtype = "dtype=dtype" if given.has("dtype") else "dtype=keras.config.floatx()"
    if given.has("shape"):
        if not isinstance(given.literal("value"), int | float):
            raise Untranslatable(
                "it spreads a list over a shape", "write ops.reshape(ops.convert_to_tensor(...), shape)"
            )
        return f"ops.full(shape, value, {dtype})"
    if given.literal("value") is not UNKNOWN and "." in given.text("value") and not given.has("dtype"):
        return "ops.convert_to_tensor(value)"
    return f"ops.convert_to_tensor(value, {dtype})"


family.refuse(
    "tf.placeholder tf.placeholder_with_default K.placeholder K.is_placeholder",
    "Keras 3 has no placeholders",
    "use keras.Input, which leaves the batch out of its shape, and keras.Model",
)
family.refuse(
    "tf.sparse.* tf.SparseTensor tf.sparse_tensor_dense_matmul tf.sparse_tensor_to_dense K.is_sparse K.to_dense",
    "not every backend has sparse tensors",
    "use dense tensors",
)
family.refuse(
    "tf.ragged.* tf.RaggedTensor tf.RaggedTensor.*",
    "Keras 3 has no tensors with rows of different lengths",
    "pad the rows and use a mask",
)
family.refuse("tf.strings.* tf.as_string", "Keras 3 has no tensors of text", "do it in a tf.data pipeline")
