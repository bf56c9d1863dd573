"""The activations that are layers of their own, with all their arguments."""

from __future__ import absolute_import

from models import model


@model()
def activation_layers(era):
    x = era.input((4, 3, 5))
    outputs = era.fan(
        x,
        era.layer("LeakyReLU", alpha=0.17, name="leaky"),
        era.layer("LeakyReLU", name="leaky_default"),
        era.layer("ELU", alpha=0.7, name="elu"),
        era.layer("PReLU", name="prelu"),
        era.layer("PReLU", shared_axes=[1, 2], alpha_initializer="ones", name="prelu_shared"),
        era.layer("ReLU", name="relu"),
        era.layer("ReLU", max_value=0.8, name="relu_max"),
        era.layer("ReLU", max_value=0.9, negative_slope=0.2, threshold=0.1, name="relu_all"),
        era.layer("ReLU", negative_slope=0.3, threshold=0.2, name="relu_slope"),
        era.layer("Softmax", name="softmax"),
        era.layer("Softmax", axis=1, name="softmax_axis_1"),
    )
    return era.model(x, outputs)


@model(needs=("Softmax",), lacks={"keras-2.2.4": "Softmax takes one axis", "keras-2.3.1": "Softmax takes one axis"})
def softmax_axes(era):
    if not era.tf(2, 3):
        era.note = "axis pairs came with tf.keras 2.3; one axis here"
    axes = [1, 2] if era.tf(2, 4) else 2
    x = era.input((4, 3, 5))
    return era.model(x, era.layer("Softmax", axis=axes, name="softmax_axes")(x))


NOT_IN_CONFIG = "its configuration cannot hold a layer as activation"


@model(needs=("ReLU",), lacks={era: NOT_IN_CONFIG for era in ("keras-2.2.4", "keras-2.3.1", "tf-1.14")})
def activation_object(era):
    """A layer given as `activation`: the configuration then holds a layer inside a layer."""
    x = era.input((5,))
    outputs = era.fan(
        x,
        era.layer("Dense", 4, activation=era.layer("LeakyReLU", alpha=0.3), name="dense_leaky"),
        era.layer("Dense", 3, activation=era.layer("ReLU", max_value=0.7), name="dense_relu"),
    )
    return era.model(x, outputs)
