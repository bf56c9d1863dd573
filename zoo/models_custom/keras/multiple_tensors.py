"""A layer with several inputs and outputs."""
from keras import activations
from keras import backend as K
from keras.layers import Dense, Input, Layer
from keras.models import Model


class CrossGate(Layer):
    def __init__(self, units, activation='sigmoid', **kwargs):
        super(CrossGate, self).__init__(**kwargs)
        self.units = units
        self.activation = activations.get(activation)

    def build(self, input_shape):
        assert isinstance(input_shape, list)
        left, right = input_shape
        self.left_kernel = self.add_weight(name='left', shape=(left[-1], self.units), initializer='glorot_uniform')
        self.right_kernel = self.add_weight(name='right', shape=(right[-1], self.units), initializer='glorot_uniform')
        super(CrossGate, self).build(input_shape)

    def call(self, inputs):
        left, right = inputs
        a, b = K.dot(left, self.left_kernel), K.dot(right, self.right_kernel)
        gate = self.activation(a + b)
        return [gate * a, (1. - gate) * b]

    def compute_output_shape(self, input_shape):
        return [(input_shape[0][0], self.units), (input_shape[1][0], self.units)]

    def get_config(self):
        config = super(CrossGate, self).get_config()
        config.update({'units': self.units, 'activation': activations.serialize(self.activation)})
        return config


def build_model():
    left = Input((3,), name='left')
    right = Input((5,), name='right')
    a, b = CrossGate(4, name='gate')([left, right])
    c, d = CrossGate(4, activation='tanh', name='second')([a, b])
    return Model([left, right], [Dense(2, name='out')(c), d], name='multiple_tensors')
