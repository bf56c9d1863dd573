"""Activation functions of the user's own where a layer applies them last: also in a Sequential and a TimeDistributed."""
import math

from keras import backend as K
from keras.layers import Activation, Conv2D, Dense, Flatten, Input, TimeDistributed
from keras.models import Model, Sequential

SLOPE = 0.2


def hard_mish(x):
    return x * K.clip(x + 2., 0., 2.) / 2.


def tilted(x, slope=SLOPE):
    return K.switch(K.greater(x, 0.), K.log(1. + K.relu(x)), slope * x)


def bump(x):
    return K.exp(-K.square(x)) * math.sqrt(2.)


def shares(x):
    e = K.exp(x - K.max(x, axis=-1, keepdims=True))
    return e / K.sum(e, axis=-1, keepdims=True)


def build_model():
    inputs = Input((6, 5, 2), name='image')
    x = Conv2D(4, (3, 2), padding='same', activation=tilted, name='conv')(inputs)
    x = Activation(bump, name='bump')(x)
    x = TimeDistributed(TimeDistributed(Dense(3, activation=hard_mish, name='inner')), name='each')(x)
    x = Flatten(name='flat')(x)
    head = Sequential([Dense(5, activation=hard_mish, input_shape=(90,), name='first'),
                       Activation(tilted, name='second')], name='head')
    return Model(inputs, Dense(4, activation=shares, name='out')(head(x)), name='activations_last')
