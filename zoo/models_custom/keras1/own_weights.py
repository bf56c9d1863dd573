"""A layer as the documentation of Keras 1 showed it, with an attention that takes a mask."""
from keras import activations, initializations
from keras import backend as K
from keras.engine.topology import Layer
from keras.layers import Dense, Embedding, Input, LSTM, merge
from keras.models import Model


class ScaledDense(Layer):
    def __init__(self, output_dim, scale=1., activation='linear', init='glorot_uniform', **kwargs):
        self.output_dim = output_dim
        self.scale = scale
        self.activation = activations.get(activation)
        self.init = initializations.get(init)
        super(ScaledDense, self).__init__(**kwargs)

    def build(self, input_shape):
        self.W = self.add_weight(shape=(input_shape[1], self.output_dim), initializer=self.init, trainable=True,
                                 name='{}_W'.format(self.name))
        self.b = self.add_weight((self.output_dim,), initializer='zero', name='{}_b'.format(self.name))
        super(ScaledDense, self).build(input_shape)  # Be sure to call this somewhere!

    def call(self, x, mask=None):
        return self.activation(K.dot(x, self.W) * self.scale + self.b)

    def get_output_shape_for(self, input_shape):
        return (input_shape[0], self.output_dim)

    def get_config(self):
        config = {'output_dim': self.output_dim,
                  'scale': self.scale,
                  'activation': self.activation.__name__,
                  'init': self.init.__name__}
        base_config = super(ScaledDense, self).get_config()
        return dict(list(base_config.items()) + list(config.items()))


class Attention(Layer):
    def __init__(self, **kwargs):
        self.supports_masking = True
        self.init = initializations.get('glorot_uniform')
        super(Attention, self).__init__(**kwargs)

    def build(self, input_shape):
        self.u = self.init((input_shape[-1], 1), name='{}_u'.format(self.name))
        self.trainable_weights = [self.u]
        super(Attention, self).build(input_shape)

    def compute_mask(self, input, mask=None):
        return None

    def call(self, x, mask=None):
        a = K.exp(K.sum(K.dot(x, self.u), axis=-1))
        if mask is not None:
            a *= K.cast(mask, K.floatx())
        a /= K.sum(a, axis=1, keepdims=True) + K.epsilon()
        return K.sum(x * K.expand_dims(a), axis=1)

    def get_output_shape_for(self, input_shape):
        return (input_shape[0], input_shape[-1])


def build_model():
    words = Input((6,), dtype='int32', name='words')
    numbers = Input((5,), name='numbers')
    x = Embedding(9, 4, mask_zero=True, name='embedding')(words)
    x = Attention(name='attention')(LSTM(3, return_sequences=True, name='lstm')(x))
    y = ScaledDense(2, scale=0.5, activation='tanh', name='scaled')(numbers)
    x = merge([x, y], mode='concat', name='joined')
    return Model([words, numbers], Dense(2, name='out')(x), name='own_weights')
