"""A Sequential model with custom layers: one with weights, one without any."""
import tensorflow as tf
from tensorflow import keras


class Standardize(keras.layers.Layer):
    """Takes mean and deviation of each row out."""

    def __init__(self, epsilon=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.epsilon = epsilon

    def call(self, inputs):
        mean, variance = tf.nn.moments(inputs, axes=[-1], keepdims=True)
        return (inputs - mean) / tf.sqrt(variance + self.epsilon)

    def get_config(self):
        return {**super().get_config(), "epsilon": self.epsilon}


class Maxout(keras.layers.Layer):
    def __init__(self, units, pieces=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, input_shape):
        self.kernel = self.add_weight(name="kernel", shape=(self.pieces, int(input_shape[-1]), self.units))
        self.bias = self.add_weight(name="bias", shape=(self.pieces, self.units), initializer="zeros")

    def call(self, inputs):
        products = tf.einsum("bi,pio->bpo", inputs, self.kernel) + self.bias
        return tf.reduce_max(products, axis=1)

    def get_config(self):
        return {**super().get_config(), "units": self.units, "pieces": self.pieces}


def build_model():
    return keras.Sequential(
        [
            keras.layers.Dense(6, input_shape=(4,), name="first"),
            Standardize(epsilon=0.01, name="standardize"),
            Maxout(5, pieces=2, name="maxout"),
            keras.layers.Dense(2, activation="sigmoid", name="last"),
        ],
        name="sequential_custom",
    )
