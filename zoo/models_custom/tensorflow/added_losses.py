"""Layers that add losses: an activity penalty, and the sampling layer of a variational autoencoder (no noise when used)."""
import tensorflow as tf
from tensorflow.keras import layers


@tf.keras.utils.register_keras_serializable(package="zoo")
class Penalty(layers.Layer):
    def __init__(self, rate=1e-2, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def build(self, input_shape):
        self.importance = self.add_weight(name="importance", shape=(input_shape[-1],), initializer="ones")
        super().build(input_shape)

    def call(self, inputs):
        self.add_loss(self.rate * tf.reduce_sum(tf.abs(inputs * self.importance)))
        return inputs * self.importance

    def get_config(self):
        return dict(super().get_config(), rate=self.rate)


@tf.keras.utils.register_keras_serializable(package="zoo")
class Latent(layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.mean = layers.Dense(size, name="mean")
        self.log_variance = layers.Dense(size, name="log_variance")

    def call(self, inputs, training=None):
        mean, log_variance = self.mean(inputs), self.log_variance(inputs)
        divergence = -0.5 * tf.reduce_mean(1 + log_variance - tf.square(mean) - tf.exp(log_variance))
        self.add_loss(divergence)
        if training:
            mean += tf.exp(0.5 * log_variance) * tf.random.normal(tf.shape(mean))
        return mean, log_variance

    def get_config(self):
        return dict(super().get_config(), size=self.size)


def build_model():
    inputs = layers.Input((6,), name="inputs")
    x = Penalty(0.05, name="penalty")(layers.Dense(5, activation="relu", name="encoder")(inputs))
    mean, log_variance = Latent(2, name="latent")(x)
    outputs = layers.Dense(6, name="decoder")(mean)
    return tf.keras.Model(inputs, [outputs, log_variance], name="added_losses")
