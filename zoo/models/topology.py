"""How layers are put together: Sequential, Functional, nested, shared, several inputs and outputs, frozen."""

from __future__ import absolute_import

from models import model


def block(era, units, features, name=None):
    """A small nested Functional model with weights that are not all trainable."""
    x = era.keras.layers.Input(shape=(features,))
    hidden = era.layer("Dense", units, activation="tanh")(x)
    kwargs = {"name": name} if name else {}
    return era.model(x, era.layer("BatchNormalization")(hidden), **kwargs)


@model(also=("json", "yaml", "keras"))
def sequential(era):
    """input_shape on the first layer: the older eras write no InputLayer."""
    era.feed(era.normal((5,)))
    return era.sequential(
        [
            era.layer("Dense", 4, activation="tanh", input_shape=(5,)),
            era.layer("Dropout", 0.4),
            era.layer("BatchNormalization"),
            era.layer("Dense", 3, activation="softmax"),
        ]
    )


@model()
def sequential_input_dim(era):
    era.feed(era.normal((5,)))
    return era.sequential([era.layer("Dense", 4, input_dim=5), era.layer("LeakyReLU"), era.layer("Dense", 2)])


@model()
def sequential_input_layer(era):
    era.feed(era.normal((6, 3)))
    return era.sequential(
        [
            era.layer("InputLayer", input_shape=(6, 3), name="signal"),
            era.layer("Conv1D", 4, 2),
            era.layer("Flatten"),
            era.layer("Dense", 2),
        ],
        name="with_input_layer",
    )


@model(needs=("RNN",), lacks={"keras-2.0.8": "a Sequential must know its input", "tf-1.14": "predict wants a built model"})
def sequential_no_input(era):
    """No input shape at all: built by the first call."""
    chain = era.sequential([era.layer("Dense", 4, activation="relu"), era.layer("Dense", 3), era.layer("Dense", 2)])
    data = era.normal((5,))
    era.feed(data)
    chain.build((None, 5))
    return chain


@model()
def sequential_embedding(era):
    era.feed(era.token_rows(6, 9))
    return era.sequential(
        [
            era.layer("Embedding", 9, 3, mask_zero=True, input_length=6),
            era.layer("LSTM", 4, recurrent_activation="sigmoid", return_sequences=True),
            era.layer("LSTM", 2, recurrent_activation="sigmoid"),
            era.layer("Dense", 2, activation="sigmoid"),
        ]
    )


@model()
def sequential_in_sequential(era):
    era.feed(era.normal((5,)))
    inner = era.sequential([era.layer("Dense", 4, input_shape=(5,)), era.layer("BatchNormalization")])
    second = era.sequential([era.layer("Dense", 3, activation="relu", input_shape=(4,)), era.layer("Dense", 4)])
    return era.sequential([inner, second, era.layer("Dense", 2)])


@model(also=("json",))
def sequential_in_functional(era):
    x = era.input((5,))
    inner = era.sequential([era.layer("Dense", 4, input_shape=(5,)), era.layer("Dense", 4, activation="tanh")])
    return era.model(x, era.layer("Dense", 2)(era.layer("Dense", 4)(inner(x))))


@model(lacks={"keras-2.0.8": "a Sequential must know its input"})
def sequential_in_functional_no_input(era):
    x = era.input((5,))
    inner = era.sequential([era.layer("Dense", 4), era.layer("Dense", 3, activation="tanh")])
    return era.model(x, era.layer("Dense", 2)(inner(x)))


@model(also=("json", "yaml"))
def functional_in_functional(era):
    x = era.input((5,))
    inner = block(era, 4, 5, "features")
    return era.model(x, [inner(x), era.layer("Dense", 2, name="head")(inner(x))])


@model()
def nested_twice(era):
    """One nested model on two inputs: shared weights, two nodes."""
    left, right = era.input((5,)), era.input((5,))
    inner = block(era, 4, 5, "tower")
    joined = era.layer("Subtract")([inner(left), inner(right)])
    return era.model([left, right], [joined, era.layer("Dense", 2)(joined)])


