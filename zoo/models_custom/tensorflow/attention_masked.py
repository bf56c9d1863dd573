"""Attention over words written by hand, that takes a mask and ends it."""
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras import constraints, initializers, layers, regularizers


def dot_product(x, kernel):
    return K.squeeze(K.dot(x, K.expand_dims(kernel)), axis=-1)


class AttentionWithContext(layers.Layer):
    def __init__(self, W_regularizer=None, u_regularizer=None, b_constraint=None, bias=True, **kwargs):
        self.supports_masking = True
        self.init = initializers.get("glorot_uniform")
        self.W_regularizer = regularizers.get(W_regularizer)
        self.u_regularizer = regularizers.get(u_regularizer)
        self.b_constraint = constraints.get(b_constraint)
        self.bias = bias
        super(AttentionWithContext, self).__init__(**kwargs)
        self.supports_masking = True

    def build(self, input_shape):
        assert len(input_shape) == 3
        size = int(input_shape[-1])
        self.W = self.add_weight(
            shape=(size, size),
            initializer=self.init,
            name="{}_W".format(self.name),
            regularizer=self.W_regularizer,
        )
        if self.bias:
            self.b = self.add_weight(
                shape=(size,),
                initializer="zero",
                name="{}_b".format(self.name),
                constraint=self.b_constraint,
            )
        self.u = self.add_weight(
            shape=(size,),
            initializer=self.init,
            name="{}_u".format(self.name),
            regularizer=self.u_regularizer,
        )
        super(AttentionWithContext, self).build(input_shape)

    def compute_mask(self, input, input_mask=None):
        return None

    def call(self, x, mask=None):
        uit = K.dot(x, self.W)
        if self.bias:
            uit += self.b
        uit = K.tanh(uit)
        ait = dot_product(uit, self.u)
        a = K.exp(ait)
        if mask is not None:
            a *= K.cast(mask, K.floatx())
        a /= K.cast(K.sum(a, axis=1, keepdims=True) + K.epsilon(), K.floatx())
        a = K.expand_dims(a)
        weighted_input = x * a
        return K.sum(weighted_input, axis=1)

    def compute_output_shape(self, input_shape):
        return input_shape[0], input_shape[-1]

    def get_config(self):
        config = super(AttentionWithContext, self).get_config()
        config.update(
            {
                "W_regularizer": regularizers.serialize(self.W_regularizer),
                "u_regularizer": regularizers.serialize(self.u_regularizer),
                "b_constraint": constraints.serialize(self.b_constraint),
                "bias": self.bias,
            }
        )
        return config


def build_model():
    words = layers.Input((7,), dtype="int32", name="words")
    x = layers.Embedding(11, 4, mask_zero=True, name="embedding")(words)
    x = layers.Bidirectional(layers.GRU(3, return_sequences=True), name="gru")(x)
    x = AttentionWithContext(W_regularizer=regularizers.l2(0.01), name="attention")(x)
    return tf.keras.Model(words, layers.Dense(2, activation="softmax", name="out")(x), name="attention_masked")
