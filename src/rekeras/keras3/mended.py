"""Mistakes of older Keras 3 versions that a model would meet, each with the version in which it was mended.

A file of rekeras is right for all of them; these versions cannot load it or compute something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Call, Layer, refs_in
from rekeras.keras3.objects import is_activation_key, is_object
from rekeras.layers._description import Description, Spec

Mended = tuple[str, str]
"""The version and what it is about."""


LAYERS_AS_ACTIVATIONS = "3.10"
"""Since this Keras a layer may stand where an activation is asked for."""


def in_layer(layer: Layer) -> Iterator[Mended]:
    """What concerns a layer wherever it stands.

    Sources: https://github.com/keras-team/keras/pull/21117 (activations), pull/21383 (output_padding),
    ``ALL_OBJECTS`` in ``keras/src/initializers/__init__.py`` (Identity), ``Bidirectional.call``,
    ``RNN.compute_output_shape``, ``CategoryEncoding._encode``.
    """
    for key, value in layer.config.items():
        if not is_object(value):
            continue
        if is_activation_key(key) and value["class_name"] != "function":
            yield LAYERS_AS_ACTIVATIONS, f"{key} that is a layer"
        if value["class_name"] == "Identity":
            yield "3.2", f"{key} Identity"
    padding = layer.config.get("output_padding")
    if layer.class_name.endswith("Transpose") and isinstance(padding, list | tuple) and 0 in padding:
        yield "3.11", f"output_padding={list(padding)}"
    if layer.class_name == "CategoryEncoding" and layer.config.get("output_mode") == "one_hot":
        yield "3.4", "CategoryEncoding with one_hot"
    if _gives_states(layer):
        yield "3.3", f"{layer.class_name} with return_state"


def _gives_states(layer: Layer) -> bool:
    """Whether it gives states that older versions cannot describe: those of two layers, or of cells with several."""
    forward, cell = layer.parts.get("forward_layer"), layer.parts.get("cell")
    if forward is not None:
        return bool(forward.config.get("return_state"))
    several = cell is not None and any(part.class_name == "LSTMCell" for part in cell.parts.values())
    return several and bool(layer.config.get("return_state"))


def in_call(layer: Layer, call: Call, called: Description) -> Iterator[Mended]:
    """What concerns a layer that is called in this way.

    Sources: https://github.com/keras-team/keras/pull/20340 (MultiHeadAttention), pull/20684 (attention scores),
    pull/21595 (masks of attention, which older versions spread over the wrong axis).
    """
    if layer.class_name in ("Attention", "AdditiveAttention"):
        if any(True for _ in refs_in(call.kwargs.get("mask"))) and not call.kwargs.get("use_causal_mask"):
            yield "3.12", f"a mask for {layer.class_name}"
        if call.kwargs.get("return_attention_scores"):
            yield "3.8", f"{layer.class_name} with return_attention_scores"
    if layer.class_name == "MultiHeadAttention" and len(_features(called)) > 1:
        yield "3.7", "MultiHeadAttention on query and value with different numbers of features"


def _features(called: Description) -> set[int | None]:
    """How many features query and value have."""
    given = dict(zip(("query", "value"), called.inputs.args, strict=False)) | dict(called.inputs.kwargs)
    tensors = [given.get(name) for name in ("query", "value")]
    return {tensor.shape[-1] for tensor in tensors if isinstance(tensor, Spec) and tensor.shape}
