"""Functional outside, a model class and a Sequential with a custom layer inside."""
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


class Affine(layers.Layer):
    def build(self, input_shape):
        self.a = self.add_weight(name="a", shape=input_shape[-1:], initializer="ones")
        self.b = self.add_weight(name="b", shape=input_shape[-1:], initializer="zeros")
        super(Affine, self).build(input_shape)

    def call(self, inputs):
        return inputs * self.a + self.b


class Encoder(keras.Model):
    def __init__(self, units, **kwargs):
        super(Encoder, self).__init__(**kwargs)
        self.units = units
        self.dense = layers.Dense(units, activation="tanh")
        self.affine = Affine()

    def call(self, inputs):
        return self.affine(self.dense(inputs))

    def get_config(self):
        return {"name": self.name, "units": self.units}

    @classmethod
    def from_config(cls, config, custom_objects=None):
        return cls(**config)


def build_model():
    inputs = layers.Input((5,), name="inputs")
    branch = keras.Sequential([layers.Dense(4, name="wide"), Affine(name="affine")], name="branch")
    inner_in = layers.Input((4,), name="inner_in")
    inner = keras.Model(inner_in, Affine(name="inner_affine")(layers.Dense(3)(inner_in)), name="inner")
    x = Encoder(4, name="encoder")(inputs)
    x = layers.concatenate([inner(x), branch(inputs)])
    return keras.Model(inputs, layers.Dense(2, name="out")(x), name="mixed_model")
