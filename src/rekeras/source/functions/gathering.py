"""Places of tensors by their numbers, and choices."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()

family.on("K.gather tf.nn.embedding_lookup", "reference, indices", "ops.take(reference, indices, axis=0)")
family.on("tf.tensor_scatter_nd_update", "tensor, indices, updates", "ops.scatter_update(tensor, indices, updates)")
family.on("tf.scatter_nd", "indices, updates, shape: shape", "ops.scatter(indices, updates, shape)")
family.on(
    "tf.tensor_scatter_nd_add",
    "tensor, indices, updates",
    "tensor + ops.scatter(indices, updates, ops.shape(tensor))",
)
family.on("K.one_hot", "indices, num_classes", "ops.one_hot(indices, num_classes)")
family.on("tf.math.top_k tf.nn.top_k", "input, k=1, sorted=True", "ops.top_k(input, k, sorted=sorted)")
family.on("tf.math.invert_permutation", "x", "ops.argsort(x)")
family.on(
    "tf.math.unsorted_segment_sum",
    "data, segment_ids, num_segments",
    "ops.segment_sum(data, segment_ids, num_segments=num_segments)",
)
family.on(
    "tf.math.unsorted_segment_max",
    "data, segment_ids, num_segments",
    "ops.segment_max(data, segment_ids, num_segments=num_segments)",
)
family.on("K.in_top_k", "predictions, targets, k", "ops.in_top_k(targets, predictions, k)")


@family.by("tf.gather tf.gather_v2", "params, indices, validate_indices=None, axis=None, batch_dims=0")
def gather(given: Given) -> str:
    """Places of an axis by their numbers, for each of the batch other ones where ``batch_dims`` says so."""
    if isinstance(given.literal("axis"), str):
        raise Untranslatable("its fourth argument is a name, as in TensorFlow 1", "leave the name out")
    batch = given.only("batch_dims", 0, 1, advice="write it with ops.take_along_axis")
    if batch == 0:
        return "ops.take(params, indices, axis=axis)" if given.has("axis") else "ops.take(params, indices, axis=0)"
    if given.has("axis"):
        given.only("axis", 1, advice="write it with ops.take_along_axis")
    return "ops.vectorized_map(lambda pair: ops.take(pair[0], pair[1], axis=0), (params, indices))"


@family.by("tf.one_hot", "indices, depth, on_value=None, off_value=None, axis=None, dtype=None")
def one_hot(given: Given) -> str:
    """A new axis with a one at the place of the index."""
    if given.literal("on_value") not in (None, 1) or given.literal("off_value") not in (None, 0):
        raise Untranslatable("it writes other numbers than one and zero", "use ops.where(ops.one_hot(...), on, off)")
    return "ops.one_hot(indices, depth, axis=axis, dtype=dtype)"


@family.by("tf.where tf.where_v2", "condition, x=None, y=None")
def where(given: Given) -> str:
    """Of two tensors, with broadcasting."""
    if not given.has("x") or not given.has("y"):
        raise Untranslatable(
            "how many places it gives hangs on the numbers, which not every backend can compile",
            "compute with the condition itself as a mask",
        )
    return "ops.where(condition, x, y)"


@family.by("K.switch", "condition, then_expression, else_expression")
def switch(given: Given) -> str:
    """Of two functions as ``ops.cond``; of two tensors number by number, if the condition is made of one of them."""
    then, other = given.text("then_expression"), given.text("else_expression")
    if then.startswith("lambda:") and other.startswith("lambda:"):
        return "ops.cond(condition, then_expression, else_expression)"
    inner = given.text("condition")
    compared = any(sign in inner for sign in (">", "<", "==", "ops.greater", "ops.less", "ops.equal"))
    if compared and any(part.isidentifier() and part in _words(inner) for part in (then, other)):
        return "ops.where(condition, then_expression, else_expression)"
    raise Untranslatable(
        "whether it chooses number by number or row by row hangs on how many axes the condition has",
        "write ops.where(condition, ...) for numbers, with ops.expand_dims(condition, -1) for rows, "
        "ops.cond for two functions",
    )


def _words(text: str) -> set[str]:
    return set("".join(char if char.isidentifier() else " " for char in text).split())


@family.by("tf.sort", 'values, axis=-1, direction="ASCENDING"')
def sort(given: Given) -> str:
    """The numbers in order."""
    if given.only("direction", "ASCENDING", "DESCENDING") == "ASCENDING":
        return "ops.sort(values, axis=axis)"
    axis = "axis=axis" if "axis" in given.args else "axis=-1"
    return f"ops.flip(ops.sort(values, axis=axis), {axis})"


@family.by("tf.argsort", 'values, axis=-1, direction="ASCENDING"')
def argsort(given: Given) -> str:
    """The places of the numbers in order."""
    ascending = given.only("direction", "ASCENDING", "DESCENDING") == "ASCENDING"
    return "ops.argsort(values, axis=axis)" if ascending else "ops.argsort(-values, axis=axis)"


@family.by("tf.sequence_mask", "lengths, maxlen=None, dtype=None")
def sequence_mask(given: Given) -> str:
    """True for as many steps as each length says."""
    if not given.has("maxlen"):
        raise Untranslatable("how long the longest one is is not known when the model is compiled", "give maxlen")
    mask = "ops.arange(maxlen) < ops.expand_dims(lengths, -1)"
    return f"ops.cast({mask}, dtype)" if given.has("dtype") else mask


@family.by("tf.math.in_top_k", "targets, predictions, k")
def in_top_k(given: Given) -> str:
    """Whether the target is among the largest k; TensorFlow 1 and 2 take the first two in another order."""
    if any(arg.keyword is None for name in ("targets", "predictions") for arg in given.args[name]):
        raise Untranslatable(
            "TensorFlow 1 took predictions first, TensorFlow 2 targets", "write targets=... and predictions=..."
        )
    return "ops.in_top_k(targets, predictions, k)"


family.refuse(
    "tf.boolean_mask tf.unique tf.unique_with_counts tf.dynamic_partition tf.dynamic_stitch tf.setdiff1d "
    "tf.math.segment_sum tf.math.segment_max tf.math.segment_min tf.math.segment_mean tf.math.segment_prod",
    "the size of its result hangs on the numbers, which not every backend can compile",
    "compute with a mask (ops.where), or give the size (ops.segment_sum with num_segments)",
)
family.refuse(
    "tf.select",
    "with a condition of one axis it chooses rows, which ops.where does not",
    "write ops.where(ops.expand_dims(condition, -1), x, y) for rows, ops.where(condition, x, y) for numbers",
)
