"""The classes of `models_custom/` as one writes them for Keras 3: the same names, the same configuration, any backend."""

import math

import keras
import numpy as np
from keras import layers, ops


@keras.saving.register_keras_serializable("custom")
class ScaledDense(layers.Layer):
    def __init__(self, units, scale=1.0, activation=None, kernel_initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.scale = scale
        self.activation = keras.activations.get(activation)
        self.kernel_initializer = keras.initializers.get(kernel_initializer)

    def build(self, input_shape):
        size = input_shape[-1]
        self.offset = self.add_weight(name="offset", shape=(size,), initializer="zeros", trainable=False)
        self.kernel = self.add_weight(name="kernel", shape=(size, self.units), initializer=self.kernel_initializer)
        self.bias = self.add_weight(name="bias", shape=(self.units,), initializer="zeros")

    def call(self, inputs):
        return self.activation(ops.matmul(inputs - self.offset, self.kernel) * self.scale + self.bias)

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.units)

    def get_config(self):
        return super().get_config() | {
            "units": self.units,
            "scale": self.scale,
            "activation": keras.activations.serialize(self.activation),
            "kernel_initializer": keras.initializers.serialize(self.kernel_initializer),
        }


@keras.saving.register_keras_serializable("custom")
class Standardize(layers.Layer):
    def __init__(self, epsilon=1e-3, **kwargs):
        super().__init__(**kwargs)
        self.epsilon = epsilon

    def call(self, inputs):
        mean = ops.mean(inputs, axis=-1, keepdims=True)
        return (inputs - mean) / ops.sqrt(ops.var(inputs, axis=-1, keepdims=True) + self.epsilon)

    def get_config(self):
        return super().get_config() | {"epsilon": self.epsilon}


