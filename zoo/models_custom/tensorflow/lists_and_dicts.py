"""Layers held in lists, in lists of lists and in dicts; more than nine of them, so that their order shows."""
import tensorflow as tf


class Branches(tf.keras.layers.Layer):
    def __init__(self, widths, depth=2, **kwargs):
        super(Branches, self).__init__(**kwargs)
        self.widths = list(widths)
        self.depth = depth
        self.towers = [
            [tf.keras.layers.Dense(width, activation="tanh") for _ in range(depth)] for width in self.widths
        ]
        self.heads = {
            "small": tf.keras.layers.Dense(2, name="small_head"),
            "large": tf.keras.layers.Dense(4, name="large_head"),
        }
        self.mixers = []
        for index in range(11):
            self.mixers.append(tf.keras.layers.Dense(3, use_bias=index % 2 == 0))

    def call(self, inputs):
        outputs = []
        for tower in self.towers:
            x = inputs
            for layer in tower:
                x = layer(x)
            outputs.append(x)
        x = tf.concat(outputs, axis=-1)
        for mixer in self.mixers:
            x = mixer(x)
        return tf.concat([self.heads["small"](x), self.heads["large"](x)], axis=-1)

    def get_config(self):
        base = super(Branches, self).get_config()
        return dict(list(base.items()) + [("widths", self.widths), ("depth", self.depth)])


def build_model():
    inputs = tf.keras.Input(shape=(5,), name="inputs")
    outputs = Branches([3, 2, 4], name="branches")(inputs)
    return tf.keras.Model(inputs, tf.keras.layers.Dense(2, name="out")(outputs), name="lists_and_dicts")
