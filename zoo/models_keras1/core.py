"""Dense layers, activations, and layers without weights."""

from __future__ import absolute_import

from lambda_source import functions
from models_keras1 import model


@model(also=("json", "yaml"))
def dense(era):
    """The config of a Sequential is a list."""
    layers = [
        era.layer("Dense", 5, input_dim=4, activation="tanh", W_regularizer="l2", name="first"),
        era.layer("Dropout", 0.3),
        era.layer("Dense", 6, init="uniform", activation="relu", b_constraint="nonneg"),
        era.layer("GaussianNoise", 0.1),
        era.layer("GaussianDropout", 0.2),
        era.layer("ActivityRegularization", l1=0.01, l2=0.02),
        era.layer("Dense", 3, bias=False, activation="softmax"),
    ]
    era.feed(era.normal((4,)))
    return era.sequential(layers)


@model(train={"optimizer": "adam", "loss": "categorical_crossentropy", "metrics": ["accuracy"]})
def compiled_adam(era):
    era.feed(era.normal((5,)))
    return era.sequential(
        [
            era.layer("Dense", 4, input_shape=(5,), activation="relu"),
            era.layer("BatchNormalization"),
            era.layer("Dense", 3, activation="softmax"),
        ]
    )


@model(train={"optimizer": "rmsprop", "loss": "mse", "loss_weights": [0.3, 1.0]})
def compiled_two_outputs(era):
    x = era.input((5,), name="numbers")
    hidden = era.layer("Dense", 4, activation="tanh")(x)
    outputs = [era.layer("Dense", 3, name="one")(hidden), era.layer("Dense", 2, name="two")(hidden)]
    return era.model(x, outputs)


@model()
def activations(era):
    x = era.input((4,))
    names = ("relu", "tanh", "sigmoid", "softplus", "softsign", "linear", "softmax")
    outputs = era.fan(x, *[era.layer("Dense", 3, activation=name, name="dense_" + name) for name in names])
    dense = era.layer("Dense", 4)(x)  # a linear Activation gives its very input, which must not be the model's
    outputs += era.fan(dense, *[era.layer("Activation", name, name="only_" + name) for name in names])
    return era.model(x, outputs)


@model(later=("hard_sigmoid",))
def hard_sigmoid(era):
    x = era.input((4,), data=2 * era.normal((4,)))
    outputs = era.fan(
        x,
        era.layer("Dense", 3, activation="hard_sigmoid", name="dense"),
        era.layer("Activation", "hard_sigmoid", name="only"),
    )
    return era.model(x, outputs)


@model()
def dense_of_sequences(era):
    x = era.input((5, 4))
    outputs = era.fan(
        x,
        era.layer("Dense", 3, name="dense", activation="tanh"),
        era.layer("TimeDistributedDense", 6, name="old", activation="relu", input_length=5),
        era.layer("TimeDistributed", era.layer("Dense", 2, name="inner"), name="wrapped"),
    )
    return era.model(x, outputs)


@model()
def time_distributed_dense(era):
    era.feed(era.normal((5, 4)))
    return era.sequential(
        [
            era.layer("TimeDistributedDense", 3, input_dim=4, input_length=5, bias=False, name="old"),
            era.layer("TimeDistributedDense", 2, activation="softmax"),
        ]
    )


@model(later=("MaxoutDense", "Highway"))
def maxout_highway(era):
    x = era.input((4,))
    outputs = era.fan(
        x,
        era.layer("MaxoutDense", 3, nb_feature=5, name="maxout"),
        era.layer("MaxoutDense", 2, bias=False, name="maxout_no_bias"),
        era.layer("Highway", activation="tanh", name="highway"),
        era.layer("Highway", bias=False, activation="relu", name="highway_no_bias"),
    )
    return era.model(x, outputs)


@model(later=("MaxoutDense", "Highway"))
def maxout_highway_sequential(era):
    era.feed(era.normal((4,)))
    return era.sequential(
        [
            era.layer("Highway", input_dim=4, activation="tanh"),
            era.layer("MaxoutDense", 3),
            era.layer("Dense", 2),
        ]
    )


@model()
def advanced_activations(era):
    x = era.input((3, 4))
    outputs = era.fan(
        x,
        era.layer("LeakyReLU", 0.2, name="leaky"),
        era.layer("ELU", 0.7, name="elu"),
        era.layer("PReLU", name="prelu"),
        era.layer("PReLU", shared_axes=[1], name="prelu_shared"),
        era.layer("ThresholdedReLU", 0.4, name="thresholded"),
    )
    return era.model(x, outputs)


@model(later=("ParametricSoftplus", "SReLU"))
def learned_activations(era):
    x = era.input((3, 4), data=2 * era.normal((3, 4)))
    outputs = era.fan(
        x,
        era.layer("ParametricSoftplus", name="softplus"),
        era.layer("ParametricSoftplus", shared_axes=[1], name="softplus_shared"),
        era.layer("SReLU", name="srelu"),
        era.layer("SReLU", shared_axes=[1], name="srelu_shared"),
    )
    return era.model(x, outputs)


@model()
def reshaping(era):
    x = era.input((4, 6))
    outputs = era.fan(
        x,
        era.layer("Reshape", (3, 8), name="reshape"),
        era.layer("Reshape", (2, -1, 3), name="reshape_rest"),
        era.layer("Permute", (2, 1), name="permute"),
        era.layer("Flatten", name="flatten"),
    )
    flat = era.layer("Flatten")(x)
    outputs += era.fan(flat, era.layer("RepeatVector", 3, name="repeat"))
    return era.model(x, outputs)


@model(later=("Lambda",))
def lambda_layer(era):
    era.feed(era.normal((4,)))
    square = functions(era)["square"]
    return era.sequential([era.layer("Dense", 3, input_dim=4), era.layer("Lambda", square, name="square")])
