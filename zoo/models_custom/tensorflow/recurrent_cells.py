"""Recurrent cells written by hand: one with weights of its own, one that holds a layer, stacked and both ways."""
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras import layers


class MinimalCell(layers.Layer):
    """A minimal gated unit."""

    def __init__(self, units, **kwargs):
        self.units = units
        self.state_size = units
        super(MinimalCell, self).__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units * 2), initializer="uniform", name="kernel")
        self.recurrent_kernel = self.add_weight(
            shape=(self.units, self.units * 2), initializer="uniform", name="recurrent_kernel"
        )
        self.bias = self.add_weight(shape=(self.units * 2,), initializer="zeros", name="bias")
        self.built = True

    def call(self, inputs, states):
        previous = states[0]
        x = K.bias_add(K.dot(inputs, self.kernel), self.bias)
        x_f, x_h = x[:, : self.units], x[:, self.units :]
        forget = K.sigmoid(x_f + K.dot(previous, self.recurrent_kernel[:, : self.units]))
        candidate = K.tanh(x_h + K.dot(forget * previous, self.recurrent_kernel[:, self.units :]))
        state = (1.0 - forget) * previous + forget * candidate
        return state, [state]

    def get_config(self):
        config = {"units": self.units}
        base_config = super(MinimalCell, self).get_config()
        return dict(list(base_config.items()) + list(config.items()))


class ProjectedCell(layers.Layer):
    """A cell with two states that holds a Dense layer."""

    def __init__(self, units, projection, **kwargs):
        super(ProjectedCell, self).__init__(**kwargs)
        self.units = units
        self.projection = projection
        self.mix = layers.Dense(units, activation="tanh", name="mix")
        self.project = layers.Dense(projection, use_bias=False, name="project")

    @property
    def state_size(self):
        return [self.projection, self.units]

    @property
    def output_size(self):
        return self.projection

    def build(self, input_shape):
        with tf.name_scope("mix"):
            self.mix.build((None, int(input_shape[-1]) + self.projection))
        with tf.name_scope("project"):
            self.project.build((None, self.units))
        self.decay = self.add_weight(name="decay", shape=(self.units,), initializer="ones")
        self.built = True

    def call(self, inputs, states):
        hidden, memory = states
        memory = self.decay * memory + self.mix(tf.concat([inputs, hidden], axis=-1))
        hidden = self.project(memory)
        return hidden, [hidden, memory]

    def get_config(self):
        config = super(ProjectedCell, self).get_config()
        config.update({"units": self.units, "projection": self.projection})
        return config


def build_model():
    inputs = layers.Input((6, 3), name="steps")
    x = layers.Bidirectional(layers.RNN(MinimalCell(4), return_sequences=True, name="minimal"), name="both")(inputs)
    x = layers.RNN([MinimalCell(3, name="lower"), MinimalCell(5, name="upper")], return_sequences=True, name="stack")(x)
    x = layers.RNN(ProjectedCell(5, 2, name="projected"), name="last")(x)
    return tf.keras.Model(inputs, layers.Dense(2, name="out")(x), name="recurrent_cells")
