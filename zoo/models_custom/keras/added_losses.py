"""A layer that adds a loss."""
from keras import backend as K
from keras.layers import Dense, Input, Layer
from keras.models import Model


class Penalty(Layer):
    def __init__(self, rate=1e-2, **kwargs):
        super(Penalty, self).__init__(**kwargs)
        self.rate = rate

    def build(self, input_shape):
        self.importance = self.add_weight(name='importance', shape=(input_shape[-1],), initializer='ones')
        super(Penalty, self).build(input_shape)

    def call(self, inputs):
        x = inputs * self.importance
        self.add_loss(self.rate * K.sum(K.abs(x)), inputs=inputs)
        return x

    def get_config(self):
        config = super(Penalty, self).get_config()
        config['rate'] = self.rate
        return config


def build_model():
    inputs = Input((6,), name='inputs')
    x = Penalty(0.05, name='penalty')(Dense(5, activation='relu', name='encoder')(inputs))
    return Model(inputs, Dense(6, name='decoder')(x), name='added_losses')