@keras.saving.register_keras_serializable("custom")
class Maxout(layers.Layer):
    def __init__(self, units, pieces=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.pieces = pieces

    def build(self, input_shape):
        self.kernel = self.add_weight(name="kernel", shape=(self.pieces, input_shape[-1], self.units))
        self.bias = self.add_weight(name="bias", shape=(self.pieces, self.units), initializer="zeros")

    def call(self, inputs):
        return ops.max(ops.einsum("bi,pio->bpo", inputs, self.kernel) + self.bias, axis=1)

    def get_config(self):
        return super().get_config() | {"units": self.units, "pieces": self.pieces}


@keras.saving.register_keras_serializable("custom")
class SqueezeExcite(layers.Layer):
    def __init__(self, ratio=2, **kwargs):
        super().__init__(**kwargs)
        self.ratio = ratio

    def build(self, input_shape):
        channels = input_shape[-1]
        self.reduce = layers.Dense(channels // self.ratio, activation="relu", name="reduce")
        self.expand = layers.Dense(channels, activation="sigmoid", name="expand")
        self.reduce.build((None, channels))
        self.expand.build((None, channels // self.ratio))

    def call(self, inputs):
        gates = self.expand(self.reduce(ops.mean(inputs, axis=[1, 2])))
        return inputs * gates[:, None, None, :]

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return super().get_config() | {"ratio": self.ratio}


@keras.saving.register_keras_serializable("custom")
class ResidualBlock(layers.Layer):
    def __init__(self, filters, kernel_size=3, **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.kernel_size = kernel_size
        self.conv1 = layers.Conv2D(filters, kernel_size, padding="same", use_bias=False)
        self.bn1 = layers.BatchNormalization()
        self.conv2 = layers.Conv2D(filters, kernel_size, padding="same", name="second_conv")
        self.excite = SqueezeExcite(2)
        self.shortcut = layers.Conv2D(filters, 1)
        self.add = layers.Add()

    def build(self, input_shape):
        inner = (*input_shape[:-1], self.filters)
        self.conv1.build(input_shape)
        self.bn1.build(inner)
        self.conv2.build(inner)
        self.excite.build(inner)
        self.shortcut.build(input_shape)

    def call(self, inputs, training=None):
        x = ops.relu(self.bn1(self.conv1(inputs), training=training))
        return self.add([self.excite(self.conv2(x)), self.shortcut(inputs)])

    def get_config(self):
        return super().get_config() | {"filters": self.filters, "kernel_size": self.kernel_size}


@keras.saving.register_keras_serializable("custom")
class Branches(layers.Layer):
    def __init__(self, widths, depth=2, **kwargs):
        super().__init__(**kwargs)
        self.widths = list(widths)
        self.depth = depth
        self.towers = [[layers.Dense(width, activation="tanh") for _ in range(depth)] for width in self.widths]
        self.heads = {"small": layers.Dense(2, name="small_head"), "large": layers.Dense(4, name="large_head")}
        self.mixers = [layers.Dense(3, use_bias=index % 2 == 0) for index in range(11)]

    def build(self, input_shape):
        for width, tower in zip(self.widths, self.towers):
            size = input_shape[-1]
            for layer in tower:
                layer.build((None, size))
                size = width
        size = sum(self.widths)
        for mixer in self.mixers:
            mixer.build((None, size))
            size = 3
        for head in self.heads.values():
            head.build((None, size))

    def call(self, inputs):
        outputs = []
        for tower in self.towers:
            x = inputs
            for layer in tower:
                x = layer(x)
            outputs.append(x)
        x = ops.concatenate(outputs, axis=-1)
        for mixer in self.mixers:
            x = mixer(x)
        return ops.concatenate([self.heads["small"](x), self.heads["large"](x)], axis=-1)

    def get_config(self):
        return super().get_config() | {"widths": self.widths, "depth": self.depth}


@keras.saving.register_keras_serializable("custom")
class Twins(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.encoder = layers.Dense(units, activation="relu", name="encoder")
        self.left = self.encoder
        self.right = layers.Dense(units, name="right")
        self.again = [self.right, self.encoder]

    def build(self, input_shape):
        self.encoder.build(input_shape[0])
        self.right.build((None, self.units))

    def call(self, inputs):
        first, second = inputs
        x = self.left(first) - self.encoder(second)
        return self.right(x) * ops.sigmoid(self.again[0](x))

    def compute_output_shape(self, input_shape):
        return (*input_shape[0][:-1], self.units)

    def get_config(self):
        return super().get_config() | {"units": self.units}


@keras.saving.register_keras_serializable("custom")
class MinimalCell(layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.state_size = units

    def build(self, input_shape):
        units = self.units
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], units * 2), initializer="uniform")
        self.recurrent_kernel = self.add_weight(
            name="recurrent_kernel", shape=(units, units * 2), initializer="uniform"
        )
        self.bias = self.add_weight(name="bias", shape=(units * 2,), initializer="zeros")

    def call(self, inputs, states):
        previous = states[0]
        x_f, x_h = ops.split(ops.matmul(inputs, self.kernel) + self.bias, 2, axis=-1)
        u_f, u_h = ops.split(ops.convert_to_tensor(self.recurrent_kernel), 2, axis=-1)
        forget = ops.sigmoid(x_f + ops.matmul(previous, u_f))
        candidate = ops.tanh(x_h + ops.matmul(forget * previous, u_h))
        state = (1.0 - forget) * previous + forget * candidate
        return state, [state]

    def get_config(self):
        return super().get_config() | {"units": self.units}


@keras.saving.register_keras_serializable("custom")
class ProjectedCell(layers.Layer):
    def __init__(self, units, projection, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.projection = projection
        self.state_size = [projection, units]
        self.output_size = projection
        self.mix = layers.Dense(units, activation="tanh", name="mix")
        self.project = layers.Dense(projection, use_bias=False, name="project")

    def build(self, input_shape):
        self.mix.build((None, input_shape[-1] + self.projection))
        self.project.build((None, self.units))
        self.decay = self.add_weight(name="decay", shape=(self.units,), initializer="ones")

    def call(self, inputs, states):
        hidden, memory = states
        memory = self.decay * memory + self.mix(ops.concatenate([inputs, hidden], axis=-1))
        hidden = self.project(memory)
        return hidden, [hidden, memory]

    def get_config(self):
        return super().get_config() | {"units": self.units, "projection": self.projection}


@keras.saving.register_keras_serializable("custom")
class Gated(layers.Wrapper):
    def __init__(self, layer, initial=0.1, **kwargs):
        super().__init__(layer, **kwargs)
        self.initial = initial

    def build(self, input_shape):
        super().build(input_shape)
        self.gain = self.add_weight(
            name="gain", shape=(input_shape[-1],), initializer=keras.initializers.Constant(self.initial)
        )

    def call(self, inputs):
        return inputs + self.gain * self.layer(inputs)

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return super().get_config() | {"initial": self.initial}


@keras.saving.register_keras_serializable("custom")
class Shift(layers.Layer):
    def build(self, input_shape):
        self.shift = self.add_weight(name="shift", shape=input_shape[-1:], initializer="uniform")

    def call(self, inputs):
        return ops.elu(inputs + self.shift)

    def compute_output_shape(self, input_shape):
        return input_shape


@keras.saving.register_keras_serializable("custom")
class AttentionWithContext(layers.Layer):
    def __init__(self, W_regularizer=None, u_regularizer=None, b_constraint=None, bias=True, **kwargs):
        super().__init__(**kwargs)
        self.supports_masking = True
        self.W_regularizer = keras.regularizers.get(W_regularizer)
        self.u_regularizer = keras.regularizers.get(u_regularizer)
        self.b_constraint = keras.constraints.get(b_constraint)
        self.bias = bias

    def build(self, input_shape):
        size = input_shape[-1]
        self.W = self.add_weight(name=f"{self.name}_W", shape=(size, size), regularizer=self.W_regularizer)
        if self.bias:
            self.b = self.add_weight(
                name=f"{self.name}_b", shape=(size,), initializer="zeros", constraint=self.b_constraint
            )
        self.u = self.add_weight(name=f"{self.name}_u", shape=(size,), regularizer=self.u_regularizer)

    def compute_mask(self, inputs, mask=None):
        return None

    def call(self, x, mask=None):
        uit = ops.matmul(x, self.W)
        if self.bias:
            uit = uit + self.b
        a = ops.exp(ops.sum(ops.tanh(uit) * self.u, axis=-1))
        if mask is not None:
            a = a * ops.cast(mask, a.dtype)
        a = a / (ops.sum(a, axis=1, keepdims=True) + keras.backend.epsilon())
        return ops.sum(x * ops.expand_dims(a, -1), axis=1)

    def compute_output_shape(self, input_shape):
        return input_shape[0], input_shape[-1]

    def get_config(self):
        return super().get_config() | {
            "W_regularizer": keras.regularizers.serialize(self.W_regularizer),
            "u_regularizer": keras.regularizers.serialize(self.u_regularizer),
            "b_constraint": keras.constraints.serialize(self.b_constraint),
            "bias": self.bias,
        }


@keras.saving.register_keras_serializable("custom")
class MultiHeadSelfAttention(layers.Layer):
    def __init__(self, embed_dim, num_heads=2, **kwargs):
        super().__init__(**kwargs)
        self.embed_dim = embed_dim
        self.num_heads = num_heads
        self.query_dense = layers.Dense(embed_dim)
        self.key_dense = layers.Dense(embed_dim)
        self.value_dense = layers.Dense(embed_dim)
        self.combine_heads = layers.Dense(embed_dim)

    def build(self, input_shape):
        for layer in (self.query_dense, self.key_dense, self.value_dense, self.combine_heads):
            layer.build(input_shape)

    def separate_heads(self, x):
        x = ops.reshape(x, (-1, x.shape[1], self.num_heads, self.embed_dim // self.num_heads))
        return ops.transpose(x, (0, 2, 1, 3))

    def call(self, inputs):
        query, key, value = (
            self.separate_heads(layer(inputs)) for layer in (self.query_dense, self.key_dense, self.value_dense)
        )
        score = ops.matmul(query, ops.transpose(key, (0, 1, 3, 2))) / math.sqrt(self.embed_dim // self.num_heads)
        attention = ops.transpose(ops.matmul(ops.softmax(score, axis=-1), value), (0, 2, 1, 3))
        return self.combine_heads(ops.reshape(attention, (-1, inputs.shape[1], self.embed_dim)))

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return super().get_config() | {"embed_dim": self.embed_dim, "num_heads": self.num_heads}


@keras.saving.register_keras_serializable("custom")
class TransformerBlock(layers.Layer):
    def __init__(self, embed_dim, num_heads, ff_dim, rate=0.1, **kwargs):
        super().__init__(**kwargs)
        self.embed_dim, self.num_heads, self.ff_dim, self.rate = embed_dim, num_heads, ff_dim, rate
        self.att = MultiHeadSelfAttention(embed_dim, num_heads)
        self.ffn = keras.Sequential([layers.Dense(ff_dim, activation="relu"), layers.Dense(embed_dim)])
        self.layernorm1 = layers.LayerNormalization(epsilon=1e-6)
        self.layernorm2 = layers.LayerNormalization(epsilon=1e-6)
        self.dropout1 = layers.Dropout(rate)
        self.dropout2 = layers.Dropout(rate)

    def build(self, input_shape):
        for layer in (self.att, self.ffn, self.layernorm1, self.layernorm2):
            layer.build(input_shape)

    def call(self, inputs, training=None):
        attended = self.dropout1(self.att(inputs), training=training)
        x = self.layernorm1(inputs + attended)
        return self.layernorm2(x + self.dropout2(self.ffn(x), training=training))

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return super().get_config() | {
            "embed_dim": self.embed_dim,
            "num_heads": self.num_heads,
            "ff_dim": self.ff_dim,
            "rate": self.rate,
        }


@keras.saving.register_keras_serializable("custom")
class TokenAndPositionEmbedding(layers.Layer):
    def __init__(self, maxlen, vocab_size, embed_dim, **kwargs):
        super().__init__(**kwargs)
        self.maxlen, self.vocab_size, self.embed_dim = maxlen, vocab_size, embed_dim
        self.token_emb = layers.Embedding(vocab_size, embed_dim)
        self.pos_emb = layers.Embedding(maxlen, embed_dim)

    def build(self, input_shape):
        self.token_emb.build(input_shape)
        self.pos_emb.build(input_shape[-1:])

    def call(self, x):
        return self.token_emb(x) + self.pos_emb(ops.arange(x.shape[-1]))

    def compute_output_shape(self, input_shape):
        return (*input_shape, self.embed_dim)

    def get_config(self):
        return super().get_config() | {
            "maxlen": self.maxlen,
            "vocab_size": self.vocab_size,
            "embed_dim": self.embed_dim,
        }


@keras.saving.register_keras_serializable("custom")
class TiedEmbedding(layers.Layer):
    def __init__(self, vocabulary, dim, **kwargs):
        super().__init__(**kwargs)
        self.vocabulary = vocabulary
        self.dim = dim

    def build(self, input_shape):
        self.table = self.add_weight(name="table", shape=(self.vocabulary, self.dim), initializer="random_normal")
        self.projection_bias = self.add_weight(name="projection_bias", shape=(self.vocabulary,), initializer="zeros")

    def call(self, inputs, mode="embed"):
        if mode == "embed":
            return ops.take(self.table, inputs, axis=0)
        return ops.matmul(inputs, ops.transpose(self.table)) + self.projection_bias

    def get_config(self):
        return super().get_config() | {"vocabulary": self.vocabulary, "dim": self.dim}


@keras.saving.register_keras_serializable("custom")
class TiedAutoencoder(layers.Layer):
    def __init__(self, widths, **kwargs):
        super().__init__(**kwargs)
        self.widths = list(widths)
        self.encoder = [layers.Dense(width, activation="tanh") for width in self.widths]

    def build(self, input_shape):
        size = input_shape[-1]
        self.biases = []
        for index, layer in enumerate(self.encoder):
            layer.build((None, size))
            self.biases.append(self.add_weight(name=f"decoder_bias_{index}", shape=(size,), initializer="zeros"))
            size = self.widths[index]

    def call(self, inputs):
        x = inputs
        for layer in self.encoder:
            x = layer(x)
        for layer, bias in zip(reversed(self.encoder), reversed(self.biases)):
            x = ops.tanh(ops.matmul(x, ops.transpose(layer.kernel)) + bias)
        return x

    def compute_output_shape(self, input_shape):
        return input_shape

    def get_config(self):
        return super().get_config() | {"widths": self.widths}


@keras.saving.register_keras_serializable("zoo")
class Penalty(layers.Layer):
    def __init__(self, rate=1e-2, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate

    def build(self, input_shape):
        self.importance = self.add_weight(name="importance", shape=(input_shape[-1],), initializer="ones")

    def call(self, inputs):
        x = inputs * self.importance
        self.add_loss(self.rate * ops.sum(ops.abs(x)))
        return x

    def get_config(self):
        return super().get_config() | {"rate": self.rate}


@keras.saving.register_keras_serializable("zoo")
class Latent(layers.Layer):
    def __init__(self, size, **kwargs):
        super().__init__(**kwargs)
        self.size = size
        self.mean = layers.Dense(size, name="mean")
        self.log_variance = layers.Dense(size, name="log_variance")
        self.seed = keras.random.SeedGenerator()

    def build(self, input_shape):
        self.mean.build(input_shape)
        self.log_variance.build(input_shape)

    def call(self, inputs, training=None):
        mean, log_variance = self.mean(inputs), self.log_variance(inputs)
        self.add_loss(-0.5 * ops.mean(1 + log_variance - ops.square(mean) - ops.exp(log_variance)))
        if training:
            mean = mean + ops.exp(0.5 * log_variance) * keras.random.normal(ops.shape(mean), seed=self.seed)
        return mean, log_variance

    def get_config(self):
        return super().get_config() | {"size": self.size}


@keras.saving.register_keras_serializable("custom")
class Powers(layers.Layer):
    def __init__(self, degree=3, momentum=0.9, **kwargs):
        super().__init__(**kwargs)
        self.degree = degree
        self.momentum = momentum
        self.temperature = self.add_weight(
            name="temperature", shape=(), initializer=keras.initializers.Constant(1.5)
        )

    def build(self, input_shape):
        size = input_shape[-1]
        self.center = self.add_weight(name="center", shape=(size,), initializer="zeros", trainable=False)
        self.factors = [
            self.add_weight(name=f"factor_{power}", shape=(size,), initializer="random_normal")
            for power in range(self.degree)
        ]

    def call(self, inputs, training=None):
        if training:
            mean = ops.mean(inputs, axis=0)
            self.center.assign(self.momentum * self.center + (1 - self.momentum) * mean)
        x = (inputs - self.center) / self.temperature
        return sum(factor * x ** (power + 1) for power, factor in enumerate(self.factors))

    def get_config(self):
        return super().get_config() | {"degree": self.degree, "momentum": self.momentum}


@keras.saving.register_keras_serializable("zoo")
class CrossGate(layers.Layer):
    def __init__(self, units, activation="sigmoid", **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.activation = keras.activations.get(activation)

    def build(self, input_shape):
        left, right = input_shape
        self.left_kernel = self.add_weight(name="left", shape=(left[-1], self.units))
        self.right_kernel = self.add_weight(name="right", shape=(right[-1], self.units))

    def call(self, inputs, scale=1.0, residual=None):
        left, right = inputs
        a, b = ops.matmul(left, self.left_kernel), ops.matmul(right, self.right_kernel)
        gate = self.activation(a * scale + b)
        if residual is not None:
            a = a + residual
        return gate * a, (1.0 - gate) * b

    def get_config(self):
        return super().get_config() | {
            "units": self.units,
            "activation": keras.activations.serialize(self.activation),
        }


@keras.saving.register_keras_serializable("custom")
class ConvUnit(layers.Layer):
    def __init__(self, filters, **kwargs):
        super().__init__(**kwargs)
        self.filters = filters
        self.conv = layers.Conv1D(filters, 3, padding="causal")
        self.norm = layers.BatchNormalization()

    def build(self, input_shape):
        self.conv.build(input_shape)
        self.norm.build((*input_shape[:-1], self.filters))
        self.scale = self.add_weight(name="scale", shape=(self.filters,), initializer="ones")

    def call(self, inputs, training=None):
        return ops.relu(self.norm(self.conv(inputs), training=training)) * self.scale

    def compute_output_shape(self, input_shape):
        return (*input_shape[:-1], self.filters)

    def get_config(self):
        return super().get_config() | {"filters": self.filters}


@keras.saving.register_keras_serializable("custom")
class Classifier(keras.Model):
    """That of tf.keras; `DenseClassifier` is that of Keras 2.2 and 2.3, under the same name there."""

    def __init__(self, filters=(4, 5), classes=2, **kwargs):
        super().__init__(**kwargs)
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
        return super().get_config() | {"filters": self.filters, "classes": self.classes}


@keras.saving.register_keras_serializable("custom")
class DenseClassifier(keras.Model):
    def __init__(self, units=5, classes=2, use_bn=True, **kwargs):
        super().__init__(**kwargs)
        self.dense1 = layers.Dense(units, activation="relu")
        self.use_bn = use_bn
        self.dense2 = layers.Dense(classes, activation="softmax")
        self.dp = layers.Dropout(0.5)
        if use_bn:
            self.bn = layers.BatchNormalization(axis=-1)

    def call(self, inputs, training=None):
        x = self.dp(self.dense1(inputs), training=training)
        if self.use_bn:
            x = self.bn(x, training=training)
        return self.dense2(x)


@keras.saving.register_keras_serializable("custom")
class Affine(layers.Layer):
    def build(self, input_shape):
        self.a = self.add_weight(name="a", shape=input_shape[-1:], initializer="ones")
        self.b = self.add_weight(name="b", shape=input_shape[-1:], initializer="zeros")

    def call(self, inputs):
        return inputs * self.a + self.b


@keras.saving.register_keras_serializable("custom")
class Encoder(keras.Model):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.dense = layers.Dense(units, activation="tanh")
        self.affine = Affine()

    def build(self, input_shape):
        self.dense.build(input_shape)
        self.affine.build((*input_shape[:-1], self.units))

    def call(self, inputs):
        return self.affine(self.dense(inputs))

    def get_config(self):
        return super().get_config() | {"units": self.units}


# What is no layer: training_objects, schedule, activations


@keras.saving.register_keras_serializable("custom")
class Checkerboard(keras.initializers.Initializer):
    def __init__(self, value=0.25):
        self.value = value

    def __call__(self, shape, dtype=None):
        signs = np.where(np.indices(shape).sum(axis=0) % 2, -1.0, 1.0)
        return ops.cast(self.value * signs, dtype or keras.config.floatx())

    def get_config(self):
        return {"value": self.value}


@keras.saving.register_keras_serializable("custom")
class Orthogonality(keras.regularizers.Regularizer):
    def __init__(self, rate):
        self.rate = rate

    def __call__(self, kernel):
        product = ops.matmul(ops.transpose(kernel), kernel)
        return self.rate * ops.sum(ops.square(product - ops.eye(kernel.shape[-1])))

    def get_config(self):
        return {"rate": float(self.rate)}


@keras.saving.register_keras_serializable("custom")
class Between(keras.constraints.Constraint):
    def __init__(self, low, high):
        self.low, self.high = low, high

    def __call__(self, w):
        return ops.clip(w, self.low, self.high)

    def get_config(self):
        return {"low": self.low, "high": self.high}


@keras.saving.register_keras_serializable("custom")
def focal_loss(y_true, y_pred, gamma=2.0):
    y_pred = ops.clip(y_pred, keras.backend.epsilon(), 1 - keras.backend.epsilon())
    return -ops.mean(y_true * ops.power(1 - y_pred, gamma) * ops.log(y_pred), axis=-1)


@keras.saving.register_keras_serializable("custom")
def r_squared(y_true, y_pred):
    residual = ops.sum(ops.square(y_true - y_pred))
    return 1 - residual / (ops.sum(ops.square(y_true - ops.mean(y_true))) + keras.backend.epsilon())


@keras.saving.register_keras_serializable("custom")
class WarmUp(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup_steps):
        super().__init__()
        self.peak = peak
        self.warmup_steps = warmup_steps

    def __call__(self, step):
        step = ops.cast(step, "float32") + 1.0
        return self.peak * ops.minimum(step / self.warmup_steps, ops.rsqrt(step / self.warmup_steps))

    def get_config(self):
        return {"peak": self.peak, "warmup_steps": self.warmup_steps}


@keras.saving.register_keras_serializable("custom")
class WeightedError(keras.losses.Loss):
    def __init__(self, weight=2.0, name="weighted_error", **kwargs):
        super().__init__(name=name, **kwargs)
        self.weight = weight

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.where(error > 0, self.weight * error, -error), axis=-1)

    def get_config(self):
        return super().get_config() | {"weight": self.weight}


@keras.saving.register_keras_serializable("custom")
class Within(keras.metrics.Metric):
    def __init__(self, tolerance=0.5, name="within", **kwargs):
        super().__init__(name=name, **kwargs)
        self.tolerance = tolerance
        self.hits = self.add_variable(shape=(), initializer="zeros", name="hits")
        self.seen = self.add_variable(shape=(), initializer="zeros", name="seen")

    def update_state(self, y_true, y_pred, sample_weight=None):
        close = ops.cast(ops.abs(y_true - y_pred) < self.tolerance, "float32")
        self.hits.assign(self.hits + ops.sum(close))
        self.seen.assign(self.seen + ops.cast(ops.size(close), "float32"))

    def result(self):
        return self.hits / self.seen

    def get_config(self):
        return super().get_config() | {"tolerance": self.tolerance}


@keras.saving.register_keras_serializable("custom")
def mish(x):
    return x * ops.tanh(ops.softplus(x))


@keras.saving.register_keras_serializable("custom")
def tilted(x, slope=0.2):
    return ops.where(x > 0, ops.log1p(ops.relu(x)), slope * x)


@keras.saving.register_keras_serializable("zoo")
def bump(x):
    """That of tf.keras; `bump_keras` is that of Keras 2.2 and 2.3, under the same name there."""
    return ops.exp(-ops.square(x)) * math.sqrt(2.0)


@keras.saving.register_keras_serializable("custom")
def bump_keras(x):
    return ops.exp(-ops.square(x))


@keras.saving.register_keras_serializable("custom")
def squash(x):
    return x / (1.0 + ops.abs(x))


@keras.saving.register_keras_serializable("custom")
def hard_mish(x):
    return x * ops.clip(x + 2.0, 0.0, 2.0) / 2.0


@keras.saving.register_keras_serializable("custom")
def shares(x):
    e = ops.exp(x - ops.max(x, axis=-1, keepdims=True))
    return e / ops.sum(e, axis=-1, keepdims=True)
