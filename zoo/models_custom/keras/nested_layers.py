"""Layers inside a layer: Keras before 2.3 did not follow attributes, so people handed the weights up by hand."""
from keras import backend as K
from keras.layers import Dense, GlobalAveragePooling2D, Input, Layer
from keras.models import Model


class SqueezeExcite(Layer):
    def __init__(self, ratio=2, **kwargs):
        super(SqueezeExcite, self).__init__(**kwargs)
        self.ratio = ratio

    def build(self, input_shape):
        channels = input_shape[-1]
        self.reduce = Dense(channels // self.ratio, activation='relu', name='reduce')
        self.expand = Dense(channels, activation='sigmoid', name='expand')
        self.reduce.build((None, channels))
        self.expand.build((None, channels // self.ratio))
        if not self.trainable_weights:
            self._trainable_weights = self.reduce._trainable_weights + self.expand._trainable_weights
        super(SqueezeExcite, self).build(input_shape)

    def call(self, inputs):
        gates = self.expand.call(self.reduce.call(K.mean(inputs, axis=[1, 2])))
        return inputs * K.expand_dims(K.expand_dims(gates, 1), 1)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        config = super(SqueezeExcite, self).get_config()
        config['ratio'] = self.ratio
        return config


def build_model():
    image = Input((6, 5, 4), name='image')
    x = SqueezeExcite(2, name='excite')(image)
    x = GlobalAveragePooling2D(name='pool')(x)
    return Model(image, Dense(3, name='head')(x), name='nested_layers')
