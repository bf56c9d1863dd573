"""Attention, AdditiveAttention and MultiHeadAttention."""

from __future__ import absolute_import

from models import model


NO_CONFIG = {"tf-2.0": "its Attention cannot write its configuration"}
NO_MASKS = dict(NO_CONFIG, **{"tf-1.14": "its Attention takes no masks in a graph"})


@model(needs=("Attention",), lacks=NO_CONFIG)
def attention(era):
    query, value, key = era.input((4, 5)), era.input((6, 5)), era.input((6, 5))
    outputs = era.fan([query, value], era.layer("Attention", name="two"), era.layer("AdditiveAttention", name="additive"))
    outputs += era.fan(
        [query, value, key],
        era.layer("Attention", use_scale=True, name="scaled"),
        era.layer("Attention", dropout=0.3, name="dropout"),
        era.layer("AdditiveAttention", use_scale=False, name="additive_plain"),
    )
    return era.model([query, value, key], outputs)


@model(needs=("Attention.score_mode",))
def attention_concat(era):
    query, value = era.input((4, 5)), era.input((6, 5))
    layer = era.layer("Attention", score_mode="concat", use_scale=True, name="concat")
    return era.model([query, value], layer([query, value]))


@model(needs=("Attention.return_attention_scores",))
def attention_scores(era):
    query, value = era.input((4, 5)), era.input((6, 5))
    first = era.layer("Attention", name="dot")([query, value], return_attention_scores=True)
    second = era.layer("AdditiveAttention", name="additive")([query, value], return_attention_scores=True)
    return era.model([query, value], list(first) + list(second))


@model(needs=("Attention",), lacks=NO_CONFIG)
def attention_causal(era):
    query, value = era.input((5, 4)), era.input((5, 4))
    if era.has("Attention.use_causal_mask"):
        output = era.layer("Attention", name="causal")([query, value], use_causal_mask=True)
    else:
        output = era.layer("Attention", causal=True, name="causal")([query, value])
    return era.model([query, value], output)


@model(needs=("Attention",), lacks=NO_MASKS)
def attention_masked(era):
    """Masks that come from embeddings of padded tokens."""
    query, value = era.tokens(5, 8), era.tokens(7, 9)
    q = era.layer("Embedding", 8, 4, mask_zero=True, name="query")(query)
    v = era.layer("Embedding", 9, 4, mask_zero=True, name="value")(value)
    outputs = era.fan([q, v], era.layer("Attention", name="dot"), era.layer("AdditiveAttention", name="additive"))
    return era.model([query, value], outputs)


@model(needs=("Attention",), lacks=NO_MASKS)
def attention_mask_given(era):
    """Masks given to the call."""
    query, value = era.input((4, 5)), era.input((6, 5))
    q_mask = era.input((4,), data=boolean(era, 4), dtype="bool")
    v_mask = era.input((6,), data=boolean(era, 6), dtype="bool")
    output = era.layer("Attention", name="dot")([query, value], mask=[q_mask, v_mask])
    return era.model([query, value, q_mask, v_mask], output)


def boolean(era, *shape):
    """A mask with at least one True in every row."""
    rows = era.random.uniform(size=(3,) + shape) > 0.4
    rows[..., shape[-1] // 2] = True
    return rows


@model(needs=("MultiHeadAttention",))
def multi_head_attention(era):
    x, other = era.input((4, 6)), era.input((5, 3))
    own = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, name="own")(x, x)
    cross = era.layer("MultiHeadAttention", num_heads=3, key_dim=2, value_dim=5, dropout=0.1, name="cross")(x, other)
    shaped = era.layer("MultiHeadAttention", num_heads=2, key_dim=4, output_shape=7, use_bias=False, name="shaped")
    return era.model([x, other], [own, cross, shaped(x, other)])


@model(needs=("MultiHeadAttention",))
def multi_head_attention_keywords(era):
    """value and key as keywords; the scores returned."""
    x, value, key = era.input((4, 6)), era.input((5, 3)), era.input((5, 2))
    layer = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, name="attention")
    output, scores = layer(x, value=value, key=key, return_attention_scores=True)
    return era.model([x, value, key], [output, scores])


@model(needs=("MultiHeadAttention",))
def multi_head_attention_mask(era):
    x, value = era.input((4, 6)), era.input((5, 3))
    mask = era.input((4, 5), data=boolean(era, 4, 5), dtype="bool")
    output = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, name="attention")(x, value, attention_mask=mask)
    return era.model([x, value, mask], output)


@model(needs=("MultiHeadAttention",))
def multi_head_attention_axes(era):
    """Attention over the second axis, and over two axes at once."""
    x = era.input((4, 3, 6))
    first = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, attention_axes=2, name="axis_2")(x, x)
    second = era.layer("MultiHeadAttention", num_heads=2, key_dim=2, attention_axes=(1, 2), name="axes")(x, x)
    return era.model(x, [first, second])


@model(needs=("MultiHeadAttention.use_causal_mask",))
def multi_head_attention_causal(era):
    x = era.input((5, 4))
    layer = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, name="causal")
    return era.model(x, layer(x, x, use_causal_mask=True))


@model(needs=("MultiHeadAttention",))
def multi_head_attention_embedding(era):
    """Queries and values with padding masks, which some versions heed and some do not."""
    tokens = era.tokens(6, 8)
    x = era.layer("Embedding", 8, 4, mask_zero=True, name="embedding")(tokens)
    return era.model(tokens, era.layer("MultiHeadAttention", num_heads=2, key_dim=3, name="attention")(x, x))


@model(needs=("MultiHeadAttention",), also=("json",))
def transformer_block(era):
    """A whole encoder block with auto-generated names, twice."""
    x = inputs = era.input((5, 6))
    for _ in range(2):
        attended = era.layer("MultiHeadAttention", num_heads=2, key_dim=3, dropout=0.1)(x, x)
        x = era.layer("LayerNormalization", epsilon=1e-5)(era.layer("Add")([x, attended]))
        hidden = era.layer("Dense", 6)(era.layer("Dense", 8, activation="relu")(x))
        x = era.layer("LayerNormalization", epsilon=1e-5)(era.layer("Add")([x, hidden]))
    return era.model(inputs, era.layer("Dense", 2)(era.layer("GlobalAveragePooling1D")(x)))


@model(needs=("EinsumDense",))
def einsum_dense(era):
    x = era.input((4, 6))
    outputs = era.fan(
        x,
        era.layer("EinsumDense", "abc,cd->abd", output_shape=(None, 5), bias_axes="d", name="last"),
        era.layer("EinsumDense", "abc,bd->adc", output_shape=(3, 6), activation="tanh", name="middle"),
        era.layer("EinsumDense", "abc,cde->abde", output_shape=(4, 2, 3), bias_axes="de", name="heads"),
        era.layer("EinsumDense", "...x,xy->...y", output_shape=5, bias_axes="y", name="dots"),
    )
    return era.model(x, outputs)
