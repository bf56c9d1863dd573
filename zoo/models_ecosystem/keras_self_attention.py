"""Layers of keras-self-attention, keras-layer-normalization, keras-pos-embd and keras-position-wise-feed-forward."""

from __future__ import absolute_import

from models_ecosystem import model

ATTENTION = "keras_self_attention/"


def attend(era, *args, **kwargs):
    return era.layer(ATTENTION + "SeqSelfAttention", *args, **kwargs)


@model()
def self_attention_additive(era):
    x = era.input((5, 4))
    return era.model(
        x,
        era.fan(
            x,
            attend(era, units=3, name="additive"),
            attend(era, units=3, use_additive_bias=False, use_attention_bias=False, name="without_biases"),
        ),
    )


@model()
def self_attention_multiplicative(era):
    x = era.input((5, 4))
    return era.model(
        x,
        era.fan(
            x,
            attend(era, attention_type="multiplicative", name="multiplicative"),
            attend(era, attention_type="multiplicative", attention_activation="sigmoid", name="sigmoid"),
            attend(era, attention_type="multiplicative", return_attention=True, attention_activation="tanh", name="scores"),
        ),
    )


@model()
def self_attention_additive_activation(era):
    x = era.input((5, 4))
    return era.model(
        x,
        era.fan(
            x,
            attend(era, units=3, attention_activation="sigmoid", name="sigmoid"),
            attend(era, units=3, attention_activation="tanh", return_attention=True, name="scores"),
        ),
    )


@model(later=("attention of a width, masks",))
def self_attention_width(era):
    x = era.input((5, 4))
    return era.model(x, attend(era, units=3, attention_width=3, name="width")(x))


@model(later=("attention of a width, masks",))
def self_attention_masked(era):
    x = era.tokens(6, 7)
    return era.model(x, attend(era, units=3, name="masked")(era.layer("Embedding", 7, 4, mask_zero=True)(x)))


@model()
def self_attention_weighted(era):
    x = era.input((5, 4))
    return era.model(
        x,
        era.fan(
            x,
            era.layer(ATTENTION + "SeqWeightedAttention", name="weighted"),
            era.layer(ATTENTION + "SeqWeightedAttention", use_bias=False, return_attention=True, name="scores"),
        ),
    )


@model()
def self_attention_scaled(era):
    x, y, z = era.input((5, 4)), era.input((6, 4)), era.input((6, 3))
    return era.model(
        [x, y, z],
        [
            era.layer(ATTENTION + "ScaledDotProductAttention", name="itself")(x),
            era.layer(ATTENTION + "ScaledDotProductAttention", name="three")([x, y, z]),
        ],
    )


@model()
def layer_normalization_of_others(era):
    x = era.input((5, 4))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("keras_layer_normalization/LayerNormalization", name="plain"),
            era.layer("keras_layer_normalization/LayerNormalization", epsilon=0.1, center=False, name="scale_alone"),
        ),
    )


@model()
def feed_forward_of_others(era):
    x = era.input((5, 4))
    return era.model(
        x,
        era.fan(
            x,
            era.layer("keras_position_wise_feed_forward/FeedForward", 3, name="plain"),
            era.layer("keras_position_wise_feed_forward/FeedForward", 3, "tanh", use_bias=False, name="no_bias"),
        ),
    )


@model()
def position_embeddings_of_others(era):
    x = era.input((5, 4))
    trigonometric, learned = "keras_pos_embd/TrigPosEmbedding", "keras_pos_embd/PositionEmbedding"
    return era.model(
        x,
        [
            era.layer(trigonometric, name="trig_add")(x),
            era.layer(trigonometric, mode="concat", output_dim=6, name="trig_concat")(x),
            era.layer(learned, input_dim=7, output_dim=4, mode="add", name="add")(x),
            era.layer(learned, input_dim=7, output_dim=3, mode="concat", name="concat")(x),
        ],
    )


@model(later=("embeddings of given places",))
def position_embeddings_of_given_places(era):
    x = era.tokens(6, 9)
    return era.model(
        x, era.layer("keras_pos_embd/PositionEmbedding", input_dim=6, output_dim=3, mode="expand", name="expand")(x)
    )
