"""Random numbers."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()

REASON = "with a whole number as seed Keras 3 draws the same numbers at every call, the old function other ones"
ADVICE = "make self.seed_generator = keras.random.SeedGenerator(seed) in __init__ and write seed=self.seed_generator"


def _without_seed(given: Given) -> None:
    if given.has("seed"):
        raise Untranslatable(REASON, ADVICE)


def _drawing(names: str, signature: str, template: str) -> None:
    @family.by(names, signature)
    def draw(given: Given) -> str:
        _without_seed(given)
        return template


NORMAL = "shape: shape, mean=0.0, stddev=1.0, dtype=None, seed=None"
_drawing(
    "K.random_normal tf.random.normal tf.random_normal",
    NORMAL,
    "keras.random.normal(shape, mean=mean, stddev=stddev, dtype=dtype)",
)
_drawing(
    "K.truncated_normal tf.random.truncated_normal tf.truncated_normal",
    NORMAL,
    "keras.random.truncated_normal(shape, mean=mean, stddev=stddev, dtype=dtype)",
)
_drawing(
    "K.random_uniform",
    "shape: shape, minval=0.0, maxval=1.0, dtype=None, seed=None",
    "keras.random.uniform(shape, minval=minval, maxval=maxval, dtype=dtype)",
)
_drawing(
    "K.random_binomial K.random_bernoulli",
    'shape: shape, p=0.0, dtype: written = "float32", seed=None',
    "ops.cast(keras.random.uniform(shape) <= p, dtype)",
)
_drawing("tf.random.shuffle", "value, seed=None", "keras.random.shuffle(value)")
_drawing(
    "K.dropout", "x, level, noise_shape=None, seed=None", "keras.random.dropout(x, level, noise_shape=noise_shape)"
)
family.on(
    "tf.random.set_seed tf.set_random_seed tf.random.set_random_seed", "seed", "keras.utils.set_random_seed(seed)"
)


@family.by("tf.random.uniform tf.random_uniform", "shape: shape, minval=0, maxval=None, dtype=None, seed=None")
def uniform(given: Given) -> str:
    """Numbers of a range; whole ones if the dtype says so."""
    _without_seed(given)
    if "int" in given.text("dtype"):
        return "keras.random.randint(shape, minval, maxval, dtype=dtype)"
    return "keras.random.uniform(shape, minval=minval, maxval=maxval, dtype=dtype)"


@family.by("tf.random.categorical", "logits, num_samples, dtype=None, seed=None")
def categorical(given: Given) -> str:
    """Numbers of classes, by their logits."""
    _without_seed(given)
    return "keras.random.categorical(logits, num_samples, dtype=dtype)"


family.refuse(
    "tf.random.stateless_normal tf.random.stateless_uniform tf.random.stateless_categorical tf.random.Generator.* "
    "tf.random.Generator tf.random.stateless_truncated_normal tf.random.experimental.* tf.random.poisson",
    "Keras 3 draws other numbers for a seed",
    "use the functions of keras.random with a seed, or with keras.random.SeedGenerator",
)
family.refuse(
    "K.random_normal_variable K.random_uniform_variable",
    "it makes a variable",
    "use self.add_weight(shape=..., initializer=...) or keras.Variable(initializer, shape=...)",
)
