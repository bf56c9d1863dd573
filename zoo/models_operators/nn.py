"""Functions of tf.nn and tf.image."""

from __future__ import absolute_import

import numpy as np
from models import model
from models_operators import each


@model()
def op_activations(era):
    import tensorflow as tf

    x = era.input((4, 3))
    h = era.layer("Dense", 5, name="dense")(x)
    names = ("relu", "relu6", "elu", "selu", "softplus", "softsign", "tanh", "sigmoid", "swish", "silu", "gelu", "crelu")
    functions = [lambda name=name: getattr(tf.nn, name)(h) for name in names]
    functions += [
        lambda: tf.nn.leaky_relu(h), lambda: tf.nn.leaky_relu(h, alpha=0.3), lambda: tf.nn.softmax(h),
        lambda: tf.nn.softmax(h, axis=1), lambda: tf.nn.log_softmax(h, axis=-1), lambda: tf.nn.gelu(h, approximate=True),
        lambda: tf.nn.bias_add(h, np.linspace(-1, 1, 5).astype("float32")), lambda: tf.keras.activations.relu(h, max_value=0.5),
        lambda: tf.keras.activations.hard_sigmoid(h), lambda: tf.keras.activations.gelu(h),
    ]
    return era.model(x, each(era, functions))


@model()
def op_images(era):
    import tensorflow as tf

    x = era.input((5, 6, 4))
    h = era.layer("Conv2D", 4, 2, padding="same", name="conv")(x)
    kernel = np.random.RandomState(3).uniform(-0.5, 0.5, (2, 3, 4, 2)).astype("float32")
    return era.model(x, each(era, [
        lambda: tf.nn.max_pool2d(h, 2, 2, "VALID"), lambda: tf.nn.avg_pool2d(h, ksize=[1, 2, 3, 1], strides=[1, 1, 2, 1], padding="SAME"),
        lambda: tf.nn.max_pool(h, [2, 3], [2, 1], "SAME"), lambda: tf.nn.conv2d(h, kernel, [1, 2, 1, 1], "SAME"),
        lambda: tf.nn.conv2d(h, filters=kernel, strides=1, padding="VALID"),
        lambda: tf.nn.depthwise_conv2d(h, kernel, [1, 1, 1, 1], "SAME"),
        lambda: tf.image.flip_left_right(h), lambda: tf.image.flip_up_down(h), lambda: tf.image.rot90(h),
        lambda: tf.image.rot90(h, k=3), lambda: tf.image.transpose(h), lambda: tf.image.resize(h, [10, 9]),
        lambda: tf.image.resize(h, (8, 8), method="nearest"), lambda: tf.image.resize(h, [3, 4], "bilinear"),
        lambda: tf.nn.depth_to_space(h, 2), lambda: tf.nn.space_to_depth(h[:, :4], 2),
        lambda: tf.image.central_crop(h, 0.5), lambda: tf.image.crop_to_bounding_box(h, 1, 2, 3, 2),
        lambda: tf.image.pad_to_bounding_box(h, 1, 2, 8, 9), lambda: tf.image.per_image_standardization(h),
        lambda: tf.image.adjust_brightness(h, 0.2), lambda: tf.image.adjust_contrast(h, 1.5),
        lambda: tf.image.rgb_to_grayscale(h[..., :3]), lambda: tf.image.grayscale_to_rgb(h[..., :1]),
    ]))


@model()
def op_normalization(era):
    import tensorflow as tf

    x = era.input((5, 4))
    h = era.layer("Dense", 4, name="dense")(x)
    scale = np.array([0.7, 1.2, 0.9, 1.4], dtype="float32")
    offset = np.array([0.1, -0.2, 0.3, -0.4], dtype="float32")

    def normalized():
        mean, variance = tf.nn.moments(h, axes=[-1], keepdims=True)
        return tf.nn.batch_normalization(h, mean, variance, offset, scale, 1e-3)

    return era.model(x, each(era, [
        normalized, lambda: (h - tf.reduce_mean(h, axis=1, keepdims=True)) / (tf.math.reduce_std(h, axis=1, keepdims=True) + 0.1),
        lambda: tf.nn.l2_normalize(h, -1), lambda: tf.math.l2_normalize(h, axis=1, epsilon=0.5),
        lambda: tf.nn.l2_loss(h) * h,
    ]))
