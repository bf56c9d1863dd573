"""What weights alone do not say, and a change of defaults makes doubtful: with which activation the gates were trained.

https://github.com/keras-team/keras/releases/tag/2.3.0 (`recurrent_activation` became `sigmoid`)
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Layer, Source, show_address, walk
from rekeras.fitting.era import ACTIVATIONS, function_name
from rekeras.fitting.match import Match
from rekeras.records import Finding, Severity

UNTIL_2_3 = ("GRU", "GRUCell", "LSTM", "LSTMCell")
UNTIL_3 = ("ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "ConvLSTM2DCell")
CHANGED = (2, 3)


def gates_assumed(match: Match, source: Source) -> Iterator[Finding]:
    """Layers whose gates had another activation by default when the weights were saved.

    Args:
        match: Which layer got which weights; these were saved without an architecture.
        source: Which Keras saved them; TensorFlow 1 and 2.0 both call theirs ``2.2.4-tf``.
    """
    if not (0,) <= source.version < (3,):
        return
    for pair in match.pairs:
        if pair.place is None or not pair.fits or (pair.fit and pair.fit.findings):
            continue  # weights of cuDNN say how their gates work
        for address, layer in walk(pair.place.layer, pair.place.address):
            if _is_doubtful(layer, source):
                found = f"{layer.class_name} has `recurrent_activation='sigmoid'` here; where the old model did not "
                found += f"say it, it was 'hard_sigmoid' in Keras {source.keras_version}, and the weights do not tell"
                yield Finding("gates_assumed", Severity.ATTENTION, show_address(address), found, "", ADVICE)


def _is_doubtful(layer: Layer, source: Source) -> bool:
    activation = layer.config.get("recurrent_activation")
    if layer.package or (function_name(activation) or activation) != "sigmoid":
        return False
    return layer.class_name in UNTIL_3 or (layer.class_name in UNTIL_2_3 and source.version < CHANGED)


def slopes_assumed(match: Match) -> Iterator[Finding]:
    """Layers with an activation of another slope in Keras 2, where nobody knows which Keras saved the weights.

    Args:
        match: Which layer got which weights.
    """
    for pair in match.pairs:
        if pair.place is None or not pair.fits:
            continue
        for address, layer in walk(pair.place.layer, pair.place.address):
            values = (layer.config.get(key) for key in ACTIVATIONS)
            if any((function_name(value) or value) == "hard_sigmoid" for value in values):
                found = (
                    "the file does not say which Keras wrote it: hard_sigmoid has another slope in Keras 3, and the "
                )
                found += "weights were put as they are"
                advice = "If Keras 2 wrote it, save the weights there as old_weights.h5, which says so, and put these."
                yield Finding("slope_assumed", Severity.ATTENTION, show_address(address), found, "", advice)


ADVICE = (
    "If the old code gave no recurrent_activation, build the layer with recurrent_activation='hard_sigmoid': "
    "rekeras fits the weights to the slope that it has in Keras 3."
)
