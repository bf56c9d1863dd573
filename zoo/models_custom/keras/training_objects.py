"""Keras's own layers alone; initializer, regularizer, constraint, loss and metric are custom."""
import numpy as np
from keras import backend as K
from keras.constraints import Constraint
from keras.initializers import Initializer
from keras.layers import Dense, Input
from keras.models import Model
from keras.regularizers import Regularizer


class Checkerboard(Initializer):
    def __init__(self, value=0.25):
        self.value = value

    def __call__(self, shape, dtype=None):
        signs = np.where(np.indices(shape).sum(axis=0) % 2, -1., 1.)
        return K.constant(self.value * signs, dtype=dtype)

    def get_config(self):
        return {'value': self.value}


class Orthogonality(Regularizer):
    def __init__(self, rate):
        self.rate = rate

    def __call__(self, kernel):
        product = K.dot(K.transpose(kernel), kernel)
        return self.rate * K.sum(K.square(product - K.eye(K.int_shape(kernel)[-1])))

    def get_config(self):
        return {'rate': float(self.rate)}


class Between(Constraint):
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __call__(self, w):
        return K.clip(w, self.low, self.high)

    def get_config(self):
        return {'low': self.low, 'high': self.high}


def focal_loss(y_true, y_pred, gamma=2.):
    y_pred = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_true * K.pow(1 - y_pred, gamma) * K.log(y_pred), axis=-1)


def r_squared(y_true, y_pred):
    residual = K.sum(K.square(y_true - y_pred))
    return 1 - residual / (K.sum(K.square(y_true - K.mean(y_true))) + K.epsilon())


def build_model():
    inputs = Input((4,), name='inputs')
    x = Dense(5,
              activation='relu',
              kernel_initializer=Checkerboard(0.1),
              kernel_regularizer=Orthogonality(0.01),
              bias_constraint=Between(-1., 1.),
              name='hidden')(inputs)
    model = Model(inputs, Dense(3, activation='softmax', kernel_constraint=Between(-2., 2.), name='out')(x))
    model.compile(optimizer='adam', loss=focal_loss, metrics=[r_squared])
    return model
