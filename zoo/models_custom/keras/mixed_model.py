"""Custom layers in a Sequential and in a model inside a model."""
from keras.layers import Dense, Input, Layer, concatenate
from keras.models import Model, Sequential


class Affine(Layer):
    def build(self, input_shape):
        self.a = self.add_weight(name='a', shape=input_shape[-1:], initializer='ones')
        self.b = self.add_weight(name='b', shape=input_shape[-1:], initializer='zeros')
        super(Affine, self).build(input_shape)

    def call(self, inputs):
        return inputs * self.a + self.b


def build_model():
    inputs = Input((5,), name='inputs')
    branch = Sequential([Dense(4, name='wide', input_shape=(5,)), Affine(name='affine')], name='branch')
    inner_in = Input((4,), name='inner_in')
    inner = Model(inner_in, Affine(name='inner_affine')(Dense(3, name='narrow')(inner_in)), name='inner')
    x = branch(inputs)
    x = concatenate([inner(x), x], name='joined')
    return Model(inputs, Dense(2, name='out')(x), name='mixed_model')
