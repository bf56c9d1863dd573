"""Operations among layers: masked tensors, inner models, losses and metrics, several calls."""

from __future__ import absolute_import

from models import model
from models_operators import each


@model()
def op_masked(era):
    """Operations let masks go."""
    tokens = era.tokens(6, 8)
    masked = era.layer("Embedding", 8, 3, mask_zero=True, name="tokens")(tokens)
    lstm = era.layer("LSTM", 2, recurrent_activation="sigmoid", name="lstm")
    return era.model(tokens, [lstm(masked), era.layer("LSTM", 3, recurrent_activation="sigmoid", name="after")(masked * 2.0)])


@model()
def op_inner_model(era):
    """A model with operations that is called twice; weights before and behind them."""
    import tensorflow as tf

    inner_x = era.keras.layers.Input((4, 3))
    h = era.layer("Dense", 5, name="before")(inner_x)
    h = tf.concat([h, tf.reduce_mean(h, axis=1, keepdims=True) * tf.ones_like(h)], axis=-1)
    inner = era.model(inner_x, era.layer("Dense", 2, name="behind")(h), name="inner")
    x, y = era.input((4, 3)), era.input((4, 3))
    first, second = inner(x), inner(y)
    return era.model([x, y], [first - second, era.layer("Dense", 3, name="last")(abs(first))])


@model()
def op_losses(era):
    """Losses and metrics that stand in the graph beside the inference path."""
    import tensorflow as tf

    x = era.input((4, 3))
    h = era.layer("Dense", 3, name="dense")(x)
    z = h * 0.5
    made = era.model(x, [z, era.layer("Dense", 2, name="last")(z)])
    made.add_loss(tf.reduce_mean(tf.square(h)) * 0.1)
    made.add_metric(tf.reduce_sum(h), name="total", aggregation="mean")
    return made


@model()
def op_sampling(era):
    """The end of a variational encoder without its random part."""
    import tensorflow as tf

    x = era.input((6,))
    mean = era.layer("Dense", 3, name="z_mean")(x)
    log_variance = era.layer("Dense", 3, name="z_log_var")(x)
    divergence = -0.5 * tf.reduce_sum(1 + log_variance - tf.square(mean) - tf.exp(log_variance), axis=-1)
    return era.model(x, [mean + tf.exp(0.5 * log_variance), divergence])


@model()
def op_many_kinds(era):
    """Scaling in front of a network, a skip connection, an output with the layer's name."""
    import tensorflow as tf

    x = era.input((6, 6, 3))
    h = tf.subtract(x / 127.5, 1.0)
    h = era.layer("Conv2D", 4, 3, strides=2, padding="valid", name="conv")(tf.pad(h, [[0, 0], [0, 1], [0, 1], [0, 0]]))
    h = h * tf.nn.relu6(h + 3.0) / 6.0
    pooled = tf.reduce_mean(h, [1, 2])
    return era.model(x, each(era, [lambda: era.layer("Dense", 3, name="logits")(pooled),
                                   lambda: tf.nn.softmax(pooled, name="probabilities")]))
