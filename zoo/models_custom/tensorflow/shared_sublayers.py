"""One layer under two attributes, one layer called twice, and a custom layer called twice in a model."""
import tensorflow as tf
from tensorflow.keras import layers


class Twins(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.encoder = layers.Dense(units, activation="relu", name="encoder")
        self.left = self.encoder
        self.right = layers.Dense(units, name="right")
        self.again = [self.right, self.encoder]

    def call(self, inputs):
        first, second = inputs
        x = self.left(first) - self.encoder(second)
        return self.right(x) * tf.sigmoid(self.again[0](x))

    def get_config(self):
        config = super().get_config()
        config["units"] = self.units
        return config


def build_model():
    first = layers.Input((4,), name="first")
    second = layers.Input((4,), name="second")
    third = layers.Input((4,), name="third")
    twins = Twins(3, name="twins")
    x = layers.concatenate([twins([first, second]), twins([second, third])])
    return tf.keras.Model([first, second, third], layers.Dense(2, name="out")(x), name="shared_sublayers")
