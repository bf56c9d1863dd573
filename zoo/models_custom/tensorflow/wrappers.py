"""A wrapper around any layer, with a weight of its own; and custom layers inside Keras's own wrappers."""
import tensorflow as tf
from tensorflow.keras import layers


class Gated(layers.Wrapper):
    """inputs + gain * layer(inputs)"""

    def __init__(self, layer, initial=0.1, **kwargs):
        super(Gated, self).__init__(layer, **kwargs)
        self.initial = initial

    def build(self, input_shape):
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True
        self.gain = self.add_weight(
            name="gain",
            shape=(int(input_shape[-1]),),
            initializer=tf.keras.initializers.Constant(self.initial),
        )
        super(Gated, self).build(input_shape)

    def call(self, inputs):
        return inputs + self.gain * self.layer.call(inputs)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super(Gated, self).get_config()
        config["initial"] = self.initial
        return config


class Shift(layers.Layer):
    def build(self, input_shape):
        self.shift = self.add_weight(name="shift", shape=input_shape[-1:], initializer="uniform")
        super(Shift, self).build(input_shape)

    def call(self, inputs):
        return tf.nn.elu(inputs + self.shift)

    def compute_output_shape(self, input_shape):
        return input_shape


def build_model():
    inputs = layers.Input((4, 5), name="steps")
    x = Gated(layers.Dense(5, activation="relu", name="inner"), initial=0.3, name="gated")(inputs)
    x = layers.TimeDistributed(Shift(name="shift"), name="each")(x)
    x = layers.LSTM(3, name="lstm")(x)
    x = Gated(Shift(name="again"), name="gated_custom")(x)
    return tf.keras.Model(inputs, x, name="wrappers")
