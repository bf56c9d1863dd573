"""A dense layer with weights of its own, a scale of its own, and a vector that is not trained."""
from keras import activations, initializers
from keras import backend as K
from keras.engine.topology import Layer
from keras.layers import Dense, Input
from keras.models import Model


class ScaledDense(Layer):
    def __init__(self, units, scale=1.0, activation=None, kernel_initializer='glorot_uniform', **kwargs):
        super(ScaledDense, self).__init__(**kwargs)
        self.units = units
        self.scale = scale
        self.activation = activations.get(activation)
        self.kernel_initializer = initializers.get(kernel_initializer)

    def build(self, input_shape):
        self.offset = self.add_weight(name='offset', shape=(input_shape[-1],), initializer='zeros', trainable=False)
        self.kernel = self.add_weight(name='kernel',
                                      shape=(input_shape[-1], self.units),
                                      initializer=self.kernel_initializer,
                                      trainable=True)
        self.bias = self.add_weight(name='bias', shape=(self.units,), initializer='zeros')
        super(ScaledDense, self).build(input_shape)  # Be sure to call this somewhere!

    def call(self, x):
        return self.activation(K.bias_add(K.dot(x - self.offset, self.kernel) * self.scale, self.bias))

    def compute_output_shape(self, input_shape):
        return (input_shape[0], self.units)

    def get_config(self):
        config = {'units': self.units,
                  'scale': self.scale,
                  'activation': activations.serialize(self.activation),
                  'kernel_initializer': initializers.serialize(self.kernel_initializer)}
        base_config = super(ScaledDense, self).get_config()
        return dict(list(base_config.items()) + list(config.items()))


def build_model():
    inputs = Input(shape=(5,), name='features')
    x = Dense(7, activation='relu', name='before')(inputs)
    x = ScaledDense(4, scale=0.5, activation='tanh', name='scaled')(x)
    return Model(inputs, Dense(3, name='after')(x), name='own_weights')
