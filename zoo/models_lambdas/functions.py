"""The functions of the Lambda layers, as scripts of the time wrote them. `__init__.py` compiles this file under its bare
name, because bytecode holds the path of its source; K is the backend, tf TensorFlow, np NumPy.

A function whose name begins with `tf_` calls TensorFlow. Every one must read alike in Python 2.7 and 3.
"""

# one tensor of (batch, 4, 3)
centred = lambda x: (x - 127.5) / 127.5
powers = lambda x: x ** 2 - x ** 3 * 0.5
mirrored = lambda x: 1 - x
negative = lambda x: -x + 2
whole_division = lambda x: x * (7 // 2) + x * (3 / 2.0)
remainder = lambda x: x % 0.7
compared = lambda x: K.cast(K.greater(x, 0.1), "float32")
part = lambda x: x[:, 1:, :2]
last = lambda x: x[:, -1]
every_second = lambda x: x[:, ::2]
last_axis = lambda x: x[..., 0]
reversed_time = lambda x: x[:, ::-1]
mean = lambda x: K.mean(x, axis=1)
mean_kept = lambda x: K.mean(x, axis=[1, 2], keepdims=True)
total = lambda x: K.sum(x, axis=-1)
largest = lambda x: K.max(x, axis=1, keepdims=True)
smallest = lambda x: 1.0 - K.min(x, axis=-1, keepdims=True)
spread = lambda x: K.std(x, axis=1) + K.var(x, axis=1)
product = lambda x: K.prod(x, axis=-1)
root = lambda x: K.sqrt(K.sum(K.square(x), axis=-1, keepdims=True) + K.epsilon())
unit = lambda x: K.l2_normalize(x, axis=-1)
clipped = lambda x: K.clip(x, -0.3, 0.4)
rectified = lambda x: K.relu(x, alpha=0.1, max_value=0.5)
rectified_plain = lambda x: K.relu(x)
gated = lambda x: x * K.sigmoid(x) + K.tanh(x)
softened = lambda x: K.softplus(x) + K.softsign(x)
hard = lambda x: K.hard_sigmoid(x)
exponential = lambda x: K.log(K.exp(x) + 1) + K.elu(x, 0.7)
normed = lambda x: K.softmax(x)
absolute = lambda x: K.abs(x) + K.sign(x) + K.pow(x, 2)
rounded = lambda x: K.round(x * 3.0)
between = lambda x: K.maximum(K.minimum(x, 0.5), -0.5)
reshaped = lambda x: K.reshape(x, (-1, 6, 2))
flat = lambda x: K.batch_flatten(x)
swapped = lambda x: K.permute_dimensions(x, (0, 2, 1))
expanded = lambda x: K.expand_dims(x, axis=2)
squeezed = lambda x: K.squeeze(K.expand_dims(x, axis=1), axis=1)
repeated = lambda x: K.repeat_elements(x, 2, axis=1)
tiled = lambda x: K.tile(x, (1, 2, 1))
stacked = lambda x: K.stack([x, x * 2], axis=1)
joined = lambda x: K.concatenate([x, x * x], axis=-1)
padded = lambda x: K.temporal_padding(x, (1, 2))
same_shape = lambda x: K.zeros_like(x) + K.ones_like(x) * x
by_rank = lambda x: x * 2 if K.ndim(x) == 3 else x
by_shape = lambda x: x * K.int_shape(x)[1]
identity = lambda x: x
piece = lambda x, start, size: x[:, start:start + size]
with_default = lambda x, by=1.5, offset=-0.25: x * by + offset
many = lambda x: [x + 1, K.sum(x, axis=1)]


def with_statements(x):
    """A docstring, variables, a loop, a branch."""
    total = x[:, 0]
    for step in range(1, 4):
        total = total + x[:, step] * step
        if step == 2:
            total -= 0.5
    return total


def with_inner(x):
    def halve(value):
        return value * 0.5

    parts = [halve(x[:, i]) for i in range(4) if i != 1]
    return K.concatenate(parts, axis=1)


def with_import(x):
    from keras import backend
    return backend.square(x)


def mode_of(x, mode="sum"):
    if mode == "sum":
        return K.sum(x, axis=1)
    elif mode == "max":
        return K.max(x, axis=1)
    raise ValueError(mode)


def make_scaled(by, offset):
    return lambda x: x * by + offset


# a list of two tensors of (batch, 4, 3)
difference = lambda p: K.abs(p[0] - p[1])


def distance(vectors):
    x, y = vectors
    return K.sqrt(K.maximum(K.sum(K.square(x - y), axis=1, keepdims=True), K.epsilon()))


def attention(tensors):
    scores, values = tensors
    weights = K.softmax(scores)
    return K.sum(weights * values, axis=1)


batch_dot = lambda p: K.batch_dot(p[0], K.permute_dimensions(p[1], (0, 2, 1)))
batch_dot_axes = lambda p: K.batch_dot(p[0], p[1], axes=[2, 2])
weighted = lambda p: p[0] * p[1][:, :, 0:1]
both = lambda p: K.concatenate(p, axis=1)
switched = lambda p: K.switch(K.greater(p[0], p[1]), p[0], p[1])

# TensorFlow
tf_mean = lambda x: tf.reduce_mean(x, axis=1)
tf_split = lambda x: tf.split(x, 2, axis=1)[1]
tf_concat = lambda x: tf.concat([x, tf.abs(x)], axis=-1)
tf_reshape = lambda x: tf.reshape(x, [-1, 12])
tf_transpose = lambda x: tf.transpose(x, [0, 2, 1])
tf_expand = lambda x: tf.expand_dims(x, -1)
tf_norm = lambda x: tf.nn.l2_normalize(x, axis=-1)
tf_softmax = lambda x: tf.nn.softmax(x, axis=1)
tf_activation = lambda x: tf.nn.relu(x) + tf.nn.leaky_relu(x, alpha=0.3) + tf.nn.elu(x)
tf_matmul = lambda x: tf.matmul(x, x, transpose_b=True)
tf_pad = lambda x: tf.pad(x, [[0, 0], [1, 2], [0, 0]])
tf_tile = lambda x: tf.tile(x, [1, 2, 1])
tf_gather = lambda x: tf.gather(x, [2, 0], axis=1)
tf_stack = lambda x: tf.stack([x, -x], axis=2)
tf_unstack = lambda x: tf.unstack(x, axis=1)[2]
tf_cast = lambda x: tf.cast(x > 0.1, tf.float32)
tf_where = lambda x: tf.where(x > 0.1, x, x * 0.5)
tf_clip = lambda x: tf.clip_by_value(x, -0.2, 0.6)
tf_maths = lambda x: tf.exp(x) + tf.sqrt(tf.abs(x)) + tf.sin(x) * tf.cos(x) + tf.square(x)
tf_one_hot = lambda x: tf.one_hot(tf.argmax(x, axis=-1), 5)
tf_shape = lambda x: tf.reshape(x, [tf.shape(x)[0], tf.shape(x)[1] * tf.shape(x)[2]])
tf_cumulative = lambda x: tf.cumsum(x, axis=1)
tf_reverse = lambda x: tf.reverse(x, [1])
tf_einsum = lambda x: tf.einsum("bij,bik->bjk", x, x)
tf_squeeze = lambda x: tf.squeeze(x[:, :, :1], axis=-1)
tf_multiply = lambda x: tf.multiply(tf.add(x, 1.0), tf.subtract(2.0, x)) / tf.constant(3.0)
tf_outer_sum = lambda x: tf.expand_dims(x, 1) + tf.expand_dims(x, 2)


def tf_resize(x):
    return tf.image.resize(tf.expand_dims(x, -1), (8, 6), method="nearest")


def tf_static(x):
    rows = x.shape[1]
    return tf.reduce_sum(x, axis=1) / tf.cast(rows, tf.float32)


def tf_list_shape(x):
    size = x.get_shape().as_list()
    return tf.reshape(x, [-1, size[1] * size[2]])
