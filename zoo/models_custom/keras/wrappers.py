"""A wrapper around any layer, with a weight of its own; and custom layers inside Keras's own wrappers."""
from keras import backend as K
from keras import initializers, layers
from keras.engine import Layer
from keras.layers.wrappers import Wrapper
from keras.models import Model


class Gated(Wrapper):
    """inputs + gain * layer(inputs)"""

    def __init__(self, layer, initial=0.1, **kwargs):
        super(Gated, self).__init__(layer, **kwargs)
        self.initial = initial

    def build(self, input_shape):
        if not self.layer.built:
            self.layer.build(input_shape)
            self.layer.built = True
        self.gain = self.layer.add_weight(name='gain',
                                          shape=(input_shape[-1],),
                                          initializer=initializers.Constant(self.initial))
        super(Gated, self).build()

    def call(self, inputs):
        return inputs + self.gain * self.layer.call(inputs)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super(Gated, self).get_config()
        config['initial'] = self.initial
        return config


class Shift(Layer):
    def build(self, input_shape):
        self.shift = self.add_weight(name='shift', shape=input_shape[-1:], initializer='uniform')
        super(Shift, self).build(input_shape)

    def call(self, inputs):
        return K.elu(inputs + self.shift)


def build_model():
    inputs = layers.Input((4, 5), name='steps')
    x = Gated(layers.Dense(5, activation='relu', name='inner'), initial=0.3, name='gated')(inputs)
    x = layers.TimeDistributed(Shift(name='shift'), name='each')(x)
    x = layers.LSTM(3, name='lstm')(x)
    x = Gated(Shift(name='again'), name='gated_custom')(x)
    return Model(inputs, x, name='wrappers')
