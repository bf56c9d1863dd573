"""Activation functions of the user's own where a layer applies them last: also in a Sequential and a TimeDistributed."""
import math

import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras import layers

SLOPE = 0.2


def hard_mish(x):
    return x * K.clip(x + 2.0, 0.0, 2.0) / 2.0


def tilted(x, slope=SLOPE):
    return tf.where(x > 0, tf.math.log1p(tf.nn.relu(x)), slope * x)


def bump(x):
    return tf.exp(-tf.square(x)) * math.sqrt(2.0)


def shares(x):
    e = K.exp(x - K.max(x, axis=-1, keepdims=True))
    return e / K.sum(e, axis=-1, keepdims=True)


def build_model():
    inputs = layers.Input((6, 5, 2), name="image")
    x = layers.Conv2D(4, (3, 2), padding="same", activation=tilted, name="conv")(inputs)
    x = layers.Activation(bump, name="bump")(x)
    x = layers.TimeDistributed(layers.TimeDistributed(layers.Dense(3, activation=hard_mish, name="inner")), name="each")(x)
    x = layers.Flatten(name="flat")(x)
    head = tf.keras.Sequential(
        [layers.Dense(5, activation=hard_mish, name="first"), layers.Activation(tilted, name="second")], name="head"
    )
    return tf.keras.Model(inputs, layers.Dense(4, activation=shares, name="out")(head(x)), name="activations_last")
