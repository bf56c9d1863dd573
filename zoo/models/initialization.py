"""Every initializer, regularizer and constraint of the era, each in the configuration of a layer.

Their arguments are other than the defaults wherever an argument has a number to give.
"""

from __future__ import absolute_import

import inspect

from models import model

ARGUMENTS = {
    "value": 0.3, "mean": 0.1, "stddev": 0.2, "minval": -0.3, "maxval": 0.4, "scale": 1.7,
    "distribution": "uniform", "gain": 1.3, "seed": 11, "l1": 0.02, "l2": 0.03, "factor": 0.04, "max_value": 1.5,
    "min_value": 0.2, "rate": 0.8,
}  # fmt: skip


def classes(module, base_name):
    """The public classes of a module that derive from its base class, one name each."""
    base = getattr(module, base_name)
    found = {}
    for name in sorted(dir(module)):
        one = getattr(module, name)
        if isinstance(one, type) and issubclass(one, base) and one is not base and name[0].isupper():
            found.setdefault(one, name)
    return sorted((name, one) for one, name in found.items())


def made(one):
    """An object of that class, its numbers other than the defaults."""
    function = getattr(one.__init__, "_original_function", one.__init__)
    legacy = getattr(one.__init__, "_legacy_support_signature", None)
    names = legacy.args if legacy else list(inspect.signature(inspect.unwrap(function)).parameters)
    arguments = {name: ARGUMENTS[name] for name in names if name in ARGUMENTS}
    if "distribution" in names:
        arguments["mode"] = "fan_avg"
    return one(**arguments)


def name_of(prefix, name):
    return "{}_{}".format(prefix, name)


@model()
def initializers(era):
    x = era.input((4,))
    outputs = []
    for name, one in classes(era.keras.initializers, "Initializer"):
        label = name_of("initializer", name)
        outputs += era.fan(x, era.layer("Dense", 4, kernel_initializer=made(one), name=label))
    for name in ("he_normal", "he_uniform", "lecun_normal", "lecun_uniform", "glorot_normal", "orthogonal", "normal",
                 "uniform", "random_normal", "truncated_normal", "zeros", "one"):
        outputs += era.fan(x, era.layer("Dense", 3, kernel_initializer=name, name="by_name_" + name))
    return era.model(x, outputs)


@model()
def regularizers(era):
    x = era.input((4,))
    outputs = []
    module = era.keras.regularizers
    for name, one in classes(module, "Regularizer"):
        label = name_of("regularizer", name)
        outputs += era.fan(x, era.layer("Dense", 5, kernel_regularizer=made(one), bias_regularizer="l2", name=label))
    for name, made_by in (("l1", module.l1(0.01)), ("l2", module.l2(0.02))):
        outputs += era.fan(x, era.layer("Dense", 3, kernel_regularizer=made_by, name="function_" + name))
    outputs += era.fan(x, era.layer("Dense", 2, kernel_regularizer="l1_l2", name="by_name"))
    outputs += era.fan(x, era.layer("Dense", 2, activity_regularizer=module.l1(0.03), name="activity"))
    return era.model(x, outputs)


@model()
def constraints(era):
    x = era.input((5, 6, 4))
    outputs = []
    for name, one in classes(era.keras.constraints, "Constraint"):
        label = name_of("constraint", name)
        outputs += era.fan(x, era.layer("Conv2D", 2, 3, kernel_constraint=made(one), name=label))
    outputs += era.fan(x, era.layer("Dense", 3, kernel_constraint="max_norm", bias_constraint="non_neg", name="by_name"))
    return era.model(x, outputs)


@model()
def recurrent_arguments(era):
    """The arguments of a recurrent layer that change nothing at inference."""
    x = era.input((5, 4))
    layer = era.layer(
        "LSTM", 3, recurrent_activation="sigmoid", kernel_initializer="he_uniform", recurrent_initializer="orthogonal",
        bias_initializer="ones", kernel_regularizer="l2", recurrent_regularizer="l1", bias_regularizer="l2",
        activity_regularizer="l2", kernel_constraint="max_norm", recurrent_constraint="unit_norm",
        bias_constraint="non_neg", return_sequences=True, name="lstm",
    )  # fmt: skip
    return era.model(x, layer(x))
