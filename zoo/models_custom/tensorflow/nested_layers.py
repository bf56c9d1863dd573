"""A residual block that holds layers: made in __init__, made in build, and a block in a block."""
import tensorflow as tf
from tensorflow.keras.layers import Add, BatchNormalization, Conv2D, Dense, GlobalAveragePooling2D, Input, Layer
from tensorflow.keras.models import Model


class SqueezeExcite(Layer):
    def __init__(self, ratio=2, **kwargs):
        super(SqueezeExcite, self).__init__(**kwargs)
        self.ratio = ratio

    def build(self, input_shape):
        channels = int(input_shape[-1])
        self.reduce = Dense(channels // self.ratio, activation="relu", name="reduce")
        self.expand = Dense(channels, activation="sigmoid", name="expand")
        super(SqueezeExcite, self).build(input_shape)

    def call(self, inputs):
        squeezed = tf.reduce_mean(inputs, axis=[1, 2])
        gates = self.expand(self.reduce(squeezed))
        return inputs * gates[:, tf.newaxis, tf.newaxis, :]

    def get_config(self):
        config = super(SqueezeExcite, self).get_config()
        config["ratio"] = self.ratio
        return config


class ResidualBlock(Layer):
    def __init__(self, filters, kernel_size=3, **kwargs):
        super(ResidualBlock, self).__init__(**kwargs)
        self.filters = filters
        self.kernel_size = kernel_size
        self.conv1 = Conv2D(filters, kernel_size, padding="same", use_bias=False)
        self.bn1 = BatchNormalization()
        self.conv2 = Conv2D(filters, kernel_size, padding="same", name="second_conv")
        self.excite = SqueezeExcite(2)
        self.shortcut = Conv2D(filters, 1)
        self.add = Add()

    def call(self, inputs, training=None):
        x = self.conv1(inputs)
        x = self.bn1(x, training=training)
        x = tf.nn.relu(x)
        x = self.excite(self.conv2(x))
        return self.add([x, self.shortcut(inputs)])

    def get_config(self):
        config = super(ResidualBlock, self).get_config()
        config.update({"filters": self.filters, "kernel_size": self.kernel_size})
        return config


def build_model():
    image = Input((6, 5, 2), name="image")
    x = ResidualBlock(4, name="block_a")(image)
    x = ResidualBlock(6, kernel_size=2, name="block_b")(x)
    x = GlobalAveragePooling2D(name="pool")(x)
    return Model(image, Dense(3, name="head")(x), name="nested_layers")
