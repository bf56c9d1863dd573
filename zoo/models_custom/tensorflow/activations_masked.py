"""An activation function of the user's own between a mask and the layer that uses it."""
import tensorflow as tf
from tensorflow.keras import layers


def squash(x):
    return x / (1.0 + tf.abs(x))


def build_model():
    words = layers.Input((7,), dtype="int32", name="words")
    x = layers.Embedding(8, 3, mask_zero=True, name="embedding")(words)
    x = layers.Dense(4, activation=squash, name="dense")(x)
    x = layers.LSTM(3, name="lstm")(layers.Activation(squash, name="squash")(x))
    return tf.keras.Model(words, layers.Dense(2, activation=squash, name="out")(x), name="activations_masked")
