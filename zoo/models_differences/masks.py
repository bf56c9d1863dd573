"""Masks where tensors merge, where layers stop them, and where inner models take them in and give them out."""

from __future__ import absolute_import

import numpy as np
from models import model

GATED = {"recurrent_activation": "sigmoid"}
MERGES = ("Add", "Subtract", "Average", "Multiply", "Maximum", "Minimum", "Concatenate")


def embedded(era, tokens, name, size=3, mask_zero=True):
    return era.layer("Embedding", 9, size, mask_zero=mask_zero, name=name)(tokens)


def sequence(era, steps, size):
    """A sequence of vectors with whole vectors of -1.5 at both ends."""
    data = era.random.uniform(-1, 1, (3, steps, size)).astype("float32")
    data[0, :1], data[1, -2:], data[2, :2] = -1.5, -1.5, -1.5
    return era.input((steps, size), data=data)


def otherwise_padded(era, length):
    """Tokens with zeros at other places than those of `era.tokens`."""
    return era.input((length,), data=era.token_rows(length, 9)[::-1], dtype="int32")


def lstm(era, name, **kwargs):
    return era.layer("LSTM", 2, name=name, **dict(GATED, **kwargs))


@model()
def masks_merged(era):
    """Two sequences with masks of their own, merged in every way, before an LSTM."""
    tokens, others = era.tokens(6, 9), otherwise_padded(era, 6)
    pair = [embedded(era, tokens, "one"), embedded(era, others, "two")]
    outputs = []
    for kind in MERGES:
        if era.has(kind):
            merged = era.layer(kind, name="merge_" + kind.lower())(pair)
            outputs.append(lstm(era, "after_" + kind.lower())(merged))
    return era.model([tokens, others], outputs)


@model()
def masks_merged_with_none(era):
    """A sequence with a mask and one without, merged in every way; three of them, too."""
    tokens, x = era.tokens(6, 9), era.input((6, 3))
    masked = embedded(era, tokens, "one")
    outputs = []
    for kind in MERGES:
        if era.has(kind):
            merged = era.layer(kind, name="merge_" + kind.lower())([x, masked])
            outputs.append(lstm(era, "after_" + kind.lower())(merged))
    three = era.layer("Add", name="three")([masked, x, era.layer("Masking", -1.5)(sequence(era, 6, 3))])
    outputs.append(
        era.layer("GRU", 2, name="after_three", reset_after=False, **GATED)(three)
        if era.has("GRU.reset_after")
        else era.layer("GRU", 2, name="after_three", **GATED)(three)
    )
    return era.model([one for one, _data in era.fed], outputs)


@model()
def masks_joined_in_time(era):
    """Sequences one after the other, each with its mask; counted from the front and from the back."""
    tokens, others = era.tokens(6, 9), era.tokens(4, 9)
    pair = [embedded(era, tokens, "one"), embedded(era, others, "two")]
    front = era.layer("Concatenate", axis=1, name="front")(pair)
    back = era.layer("Concatenate", axis=-2, name="back")(pair)
    x = era.input((3, 1))  # Keras 2 can join what has no mask where it has one feature
    mixed = era.layer("Concatenate", axis=1, name="mixed")([x, embedded(era, tokens, "narrow", 1)])
    outputs = [lstm(era, "after_front")(front), lstm(era, "after_back")(back), lstm(era, "after_mixed")(mixed), front]
    return era.model([tokens, others, x], outputs)


@model()
def masks_token_and_position(era):
    """What tutorials do: tokens with a mask plus positions without, and on through layers that pass it."""
    tokens, places = era.tokens(6, 9), era.input((6,), data=np.tile(np.arange(6), (3, 1)).astype("float32"))
    x = era.layer("Add", name="add")([embedded(era, tokens, "tokens"), embedded(era, places, "positions", 3, False)])
    x = era.layer("Dropout", 0.2, name="dropout")(x)
    x = era.layer("BatchNormalization", name="norm")(x)
    x = era.layer("Bidirectional", lstm(era, "inner", return_sequences=True), name="both")(x)
    x = era.layer("TimeDistributed", era.layer("Dense", 4, activation="tanh"), name="steps")(x)
    return era.model([tokens, places], [lstm(era, "last")(x)])


@model()
def masks_branches(era):
    """Branches of one masked sequence: through Dense, through a convolution that stops it, merged again and again."""
    x = sequence(era, 6, 3)
    masked = era.layer("Masking", -1.5, name="masking")(x)
    dense = era.layer("Dense", 3, name="dense")(masked)
    conv = era.layer("Conv1D", 3, 2, padding="same", name="conv")(x)
    once = era.layer("Add", name="once")([dense, conv])
    twice = era.layer("Multiply", name="twice")([once, masked])
    again = era.layer("Concatenate", name="again")([twice, conv, once])
    outputs = [lstm(era, "after_once")(once), lstm(era, "after_twice")(twice), lstm(era, "after_again")(again)]
    return era.model(x, outputs)