@model()
def nested_deep(era):
    """Three levels, with layers of the same class on each."""
    inner = block(era, 4, 4, "innermost")
    middle_input = era.keras.layers.Input(shape=(6,))
    middle = era.model(middle_input, inner(era.layer("Dense", 4)(middle_input)), name="middle")
    x = era.input((5,))
    return era.model(x, era.layer("Dense", 4)(middle(era.layer("Dense", 6)(x))))


@model()
def nested_several(era):
    """A nested model with two inputs and two outputs, its outputs used crosswise."""
    a, b = era.keras.layers.Input(shape=(3,)), era.keras.layers.Input(shape=(4,))
    joined = era.layer("Concatenate")([a, b])
    inner = era.model([a, b], [era.layer("Dense", 4)(joined), era.layer("Dense", 3)(joined)], name="inner")
    x, y = era.input((3,)), era.input((4,))
    first, second = inner([x, y])
    third, fourth = inner([second, first])
    return era.model([x, y], [third, fourth, era.layer("Dense", 2)(second)])


@model(also=("json",))
def shared_layers(era):
    """Siamese: one layer on several inputs, outputs of the first call used in the second."""
    left, right = era.input((6, 3)), era.input((6, 3))
    encoder = era.layer("LSTM", 4, recurrent_activation="sigmoid", name="encoder")
    dense = era.layer("Dense", 4, activation="tanh", name="shared_dense")
    first, second = dense(encoder(left)), dense(encoder(right))
    third = dense(first)
    return era.model([left, right], [era.layer("Multiply")([first, second]), third])


@model()
def inputs_and_outputs(era):
    """An output that feeds another, the same output twice in depth, inputs in another order than used."""
    b, a, unused_order = era.input((4,), name="b"), era.input((3,), name="a"), era.input((2,), name="c")
    first = era.layer("Dense", 5, name="first")(a)
    second = era.layer("Dense", 5, name="second")(b)
    added = era.layer("Add", name="added")([first, second])
    last = era.layer("Concatenate", name="last")([unused_order, added])
    return era.model([b, a, unused_order], [added, last, first])


@model()
def branches(era):
    """Many layers of one class with one shape in branches, so that a wrong numbering shows."""
    x = era.input((4,))
    level = [era.layer("Dense", 4, activation="tanh")(x) for _ in range(3)]
    crossed = [era.layer("Dense", 4)(era.layer("Average")([level[2 - i], level[i - 1]])) for i in range(3)]
    tail = era.layer("Dense", 4)
    return era.model(x, [tail(crossed[1]), era.layer("Subtract")([crossed[0], crossed[2]]), level[1]])


@model()
def created_out_of_order(era):
    """Layers made in another order than they are called: the auto numbers run against the graph."""
    x = era.input((4,))
    layers = [era.layer("Dense", 4) for _ in range(4)]
    hidden = x
    for layer in reversed(layers):
        hidden = era.layer("Activation", "tanh")(layer(hidden))
    return era.model(x, hidden)


FED_AND_FETCHED = "TensorFlow 1 cannot return what it was fed"


@model(lacks={era: FED_AND_FETCHED for era in ("keras-2.0.8", "keras-2.2.4", "keras-2.3.1", "tf-1.14")})
def input_as_output(era):
    x, y = era.input((4,), name="passed"), era.input((3,), name="used")
    return era.model([x, y], [x, era.layer("Dense", 2, name="dense")(y)])


@model()
def frozen_layers(era):
    x = inputs = era.input((5,))
    for index, units in enumerate((4, 4, 3)):
        x = era.layer("Dense", units, trainable=index != 1, name="dense_%d" % index)(x)
        x = era.layer("BatchNormalization", trainable=index != 0, name="normalization_%d" % index)(x)
    return era.model(inputs, x)


@model()
def frozen_nested(era):
    """Transfer learning: a nested model frozen whole."""
    base = block(era, 4, 5, "base")
    base.trainable = False
    x = era.input((5,))
    return era.model(x, era.layer("Dense", 2, name="head")(base(x)))


