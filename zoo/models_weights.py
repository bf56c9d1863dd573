"""Models whose weights are put into architectures of Keras 3: small look-alikes of what people download.

Each function takes the layers of a Keras, of whatever era, and gives a model; the names of layers are those of
`keras.applications`, so that files tell what they are. A few exist as architectures of Keras 3 alone: the wrong ones.
"""

from __future__ import absolute_import

VGG16, VGG19 = (2, 2, 3, 3, 3), (2, 2, 4, 4, 4)
RESNET50, RESNET101 = (3, 4, 6, 3), (3, 4, 23, 3)
MODELS = {}


def model(function):
    """Registers a model that every era builds."""
    MODELS[function.__name__] = function
    return function


def vgg(keras, blocks, top=True, classes=5, channels=3):
    layers = keras.layers
    inputs = tensor = layers.Input((32, 32, channels), name="input_1")
    for block, count in enumerate(blocks, 1):
        for index in range(1, count + 1):
            name = "block{}_conv{}".format(block, index)
            tensor = layers.Conv2D(1 + block, 3, padding="same", activation="relu", name=name)(tensor)
        tensor = layers.MaxPooling2D(2, name="block{}_pool".format(block))(tensor)
    if top:
        tensor = layers.Flatten(name="flatten")(tensor)
        tensor = layers.Dense(8, activation="relu", name="fc1")(tensor)
        tensor = layers.Dense(7, activation="relu", name="fc2")(tensor)
        tensor = layers.Dense(classes, activation="softmax", name="predictions")(tensor)
    return keras.models.Model(inputs, tensor)


@model
def vgg16(keras):
    return vgg(keras, VGG16)


@model
def vgg16_notop(keras):
    return vgg(keras, VGG16, top=False)


@model
def vgg16_grey(keras):
    return vgg(keras, VGG16, channels=1)


@model
def vgg16_classes(keras):
    return vgg(keras, VGG16, classes=9)


@model
def vgg19(keras):
    return vgg(keras, VGG19)


def resnet(keras, stacks):
    layers = keras.layers

    def normalized(tensor, filters, size, name):
        tensor = layers.Conv2D(filters, size, padding="same", name=name + "_conv")(tensor)
        return layers.BatchNormalization(epsilon=1.001e-5, name=name + "_bn")(tensor)

    inputs = layers.Input((16, 16, 3), name="input_1")
    tensor = normalized(inputs, 3, 3, "conv1")
    for stack, blocks in enumerate(stacks, 2):
        for block in range(1, blocks + 1):
            name = "conv{}_block{}".format(stack, block)
            shortcut = normalized(tensor, 3, 1, name + "_0") if block == 1 else tensor
            inner = layers.Activation("relu", name=name + "_1_relu")(normalized(tensor, 2, 1, name + "_1"))
            inner = layers.Activation("relu", name=name + "_2_relu")(normalized(inner, 2, 3, name + "_2"))
            inner = normalized(inner, 3, 1, name + "_3")
            tensor = layers.Activation("relu", name=name + "_out")(layers.Add(name=name + "_add")([shortcut, inner]))
    tensor = layers.GlobalAveragePooling2D(name="avg_pool")(tensor)
    return keras.models.Model(inputs, layers.Dense(5, activation="softmax", name="predictions")(tensor))


@model
def resnet50(keras):
    return resnet(keras, RESNET50)


@model
def resnet101(keras):
    return resnet(keras, RESNET101)


def text(keras, words=11, units=4, gru=None, lstm=None):
    layers = keras.layers
    inputs = layers.Input((6,), name="words")
    tensor = layers.Embedding(words, 5, name="embedding")(inputs)
    tensor = layers.GRU(units, return_sequences=True, name="gru", **(gru or {}))(tensor)
    tensor = layers.Bidirectional(layers.LSTM(3, name="lstm", **(lstm or {})), name="both")(tensor)
    return keras.models.Model(inputs, layers.Dense(2, name="answer")(tensor))


