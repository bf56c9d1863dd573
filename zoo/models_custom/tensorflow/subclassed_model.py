"""A model class: only weights and checkpoints hold it before TensorFlow 2."""
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

INPUTS = (("float32", (7, 3)),)


class ConvUnit(layers.Layer):
    def __init__(self, filters, **kwargs):
        super(ConvUnit, self).__init__(**kwargs)
        self.filters = filters
        self.conv = layers.Conv1D(filters, 3, padding="causal")
        self.norm = layers.BatchNormalization()

    def build(self, input_shape):
        self.scale = self.add_weight(name="scale", shape=(self.filters,), initializer="ones")
        super(ConvUnit, self).build(input_shape)

    def call(self, inputs, training=None):
        return tf.nn.relu(self.norm(self.conv(inputs), training=training)) * self.scale

    def get_config(self):
        return dict(super(ConvUnit, self).get_config(), filters=self.filters)


class Classifier(keras.Model):
    def __init__(self, filters=(4, 5), classes=2, **kwargs):
        super(Classifier, self).__init__(**kwargs)
        self.filters = list(filters)
        self.classes = classes
        self.units = [ConvUnit(width) for width in self.filters]
        self.pool = layers.GlobalMaxPooling1D()
        self.head = keras.Sequential([layers.Dense(6, activation="relu"), layers.Dense(classes)])

    def call(self, inputs, training=None):
        x = inputs
        for unit in self.units:
            x = unit(x, training=training)
        return self.head(self.pool(x))

    def get_config(self):
        return {"filters": list(self.filters), "classes": self.classes}


def build_model():
    return Classifier(filters=(4, 5), classes=3)