@model()
def masks_seen(era):
    """Merged values at masked places, which a convolution and Flatten see."""
    tokens, others = era.tokens(6, 9), otherwise_padded(era, 6)
    pair = [embedded(era, tokens, "one"), embedded(era, others, "two")]
    outputs = []
    for kind in ("Multiply", "Maximum", "Minimum", "Add"):
        if era.has(kind):
            merged = era.layer(kind, name="merge_" + kind.lower())(pair)
            outputs.append(era.layer("Dense", 2, name="after_" + kind.lower())(merged))
    return era.model([tokens, others], outputs)


@model()
def masks_into_inner_model(era):
    """An inner model that merges what it gets, called on masked and on other sequences."""
    first, second = era.keras.layers.Input((6, 3)), era.keras.layers.Input((6, 3))
    merged = era.layer("Average", name="inner_merge")([first, second])
    inner = era.model([first, second], era.layer("Dense", 3, name="inner_dense")(merged), name="inner")
    tokens, others, x = era.tokens(6, 9), otherwise_padded(era, 6), era.input((6, 3))
    one, two = embedded(era, tokens, "one"), embedded(era, others, "two")
    outputs = [lstm(era, "first")(inner([one, two])), lstm(era, "second")(inner([x, two]))]
    return era.model([tokens, others, x], outputs)


@model()
def masks_out_of_inner_model(era):
    """An inner model with the embedding and its mask, and a sequence without one added to what it gives."""
    places = era.keras.layers.Input((6,))
    inner = era.model(places, era.layer("Embedding", 9, 3, mask_zero=True, name="table")(places), name="inner")
    tokens, x = era.tokens(6, 9), era.input((6, 3))
    merged = era.layer("Add", name="add")([inner(tokens), x])
    return era.model([tokens, x], lstm(era, "last")(merged))


@model()
def masks_through_inner_sequential(era):
    """An inner Sequential that passes the mask of merged sequences on, and another one that uses it."""
    tokens, x = era.tokens(6, 9), era.input((6, 3))
    passing = era.sequential(
        [era.layer("Dense", 4, input_shape=(6, 3), name="widen"), era.layer("Dropout", 0.2, name="drop")],
        name="passing",
    )
    using = era.sequential(
        [era.layer("Dense", 3, input_shape=(6, 4), name="narrow"), lstm(era, "deep", return_sequences=True)],
        name="using",
    )
    merged = era.layer("Add", name="add")([x, embedded(era, tokens, "one")])
    return era.model([tokens, x], lstm(era, "last")(using(passing(merged))))


@model()
def masks_of_shared_layers(era):
    """One LSTM on a merged and on a plain sequence; one Embedding on two inputs."""
    tokens, others = era.tokens(6, 9), otherwise_padded(era, 6)
    table = era.layer("Embedding", 9, 3, mask_zero=True, name="table")
    one, two = table(tokens), table(others)
    shared = lstm(era, "shared")
    merged = era.layer("Subtract" if era.has("Subtract") else "Add", name="merge")([one, two])
    return era.model([tokens, others], [shared(merged), shared(two)])


@model()
def masks_through_activations(era):
    """Layers that let masks through in some versions and stop them in others."""
    tokens = era.tokens(6, 9)
    x = embedded(era, tokens, "one")
    outputs = []
    for kind, kwargs in (
        ("ReLU", {}),
        ("LeakyReLU", {}),
        ("ELU", {}),
        ("PReLU", {}),
        ("ThresholdedReLU", {"theta": 0.1}),
        ("Softmax", {}),
        ("Activation", {"activation": "hard_sigmoid"}),
        ("LayerNormalization", {}),
        ("UnitNormalization", {}),
        ("GaussianNoise", {"stddev": 0.1}),
        ("SpatialDropout1D", {"rate": 0.2}),
    ):
        if kind == "Softmax" and era.tf(2, 5):
            continue  # it uses the mask, which then has to have the shape of the sequence
        if kind == "ReLU" and era.tf() and not era.tf(2, 3):
            continue  # it refuses masks
        if era.has(kind):
            passed = era.layer(kind, name=kind.lower(), **kwargs)(x)
            outputs.append(lstm(era, "after_" + kind.lower())(passed))
    return era.model(tokens, outputs)


@model(needs=("Rescaling",))
def masks_stopped(era):
    """Layers that stop masks in Keras 2 and pass them on in Keras 3."""
    tokens = era.tokens(6, 9)
    x = embedded(era, tokens, "one")
    outputs = [lstm(era, "after_rescaling")(era.layer("Rescaling", 0.5, offset=0.1, name="rescaling")(x))]
    if era.has("Identity"):
        outputs.append(lstm(era, "after_identity")(era.layer("Identity", name="identity")(x)))
    if era.has("Normalization.mean"):
        normal = era.layer("Normalization", mean=[0.1, 0.2, -0.3], variance=[0.5, 1.5, 0.7], name="normalization")(x)
        outputs.append(lstm(era, "after_normalization")(normal))
    return era.model(tokens, outputs)


