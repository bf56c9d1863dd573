"""Activations and what stands around them in ``tf.nn``."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()

for _name in ("softplus", "softsign", "sigmoid", "tanh"):
    family.on(f"K.{_name}", "x", f"ops.{_name}(x)")

for _name in ("relu", "relu6", "elu", "selu", "softplus", "softsign"):
    family.on(f"tf.nn.{_name}", "features", f"ops.{_name}(features)")

family.on("K.elu", "x, alpha=1.0", "ops.elu(x, alpha=alpha)")
family.on("K.hard_sigmoid", "x", "ops.clip(0.2 * x + 0.5, 0.0, 1.0)")
family.on("K.softmax", "x, axis=-1", "ops.softmax(x, axis=axis)")
family.on("tf.nn.leaky_relu", "features, alpha=0.2", "ops.leaky_relu(features, negative_slope=alpha)")
family.on("tf.nn.gelu", "features, approximate: written = False", "ops.gelu(features, approximate=approximate)")
family.on("tf.nn.crelu", "features", "ops.relu(ops.concatenate([features, -features], axis=-1))")


@family.by("tf.nn.silu tf.nn.swish", "features, beta=1.0")
def silu(given: Given) -> str:
    """x sigmoid(x)."""
    return "ops.silu(features)" if given.literal("beta") == 1 else "features * ops.sigmoid(beta * features)"


@family.by("K.relu", "x, alpha=0.0, max_value=None, threshold=0.0")
def relu(given: Given) -> str:
    """Zero, or a smaller slope, below the threshold; not more than ``max_value``."""
    if not given.args.keys() - {"x"}:
        return "ops.relu(x)"
    return "keras.activations.relu(x, negative_slope=alpha, max_value=max_value, threshold=threshold)"


for _name in ("softmax", "log_softmax"):

    @family.by(f"tf.nn.{_name}", "logits, axis=-1, name=None, dim=-1")
    def _shares(given: Given, name: str = _name) -> str:
        if given.has("dim"):
            return f"ops.{name}(logits, axis=dim)"
        return f"ops.{name}(logits, axis=axis)" if given.has("axis") else f"ops.{name}(logits)"


@family.by("tf.nn.dropout", "x, keep_prob=None, noise_shape=None, seed=None, name=None, rate=None")
def dropout(given: Given) -> str:
    """Numbers dropped at random: by share kept in TensorFlow 1, by share dropped in TensorFlow 2."""
    if given.has("seed"):
        raise Untranslatable(SEED, SEED_ADVICE)
    if given.has("rate"):
        return "keras.random.dropout(x, rate, noise_shape=noise_shape)"
    if given.has("keep_prob") and given.args["keep_prob"][0].keyword is not None:
        return "keras.random.dropout(x, 1 - keep_prob, noise_shape=noise_shape)"
    raise Untranslatable(
        "its second argument is the share that is kept in TensorFlow 1, the share that is dropped in TensorFlow 2",
        "write rate=... or keep_prob=...",
    )


SEED = "with a whole number as seed Keras 3 draws the same numbers at every call"
SEED_ADVICE = (
    "make self.seed_generator = keras.random.SeedGenerator(seed) in __init__ and write seed=self.seed_generator"
)


@family.by("tf.nn.batch_normalization", "x, mean, variance, offset, scale, variance_epsilon")
def batch_normalization(given: Given) -> str:
    """(x - mean) / sqrt(variance + epsilon), scaled and moved."""
    made = "(x - mean) * ops.rsqrt(variance + variance_epsilon)"
    made += " * scale" if given.has("scale") else ""
    return made + (" + offset" if given.has("offset") else "")


@family.by("K.batch_normalization", "x, mean, var, beta, gamma, axis=-1, epsilon=1e-3")
def backend_batch_normalization(given: Given) -> str:
    """(x - mean) / sqrt(var + epsilon), scaled and moved."""
    given.only("axis", -1, advice="reshape mean and var so that they stand at that axis, and write the formula")
    made = "(x - mean) * ops.rsqrt(var + epsilon)"
    made += " * gamma" if given.has("gamma") else ""
    return made + (" + beta" if given.has("beta") else "")


family.refuse(
    "K.normalize_batch_in_training tf.nn.fused_batch_norm",
    "Keras 3 has it as a layer",
    "use keras.layers.BatchNormalization, or ops.moments and ops.batch_normalization",
)
family.refuse(
    "tf.nn.local_response_normalization tf.nn.lrn tf.nn.dilation2d tf.nn.erosion2d tf.nn.max_pool_with_argmax "
    "tf.nn.with_space_to_batch tf.nn.isotonic_regression tf.nn.fractional_max_pool tf.nn.fractional_avg_pool",
    "Keras 3 has no such function",
    "write it with the functions of keras.ops",
)
family.refuse(
    "tf.nn.rnn_cell.* tf.nn.dynamic_rnn tf.nn.static_rnn tf.nn.bidirectional_dynamic_rnn tf.layers.* tf.contrib.*",
    "it belongs to TensorFlow 1",
    "use the layers of Keras",
)