PLAIN = {"recurrent_activation": "sigmoid"}


@model
def text_plain(keras):
    """Arguments whose defaults changed are given, as far as all Keras take them."""
    return text(keras, gru=PLAIN, lstm=PLAIN)


@model
def text_reset_after(keras):
    return text(keras, gru=dict(PLAIN, reset_after=True), lstm=PLAIN)


@model
def text_reset_before(keras):
    return text(keras, gru=dict(PLAIN, reset_after=False), lstm=PLAIN)


@model
def text_hard(keras):
    """The gates of Keras up to 2.2, with the slope of then."""
    gates = {"recurrent_activation": "hard_sigmoid"}
    return text(keras, gru=dict(gates, reset_after=False), lstm=gates)


@model
def text_words(keras):
    return text(keras, words=13, gru=dict(PLAIN, reset_after=False), lstm=PLAIN)


@model
def text_units(keras):
    return text(keras, units=6, gru=dict(PLAIN, reset_after=False), lstm=PLAIN)


def block(keras, **arguments):
    layers = keras.layers
    inputs = layers.Input((8, 8, 3), name="image")
    tensor = inputs
    for name, filters in (("first", 4), ("second", 6)):
        tensor = layers.Conv2D(filters, 3, use_bias=arguments.get("use_bias", True), name=name)(tensor)
        tensor = layers.BatchNormalization(scale=arguments.get("scale", True), name=name + "_bn")(tensor)
        tensor = layers.Activation("relu", name=name + "_relu")(tensor)
    tensor = layers.GlobalAveragePooling2D(name="pool")(tensor)
    if arguments.get("middle"):
        tensor = layers.Dense(6, activation="relu", name="middle")(tensor)
    return keras.models.Model(inputs, layers.Dense(3, name="answer")(tensor))


@model
def normalized(keras):
    return block(keras)


@model
def normalized_without_scale(keras):
    return block(keras, scale=False)


@model
def normalized_without_bias(keras):
    return block(keras, use_bias=False)


@model
def normalized_middle(keras):
    return block(keras, middle=True)


def dense_stack(keras, names, sizes=(4, 6, 3)):
    layers = keras.layers
    inputs = tensor = layers.Input((5,), name="numbers")
    for name, size in zip(names, sizes):
        tensor = layers.Dense(size, activation="tanh", name=name)(tensor)
    return keras.models.Model(inputs, tensor)


@model
def stack(keras):
    return dense_stack(keras, ("dense_1", "dense_2", "dense_3"))


@model
def stack_renamed(keras):
    return dense_stack(keras, ("hidden", "deeper", "answer"))


def towers(keras, names):
    """Two towers of different shapes, side by side."""
    layers = keras.layers
    inputs = layers.Input((5,), name="numbers")
    outputs = [layers.Dense(4 + 2 * int(name[-1]), activation="tanh", name=name)(inputs) for name in names]
    return keras.models.Model(inputs, layers.Concatenate(name="all")(outputs))


@model
def towers_apart(keras):
    return towers(keras, ("tower_1", "tower_2", "tower_3"))


@model
def towers_turned(keras):
    return towers(keras, ("tower_3", "tower_1", "tower_2"))


@model
def transfer(keras):
    """A model in a model, as transfer learning makes them."""
    layers = keras.layers
    base = block(keras)
    inputs = layers.Input((8, 8, 3), name="photo")
    return keras.models.Model(inputs, layers.Dense(2, name="label")(base(inputs)))


@model
def transfer_flat(keras):
    layers = keras.layers
    base = block(keras)
    return keras.models.Model(base.input, layers.Dense(2, name="label")(base.output))


ONLY_KERAS_3 = frozenset({"resnet101", "text_words", "text_units", "normalized_middle"})
"""Wrong architectures: no era saves weights of them."""
