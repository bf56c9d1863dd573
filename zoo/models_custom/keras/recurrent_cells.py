"""A recurrent cell written by hand, as the documentation of Keras 2 showed it."""
import keras
from keras import backend as K
from keras.layers import RNN, Bidirectional, Dense, Input
from keras.utils import CustomObjectScope


class MinimalCell(keras.layers.Layer):

    def __init__(self, units, **kwargs):
        self.units = units
        self.state_size = units
        super(MinimalCell, self).__init__(**kwargs)

    def build(self, input_shape):
        self.kernel = self.add_weight(shape=(input_shape[-1], self.units * 2),
                                      initializer='uniform',
                                      name='kernel')
        self.recurrent_kernel = self.add_weight(shape=(self.units, self.units * 2),
                                                initializer='uniform',
                                                name='recurrent_kernel')
        self.bias = self.add_weight(shape=(self.units * 2,), initializer='zeros', name='bias')
        self.built = True

    def call(self, inputs, states):
        previous = states[0]
        x = K.bias_add(K.dot(inputs, self.kernel), self.bias)
        x_f, x_h = x[:, :self.units], x[:, self.units:]
        forget = K.sigmoid(x_f + K.dot(previous, self.recurrent_kernel[:, :self.units]))
        candidate = K.tanh(x_h + K.dot(forget * previous, self.recurrent_kernel[:, self.units:]))
        state = (1. - forget) * previous + forget * candidate
        return state, [state]

    def get_config(self):
        config = {'units': self.units}
        base_config = super(MinimalCell, self).get_config()
        return dict(list(base_config.items()) + list(config.items()))


def build_model():
    inputs = Input((6, 3), name='steps')
    with CustomObjectScope({'MinimalCell': MinimalCell}):
        x = Bidirectional(RNN(MinimalCell(4), return_sequences=True, name='minimal'), name='both')(inputs)
    x = RNN([MinimalCell(3, name='lower'), MinimalCell(5, name='upper')], return_sequences=True, name='stack')(x)
    x = RNN(MinimalCell(2, name='single'), name='last')(x)
    return keras.models.Model(inputs, Dense(2, name='out')(x), name='recurrent_cells')
