"""Functions that leave less of an axis."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()

REDUCED = "x, axis: axes = None, keepdims=False, name=None"

for _old, _new in (
    ("sum", "sum"),
    ("max", "max"),
    ("min", "min"),
    ("prod", "prod"),
    ("any", "any"),
    ("all", "all"),
    ("std", "std"),
    ("variance", "var"),
    ("logsumexp", "logsumexp"),
):
    _names = f"K.{_new} tf.math.reduce_{_old}" + (" tf.reduce_var" if _new == "var" else "")
    family.on(_names, REDUCED, f"ops.{_new}(x, axis=axis, keepdims=keepdims)")


@family.by("K.mean tf.math.reduce_mean", REDUCED)
def mean(given: Given) -> str:
    """The mean, of floating numbers: TensorFlow cuts off the mean of whole numbers, Keras 3 does not."""
    text = given.text("x")
    whole = text.endswith(('"int32")', "'int32')", '"int64")', "'int64')"))
    if (text.startswith("ops.cast(") and whole) or text.startswith(("ops.argmax(", "ops.argmin(")):
        raise Untranslatable(
            "it is the mean of whole numbers, which TensorFlow cuts off and Keras 3 does not",
            "write ops.floor(ops.mean(...)) if that is meant",
        )
    return "ops.mean(x, axis=axis, keepdims=keepdims)"


family.on("tf.math.reduce_euclidean_norm", REDUCED, "ops.sqrt(ops.sum(ops.square(x), axis=axis, keepdims=keepdims))")
family.on("tf.math.l2_loss tf.nn.l2_loss", "t", "0.5 * ops.sum(ops.square(t))")
family.on("tf.math.zero_fraction tf.nn.zero_fraction", "value", 'ops.mean(ops.cast(ops.equal(value, 0), "float32"))')
family.on("tf.nn.moments", "x, axes: axes, shift=None, keepdims=False", "ops.moments(x, axes=axes, keepdims=keepdims)")
family.on(
    "tf.math.count_nonzero",
    'x, axis: axes = None, keepdims=False, dtype: written = "int32"',
    "ops.sum(ops.cast(ops.not_equal(x, 0), dtype), axis=axis, keepdims=keepdims)",
)
family.on("K.argmax", "x, axis: written = -1", "ops.argmax(x, axis=axis)")
family.on("K.argmin", "x, axis: written = -1", "ops.argmin(x, axis=axis)")
family.on("K.cumsum", "x, axis: written = 0", "ops.cumsum(x, axis=axis)")
family.on("K.cumprod", "x, axis: written = 0", "ops.cumprod(x, axis=axis)")


for _name in ("argmax", "argmin"):

    @family.by(f"tf.math.{_name} tf.arg_{_name[3:]}", "x, axis: written = 0, output_type=None")
    def _arg(given: Given, name: str = _name) -> str:
        found = f"ops.{name}(x, axis=axis)"
        wanted = given.literal("output_type")
        if isinstance(wanted, str) and not wanted.startswith("int"):
            raise Untranslatable("its third argument is a name, as in TensorFlow 1", "leave the name out")
        return f"ops.cast({found}, output_type)" if given.has("output_type") else found


for _name in ("cumsum", "cumprod"):

    @family.by(f"tf.math.{_name}", "x, axis: written = 0, exclusive=False, reverse=False")
    def _running(given: Given, name: str = _name) -> str:
        if given.only("exclusive", False, True):
            raise Untranslatable("Keras 3 has no sums that leave out the number itself", f"write ops.{name}(x) - x")
        if given.only("reverse", False, True):
            return f"ops.flip(ops.{name}(ops.flip(x, axis=axis), axis=axis), axis=axis)"
        return f"ops.{name}(x, axis=axis)"


@family.by("K.l2_normalize tf.math.l2_normalize tf.nn.l2_normalize", "x, axis: axes = None, epsilon=1e-12")
def l2_normalize(_given: Given) -> str:
    """Divided by the norm; epsilon is the least that its square counts as."""
    return "x * ops.rsqrt(ops.maximum(ops.sum(ops.square(x), axis=axis, keepdims=True), epsilon))"


@family.by("tf.linalg.norm", 'tensor, ord="euclidean", axis: axes = None, keepdims=False')
def norm(given: Given) -> str:
    """The norm of vectors, or the Euclidean one of all numbers."""
    order = given.only("ord", "euclidean", "fro", 1, 2, advice="write it with ops.norm, whose matrix norms differ")
    if order in ("euclidean", "fro"):
        return "ops.sqrt(ops.sum(ops.square(tensor), axis=axis, keepdims=keepdims))"
    if not isinstance(given.literal("axis"), int):
        raise Untranslatable(
            f"the norm {order} of all numbers or of matrices is another one in Keras 3", "give an axis"
        )
    return "ops.norm(tensor, ord=ord, axis=axis, keepdims=keepdims)"
