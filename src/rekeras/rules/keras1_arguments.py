"""Keras 2 renamed many layers and nearly every argument.

Symptom: Unknown layer: 'Convolution2D'
Symptom: Could not locate class 'Convolution2D'
Symptom: Unrecognized keyword arguments passed to Dense: {'output_dim':
Symptom: Unrecognized keyword arguments passed to LSTM: {'output_dim':
Symptom: Unknown layer: 'TimeDistributedDense'
https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes

Before: Convolution2D(nb_filter=8, nb_row=3, nb_col=3, border_mode="same", dim_ordering="tf")
After: Conv2D(filters=8, kernel_size=[3, 3], padding="same", data_format="channels_last")
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._keras1_words import REMOVED, in_keras_2_words, is_keras_1
from rekeras.records import Finding, Safety
from rekeras.rules._rule import Context, Rule, Upgraded
from rekeras.topology.keras1_orderings import SILENT, says_no_ordering

rule = Rule(__name__, changed_in="2.0", safety=Safety.LOSSLESS)


@rule.in_context()
def take_new_names(layer: Layer, context: Context) -> Layer | Upgraded | None:
    """What Keras 2 had no more has rules of its own."""
    if layer.class_name in REMOVED or not is_keras_1(layer):
        return None
    renamed = in_keras_2_words(layer)
    if layer.class_name == "Embedding" and layer.config.get("dropout"):
        finding = context.attention(
            "embedding_dropout",
            f"dropout={layer.config['dropout']} of whole words is gone; the trained model computes the same",
            advice="To train on, drop words from the data, or put SpatialDropout1D behind it.",
        )
        return Upgraded(renamed, safety=Safety.LOSSY, findings=(finding,))
    return renamed


@rule.in_context(*SILENT)
def refuse_unsaid_ordering(layer: Layer, context: Context) -> Upgraded | None:
    if not says_no_ordering(layer):
        return None
    return Upgraded(layer.with_config({"data_format": "channels_last"}), findings=(_refusal(layer, context),))


def _refusal(layer: Layer, context: Context) -> Finding:
    return context.refusal(
        "dim_ordering_unknown",
        f"Keras 1 did not write whether {layer.class_name} has channels first or last, and no other layer tells",
        expected="layers that all have the same dim_ordering",
        advice='Add "dim_ordering": "tf" or "th" to the layer\'s config in the architecture (JSON).',
    )
