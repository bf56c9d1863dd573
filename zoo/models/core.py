"""Dense, Embedding, Masking, activations as names, and the layers that only pass on or drop."""

from __future__ import absolute_import

import numpy as np

from models import model

NO_ACTIVATIONS = {"get", "serialize", "deserialize", "hard_sigmoid"}


def activation_names(era):
    """Every public activation function of the era, hard_sigmoid aside (Keras 3 computes another one)."""
    module = era.keras.activations
    public = [name for name in dir(module) if name[0] != "_" and name not in NO_ACTIVATIONS]
    return [name for name in public if getattr(getattr(module, name), "__module__", "").endswith("activations")]


@model(also=("json", "yaml", "keras"))
def dense(era):
    x = era.input((5,))
    outputs = era.fan(
        x,
        era.layer("Dense", 4, activation="tanh", name="tanh"),
        era.layer("Dense", 3, use_bias=False, name="no_bias"),
        era.layer("Dense", 2, kernel_regularizer="l2", bias_constraint="nonneg", name="regularized"),
    )
    return era.model(x, outputs)


@model()
def dense_3d(era):
    x = era.input((4, 5))
    outputs = era.fan(
        x,
        era.layer("Dense", 3, activation="softmax", name="softmax_last"),
        era.layer("Dense", 2, activation="relu", name="relu"),
    )
    return era.model(x, outputs)


@model()
def activations(era):
    x = era.input((4, 3))
    names = activation_names(era) + ["silu", "leaky_relu", "relu6"]
    outputs = []
    for name in sorted(set(names)):
        outputs += era.fan(
            x,
            era.layer("Dense", 5, activation=name, name="dense_" + name),
            era.layer("Activation", name, name="activation_" + name),
        )
    return era.model(x, outputs)


@model(later=("hard_sigmoid",))
def activation_hard_sigmoid(era):
    x = era.input((4, 3))
    outputs = era.fan(
        x,
        era.layer("Dense", 5, activation="hard_sigmoid", name="dense_hard_sigmoid"),
        era.layer("Activation", "hard_sigmoid", name="activation_hard_sigmoid"),
    )
    return era.model(x, outputs)


@model()
def embedding(era):
    tokens = era.tokens(6, 7)
    outputs = era.fan(
        tokens,
        era.layer("Embedding", 7, 3, name="plain"),
        era.layer("Embedding", 8, 2, input_length=6, embeddings_initializer="glorot_normal", name="fixed_length"),
        era.layer("Embedding", 9, 4, mask_zero=True, embeddings_constraint="unitnorm", name="masked"),
    )
    return era.model(tokens, outputs)


@model()
def masking(era):
    data = era.normal((6, 4))
    data[0, :1] = data[0, 5:] = data[1, :2] = data[2, 3:] = -1.5
    x = era.input((6, 4), data=data)
    masked = era.layer("Masking", mask_value=-1.5, name="masking")(x)
    last = era.layer("LSTM", 3, recurrent_activation="sigmoid", name="last")(masked)
    every = era.layer("LSTM", 2, recurrent_activation="sigmoid", return_sequences=True, name="every")(masked)
    return era.model(x, [masked, last, every])


@model()
def embedding_mask_lstm(era):
    tokens = era.tokens(7, 9)
    x = era.layer("Embedding", 9, 4, mask_zero=True)(tokens)
    x = era.layer("Dropout", 0.3)(x)
    x = era.layer("TimeDistributed", era.layer("Dense", 5, activation="tanh"))(x)
    x = era.layer("LSTM", 3, recurrent_activation="sigmoid", return_sequences=True)(x)
    x = era.layer("Bidirectional", era.layer("SimpleRNN", 2), merge_mode="concat")(x)
    return era.model(tokens, era.layer("Dense", 2, activation="softmax")(x))


@model()
def identity(era):
    x = era.input((3, 4))
    outputs = era.fan(
        x,
        era.layer("Identity", name="identity"),
        era.layer("Activation", "linear", name="linear"),
        era.layer("ActivityRegularization", l1=0.01, l2=0.02, name="activity"),
    )
    return era.model(x, [era.layer("Dense", 2 + i)(y) for i, y in enumerate(outputs)])


@model()
def dense_ragged_vocabulary(era):
    """Float token input, as older scripts fed it."""
    tokens = era.input((5,), data=np.array([[1, 2, 0, 3, 4], [0, 5, 6, 1, 0], [2, 2, 3, 0, 0]], "float32"))
    x = era.layer("Embedding", 7, 3)(tokens)
    return era.model(tokens, era.layer("Dense", 2)(era.layer("Flatten")(x)))