@model(needs=("Rescaling",))
def masks_stopped_in_sequential(era):
    data = era.normal((6, 3))
    data[0, :1], data[1, -2:], data[2, :2] = 0, 0, 0
    era.feed(data)
    return era.sequential(
        [
            era.keras.layers.InputLayer((6, 3), name="start"),
            era.layer("Masking", 0.0, name="masking"),
            era.layer("Rescaling", 0.5, offset=0.1, name="rescaling"),
            lstm(era, "last"),
        ]
    )


@model(needs=("Attention",), lacks=dict.fromkeys(("tf-1.14", "tf-2.0"), "its Attention takes no masks in a graph"))
def masks_of_attention(era):
    """Attention to and from merged sequences."""
    tokens, others, x = era.tokens(6, 9), otherwise_padded(era, 6), era.input((6, 3))
    query = era.layer("Add", name="query")([embedded(era, tokens, "one"), x])
    value = era.layer("Average", name="value")([embedded(era, others, "two"), embedded(era, tokens, "three")])
    attended = era.layer("Attention", name="attention")([query, value])
    additive = era.layer("AdditiveAttention", name="additive")([value, query])
    return era.model([tokens, others, x], [attended, lstm(era, "after_attention")(attended), additive])


@model(needs=("MultiHeadAttention",))
def masks_of_multi_head_attention(era):
    """An encoder block on tokens with a mask and positions without."""
    tokens, x = era.tokens(6, 9), era.input((6, 4))
    merged = era.layer("Add", name="add")([embedded(era, tokens, "tokens", 4), x])
    attended = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, name="attention")(merged, merged)
    block = era.layer("LayerNormalization", name="norm")(era.layer("Add", name="residual")([merged, attended]))
    cross = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, name="cross")(x, block)
    pooled = era.layer("GlobalAveragePooling1D", name="pooled")(block)
    return era.model([tokens, x], [pooled, lstm(era, "last")(block), cross])


@model()
def masks_inside_time_distributed(era):
    """Sentences of words: masks that stay inside the wrapper, where they meet a sequence without one."""
    words = era.keras.layers.Input((5,))
    table = era.layer("Embedding", 9, 3, mask_zero=True, name="table")(words)
    other = era.layer("Embedding", 9, 3, name="other")(words)
    inner = era.model(words, lstm(era, "words")(era.layer("Add", name="add")([table, other])), name="sentence")
    data = era.random.randint(1, 9, (3, 4, 5)).astype("float32")
    data[0, :, :2], data[1, 1, -1:], data[2, 2, :1] = 0, 0, 0
    x = era.input((4, 5), data=data)
    return era.model(x, lstm(era, "sentences")(era.layer("TimeDistributed", inner, name="each")(x)))


@model(lacks={"keras-1.2.2-tf": "it has no states of that form"})
def masks_with_states(era):
    """A decoder on a merged sequence that starts from the states of an encoder on another one."""
    tokens, others, x = era.tokens(6, 9), otherwise_padded(era, 5), era.input((5, 3))
    _last, h, c = lstm(era, "encoder", return_state=True)(embedded(era, tokens, "one"))
    merged = era.layer("Add", name="add")([x, embedded(era, others, "two")])
    decoded = lstm(era, "decoder", return_sequences=False)(merged, initial_state=[h, c])
    return era.model([tokens, others, x], decoded)


@model(lacks={"keras-2.0.8": "its Bidirectional gives no mask for two outputs"})
def masks_of_both_directions(era):
    """A Bidirectional that gives both directions by themselves, merged again."""
    tokens, others = era.tokens(6, 9), otherwise_padded(era, 6)
    both = era.layer("Bidirectional", lstm(era, "inner", return_sequences=True), merge_mode=None, name="both")
    there, back = both(embedded(era, tokens, "one"))
    other = era.layer("Dense", 2, name="dense")(embedded(era, others, "two"))
    merged = [era.layer("Add", name="first")([there, other]), era.layer("Average", name="second")([other, back])]
    return era.model([tokens, others], [lstm(era, "after_first")(merged[0]), lstm(era, "after_second")(merged[1])])


@model()
def masks_made_again(era):
    """A Masking behind a merge makes its own mask; values that it masks are zero."""
    tokens, x = era.tokens(6, 9), sequence(era, 6, 3)
    merged = era.layer("Add", name="add")([embedded(era, tokens, "one"), era.layer("Masking", -1.5, name="first")(x)])
    masked = era.layer("Masking", 0.0, name="second")(merged)
    return era.model([tokens, x], [lstm(era, "last")(masked), lstm(era, "direct")(merged)])
