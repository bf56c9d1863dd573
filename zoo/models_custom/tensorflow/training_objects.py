"""Keras's own layers alone; initializer, regularizer, constraint, loss, metric and schedule are custom."""
import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras import layers


class Checkerboard(tf.keras.initializers.Initializer):
    def __init__(self, value=0.25):
        self.value = value

    def __call__(self, shape, dtype=None, **kwargs):
        signs = np.where(np.indices([int(n) for n in shape]).sum(axis=0) % 2, -1.0, 1.0)
        return tf.constant(self.value * signs, dtype=dtype or tf.float32)

    def get_config(self):
        return {"value": self.value}


class Orthogonality(tf.keras.regularizers.Regularizer):
    def __init__(self, rate):
        self.rate = rate

    def __call__(self, kernel):
        product = tf.matmul(kernel, kernel, transpose_a=True)
        return self.rate * tf.reduce_sum(tf.square(product - tf.eye(int(kernel.shape[-1]))))

    def get_config(self):
        return {"rate": float(self.rate)}


class Between(tf.keras.constraints.Constraint):
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __call__(self, w):
        return tf.clip_by_value(w, self.low, self.high)

    def get_config(self):
        return {"low": self.low, "high": self.high}


def focal_loss(y_true, y_pred, gamma=2.0):
    y_pred = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_true * K.pow(1 - y_pred, gamma) * K.log(y_pred), axis=-1)


def r_squared(y_true, y_pred):
    residual = K.sum(K.square(y_true - y_pred))
    return 1 - residual / (K.sum(K.square(y_true - K.mean(y_true))) + K.epsilon())


def build_model():
    inputs = layers.Input((4,), name="inputs")
    x = layers.Dense(
        5,
        activation="relu",
        kernel_initializer=Checkerboard(0.1),
        kernel_regularizer=Orthogonality(0.01),
        bias_constraint=Between(-1.0, 1.0),
        name="hidden",
    )(inputs)
    outputs = layers.Dense(3, activation="softmax", kernel_constraint=Between(-2.0, 2.0), name="out")(x)
    model = tf.keras.Model(inputs, outputs, name="training_objects")
    model.compile(optimizer="adam", loss=focal_loss, metrics=[r_squared])
    return model
