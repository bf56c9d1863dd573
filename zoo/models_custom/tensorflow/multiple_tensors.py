"""A layer with several inputs and outputs, and arguments in its call; registered under a package."""
import tensorflow as tf
from tensorflow import keras


@keras.utils.register_keras_serializable(package="zoo", name="CrossGate")
class CrossGate(keras.layers.Layer):
    def __init__(self, units, activation="sigmoid", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        left, right = input_shape
        self.left_kernel = self.add_weight(name="left", shape=(left[-1], self.units))
        self.right_kernel = self.add_weight(name="right", shape=(right[-1], self.units))
        super().build(input_shape)

    def call(self, inputs, scale=1.0, residual=None):
        left, right = inputs
        a, b = tf.matmul(left, self.left_kernel), tf.matmul(right, self.right_kernel)
        gate = self.activation(a * scale + b)
        if residual is not None:
            a += residual
        return gate * a, (1.0 - gate) * b

    def get_config(self):
        config = super().get_config()
        config.update(units=self.units, activation=keras.activations.serialize(self.activation))
        return config


def build_model():
    left = keras.Input((3,), name="left")
    right = keras.Input((5,), name="right")
    a, b = CrossGate(4, name="gate")([left, right])
    c, d = CrossGate(4, activation="tanh", name="second")([a, b], scale=0.5, residual=b)
    return keras.Model([left, right], [keras.layers.Dense(2, name="out")(c), d], name="multiple_tensors")
