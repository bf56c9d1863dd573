"""Weights made as tf.Variable, in lists, and a statistic that training moves."""
import tensorflow as tf


class Powers(tf.keras.layers.Layer):
    def __init__(self, degree=3, momentum=0.9, **kwargs):
        super(Powers, self).__init__(**kwargs)
        self.degree = degree
        self.momentum = momentum
        self.temperature = tf.Variable(1.5, name="temperature", dtype=tf.float32)

    def build(self, input_shape):
        size = int(input_shape[-1])
        self.center = tf.Variable(tf.zeros([size]), trainable=False, name="center")
        self.factors = [
            self.add_weight(name="factor_%d" % power, shape=(size,), initializer="random_normal")
            for power in range(self.degree)
        ]
        super(Powers, self).build(input_shape)

    def call(self, inputs, training=None):
        if training:
            mean = tf.reduce_mean(inputs, axis=0)
            self.center.assign(self.momentum * self.center + (1 - self.momentum) * mean)
        x = (inputs - self.center) / self.temperature
        return tf.add_n([factor * tf.pow(x, power + 1) for power, factor in enumerate(self.factors)])

    def get_config(self):
        return dict(super(Powers, self).get_config(), degree=self.degree, momentum=self.momentum)


def build_model():
    inputs = tf.keras.Input((4,), name="inputs")
    x = Powers(3, momentum=0.8, name="powers")(inputs)
    return tf.keras.Model(inputs, tf.keras.layers.Dense(2, name="out")(x), name="variables")
