"""Tied weights: one layer that embeds and projects with the same kernel, and a decoder that uses its encoder's."""
import tensorflow as tf
from tensorflow import keras


class TiedEmbedding(keras.layers.Layer):
    def __init__(self, vocabulary, dim, **kwargs):
        super().__init__(**kwargs)
        self.vocabulary = vocabulary
        self.dim = dim

    def build(self, input_shape):
        self.table = self.add_weight(name="table", shape=(self.vocabulary, self.dim), initializer="random_normal")
        self.projection_bias = self.add_weight(name="projection_bias", shape=(self.vocabulary,), initializer="zeros")
        self.built = True

    def call(self, inputs, mode="embed"):
        if mode == "embed":
            return tf.gather(self.table, inputs)
        return tf.matmul(inputs, self.table, transpose_b=True) + self.projection_bias

    def get_config(self):
        return dict(super().get_config(), vocabulary=self.vocabulary, dim=self.dim)


class TiedAutoencoder(keras.layers.Layer):
    """Each layer of the decoder uses the transposed kernel of one of the encoder."""

    def __init__(self, widths, **kwargs):
        super().__init__(**kwargs)
        self.widths = widths
        self.encoder = [keras.layers.Dense(width, activation="tanh") for width in widths]

    def build(self, input_shape):
        self.decoder = []
        size = int(input_shape[-1])
        for index, layer in enumerate(self.encoder):
            with tf.name_scope(layer.name):
                layer.build((None, size))
            bias = self.add_weight(name="decoder_bias_%d" % index, shape=(size,), initializer="zeros")
            self.decoder.append(DenseTranspose(layer, bias))
            size = self.widths[index]
        self.built = True

    def call(self, inputs):
        x = inputs
        for layer in self.encoder:
            x = layer(x)
        for layer in reversed(self.decoder):
            x = layer(x)
        return x

    def get_config(self):
        return dict(super().get_config(), widths=self.widths)


class DenseTranspose(keras.layers.Layer):
    def __init__(self, dense, bias, **kwargs):
        super().__init__(**kwargs)
        self.dense = dense
        self.own_bias = bias

    def call(self, inputs):
        return tf.nn.tanh(tf.matmul(inputs, self.dense.kernel, transpose_b=True) + self.own_bias)


def build_model():
    tokens = keras.Input((5,), dtype="int32", name="tokens")
    numbers = keras.Input((5,), name="numbers")
    tied = TiedEmbedding(8, 3, name="tied")
    x = keras.layers.Dense(3, activation="tanh", name="mix")(tied(tokens))
    logits = tied(x, mode="project")
    rebuilt = TiedAutoencoder([4, 2], name="autoencoder")(numbers)
    return keras.Model([tokens, numbers], [logits, rebuilt], name="tied_weights")
