"""A dense layer with weights of its own, a scale of its own, and a counter that is not trained."""
import tensorflow as tf
from tensorflow.keras import activations, initializers, layers


class ScaledDense(layers.Layer):
    def __init__(self, units, scale=1.0, activation=None, kernel_initializer="glorot_uniform", **kwargs):
        super(ScaledDense, self).__init__(**kwargs)
        self.units = int(units)
        self.scale = scale
        self.activation = activations.get(activation)
        self.kernel_initializer = initializers.get(kernel_initializer)

    def build(self, input_shape):
        # not trained, and made first: it stands last among the weights
        self.offset = self.add_weight(
            name="offset", shape=(int(input_shape[-1]),), initializer="zeros", trainable=False
        )
        self.kernel = self.add_weight(
            "kernel", shape=(int(input_shape[-1]), self.units), initializer=self.kernel_initializer, trainable=True
        )
        self.bias = self.add_weight(name="bias", shape=[self.units], initializer="zeros")
        super(ScaledDense, self).build(input_shape)

    def call(self, inputs):
        outputs = tf.matmul(inputs - self.offset, self.kernel) * self.scale
        outputs = tf.nn.bias_add(outputs, self.bias)
        if self.activation is not None:
            return self.activation(outputs)
        return outputs

    def compute_output_shape(self, input_shape):
        return input_shape[:-1] + (self.units,)

    def get_config(self):
        config = super(ScaledDense, self).get_config()
        config.update(
            {
                "units": self.units,
                "scale": self.scale,
                "activation": activations.serialize(self.activation),
                "kernel_initializer": initializers.serialize(self.kernel_initializer),
            }
        )
        return config


def build_model():
    inputs = layers.Input(shape=(5,), name="features")
    x = layers.Dense(7, activation="relu", name="before")(inputs)
    x = ScaledDense(4, scale=0.5, activation="tanh", name="scaled")(x)
    outputs = layers.Dense(3, name="after")(x)
    return tf.keras.Model(inputs, outputs, name="own_weights")