@model(also=("json",))
def frozen_partially(era):
    """Fine tuning: the first layers of a nested model frozen, so its weights stand in another order."""
    x = inner_input = era.keras.layers.Input(shape=(5,))
    for index in range(3):
        x = era.layer("Dense", 4, name="inner_dense_%d" % index)(x)
        x = era.layer("BatchNormalization", name="inner_normalization_%d" % index)(x)
    base = era.model(inner_input, x, name="base")
    for layer in base.layers[:4]:
        layer.trainable = False
    x = era.input((5,))
    return era.model(x, era.layer("Dense", 2, name="head")(base(x)))


@model(also=("keras",), train={"loss": "mse", "optimizer": "adam", "metrics": ["mae"]})
def compiled_adam(era):
    x = era.input((5,))
    hidden = era.layer("Dense", 4, activation="tanh", kernel_regularizer="l2")(x)
    return era.model(x, era.layer("Dense", 3)(era.layer("BatchNormalization")(hidden)))


@model(train={"loss": ["mse", "mae"], "optimizer": "rmsprop", "loss_weights": [0.3, 0.7]})
def compiled_two_outputs(era):
    x = era.input((5, 4))
    hidden = era.layer("GRU", 3, recurrent_activation="sigmoid")(x)
    return era.model(x, [era.layer("Dense", 2, name="first")(hidden), era.layer("Dense", 3, name="second")(hidden)])


@model()
def names_unusual(era):
    """Dots, spaces, dashes and capitals, as people write them."""
    x = inputs = era.input((5,), name="Input.Data")
    for name in ("block1.conv-a", "Block_1", "9lives", "same.Dense"):
        x = era.layer("Dense", 4, name=name)(x)
    return era.model(inputs, x)


@model()
def names_with_slash(era):
    """As DenseNet and MobileNetV3 named their layers."""
    x = inputs = era.input((4, 5, 3))
    x = era.layer("Conv2D", 4, 2, use_bias=False, name="conv1/conv")(x)
    x = era.layer("BatchNormalization", name="conv1/bn")(x)
    x = era.layer("Activation", "relu", name="conv1/relu")(x)
    return era.model(inputs, era.layer("GlobalAveragePooling2D", name="avg_pool")(x))


NO_DICTS = {era: "a model takes no dict here" for era in
            ("keras-2.0.8", "keras-2.2.4", "keras-2.3.1", "tf-1.14", "tf-2.0")}


@model(lacks=NO_DICTS)
def dict_inputs_outputs(era):
    a, b = era.input((4,), name="age"), era.input((3,), name="zip")
    joined = era.layer("Concatenate")([era.layer("Dense", 5)(a), era.layer("Dense", 2)(b)])
    first, second = era.layer("Dense", 2, name="price")(joined), era.layer("Dense", 3, name="area")(joined)
    return era.model({"zip": b, "age": a}, {"price": first, "area": second})


@model(lacks=NO_DICTS)
def dict_keys_not_names(era):
    """Keys that are not the names of the layers."""
    a, b = era.input((4,), name="input_a"), era.input((3,), name="input_b")
    first = era.layer("Dense", 2, name="dense_a")(a)
    second = era.layer("Dense", 3, name="dense_b")(b)
    return era.model({"y": a, "x": b}, {"second": second, "first": first})


NO_CONSTANTS = {era: "a call takes no constants among its tensors here" for era in
                ("keras-2.0.8", "keras-2.2.4", "keras-2.3.1", "tf-1.14", "tf-2.0")}


@model(lacks=NO_CONSTANTS)
def constant_in_call(era):
    """An array among the inputs of a layer: it stands in the configuration."""
    import tensorflow as tf

    x = era.input((2, 3))
    constant = tf.constant([[[0.5, -0.25, 1.5], [2.0, 0.75, -1.0]]])
    added = era.layer("Add", name="added")([x, constant])
    return era.model(x, era.layer("Dense", 4, name="dense")(added))
