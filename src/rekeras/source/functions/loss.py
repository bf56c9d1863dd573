"""Losses of ``keras.backend`` and ``tf.nn``."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()


def _in_order(given: Given) -> None:
    """Keras 1 took the output before the target: refuse what looks like that.

    Raises:
        Untranslatable: The names of the arguments say the opposite of their places.
    """
    target, output = given.text("target").lower(), given.text("output").lower()
    if any(word in target for word in ("pred", "output")) and any(
        word in output for word in ("true", "target", "label")
    ):
        raise Untranslatable(
            "its arguments stand in the order of Keras 1, where the output came first", "put the target first"
        )


@family.by("K.categorical_crossentropy", "target, output, from_logits=False, axis=-1")
def categorical_crossentropy(given: Given) -> str:
    """Of shares, or of what softmax makes shares."""
    _in_order(given)
    return "ops.categorical_crossentropy(target, output, from_logits=from_logits, axis=axis)"


@family.by("K.sparse_categorical_crossentropy", "target, output, from_logits=False, axis=-1")
def sparse_categorical_crossentropy(given: Given) -> str:
    """The target is the number of the class."""
    _in_order(given)
    return "ops.sparse_categorical_crossentropy(target, output, from_logits=from_logits, axis=axis)"


@family.by("K.binary_crossentropy", "target, output, from_logits=False")
def binary_crossentropy(given: Given) -> str:
    """Of shares, or of what sigmoid makes shares."""
    _in_order(given)
    return "ops.binary_crossentropy(target, output, from_logits=from_logits)"


family.on(
    "tf.nn.sigmoid_cross_entropy_with_logits",
    "*, labels, logits",
    "ops.binary_crossentropy(labels, logits, from_logits=True)",
)
family.on(
    "tf.nn.softmax_cross_entropy_with_logits tf.nn.softmax_cross_entropy_with_logits_v2",
    "*, labels, logits, axis=-1",
    "ops.categorical_crossentropy(labels, logits, from_logits=True, axis=axis)",
)
family.on(
    "tf.nn.sparse_softmax_cross_entropy_with_logits",
    "*, labels, logits",
    "ops.sparse_categorical_crossentropy(labels, logits, from_logits=True)",
)
family.refuse(
    "K.ctc_batch_cost K.ctc_label_dense_to_sparse K.ctc_decode tf.nn.ctc_loss tf.nn.ctc_greedy_decoder "
    "tf.nn.ctc_beam_search_decoder",
    "Keras 3 takes other arguments",
    "use keras.losses.CTC, ops.ctc_loss(target, output, target_length, output_length) and ops.ctc_decode",
)
family.refuse(
    "K.binary_focal_crossentropy K.categorical_focal_crossentropy tf.nn.weighted_cross_entropy_with_logits "
    "tf.nn.log_poisson_loss tf.nn.nce_loss tf.nn.sampled_softmax_loss",
    "Keras 3 has no such function",
    "use keras.losses.BinaryFocalCrossentropy, CategoricalFocalCrossentropy, or write the formula",
)
