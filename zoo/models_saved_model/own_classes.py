"""Layers and models whose code is the user's own, and a model without Keras: recognised, shown, refused."""

from __future__ import absolute_import

from models import model


@model(later=("a layer of the user's own",))
def own_layer(era):
    class Scaled(era.keras.layers.Layer):
        def __init__(self, factor=1.0, **kwargs):
            super(Scaled, self).__init__(**kwargs)
            self.factor = factor

        def build(self, input_shape):
            self.scale = self.add_weight("scale", shape=(input_shape[-1],), initializer="ones")
            self.inner = era.keras.layers.Dense(3)
            self.inner.build(input_shape)
            super(Scaled, self).build(input_shape)

        def call(self, inputs):
            return self.inner(inputs * self.scale * self.factor)

        def get_config(self):
            return dict(super(Scaled, self).get_config(), factor=self.factor)

    x = era.input((4,))
    hidden = Scaled(0.5, name="scaled")(era.layer("Dense", 5, name="before")(x))
    return era.model(x, era.layer("Dense", 2, name="after")(hidden))


@model(later=("a model of the user's own",))
def own_model(era):
    class Tower(era.keras.Model):
        def __init__(self):
            super(Tower, self).__init__()
            self.first = era.keras.layers.Dense(4, activation="tanh")
            self.blocks = [era.keras.layers.Dense(4, name="block_%d" % index) for index in range(2)]
            self.last = era.keras.layers.Dense(2)

        def call(self, inputs):
            x = self.first(inputs)
            for block in self.blocks:
                x = block(x)
            return self.last(x)

    data = era.normal((5,))
    era.feed(data)
    built = Tower()
    built.predict(data)
    return built


@model(later=("no Keras",))
def no_keras(era):
    import tensorflow as tf

    class Affine(tf.Module):
        def __init__(self):
            super(Affine, self).__init__()
            self.w = tf.Variable([[0.5, -1.5], [2.0, 0.25], [1.0, -0.75]], name="w")
            self.b = tf.Variable([0.1, -0.2], name="b")

        @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)])
        def __call__(self, x):
            return tf.nn.relu(tf.matmul(x, self.w) + self.b)

    return Affine()
