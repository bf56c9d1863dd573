"""How models were compiled. Every network has a few outputs, each with a loss or a metric of its own."""

from __future__ import absolute_import

import numpy as np
from models_training import Training, register

RATE = 0.05
NUMBERS = ("mse", "MAE", "mean_absolute_percentage_error", "mean_squared_logarithmic_error", "squared_hinge", "hinge")
PROBABILITIES = ("kullback_leibler_divergence", "poisson", "categorical_crossentropy")


def sgd(era):
    return era.optimizer("SGD", learning_rate=RATE)


def one_hot(era, classes):
    return np.eye(classes, dtype="float32")[era.random.randint(0, classes, size=3)]


def outputs(era, heads):
    """A hidden layer and one Dense a head: name, size, activation, targets."""
    x = era.input((4,), name="numbers")
    hidden = era.layer("Dense", 3, activation="tanh", name="hidden")(x)
    made = []
    for name, size, activation, targets in heads:
        made.append(era.layer("Dense", size, activation=activation, name=name)(hidden))
        era.target(targets)
    return era.model(x, made if len(made) > 1 else made[0])


def positive(era, size):
    return (np.abs(era.normal((size,))) + 0.25).astype("float32")


def softmaxes(era, names):
    return outputs(era, [("to_" + name, 3, "softmax", one_hot(era, 3)) for name in names])


def numbers(era):
    return outputs(era, [("to_" + name.lower(), 2, "softplus", positive(era, 2)) for name in NUMBERS])


def probabilities(era):
    return softmaxes(era, PROBABILITIES)


def kinds(era):
    """Yes or no, one of three, one of three by its number: what `accuracy` means differs."""
    return outputs(
        era,
        [
            ("binary", 1, "sigmoid", np.array([[1], [0], [1]], "float32")),
            ("categorical", 3, "softmax", one_hot(era, 3)),
            ("sparse", 3, "softmax", np.array([[2], [0], [2]], "int32")),
            ("labels", 2, "sigmoid", np.array([[1, 0], [0, 0], [1, 1]], "float32")),
        ],
    )


KINDS = ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy", "binary_crossentropy")


def one(era):
    return outputs(era, [("last", 2, None, era.normal((2,)))])


def classifier(era):
    return outputs(era, [("last", 3, "softmax", one_hot(era, 3))])


def binary(era):
    return outputs(era, [("last", 1, "sigmoid", np.array([[1], [0], [1]], "float32"))])


def weighted(era):
    era.sample_weight(np.array([0.5, 2.0, 1.25], "float32"))
    return one(era)


def sequence(era):
    """A weight for each step."""
    x = era.input((4, 2), name="steps")
    era.target(era.normal((4, 2)))
    era.sample_weight(np.array([[1, 0.5, 2, 1], [1, 1, 0.25, 3], [2, 1, 1, 0.5]], "float32"))
    return era.model(x, era.layer("SimpleRNN", 2, return_sequences=True, name="last")(x))


def named(names, values):
    return {"to_" + name.lower(): value for name, value in zip(names, values)}


def of_losses(era, class_name, **kwargs):
    return getattr(era.keras.losses, class_name)(**kwargs)


def of_metrics(era, class_name, **kwargs):
    return getattr(era.keras.metrics, class_name)(**kwargs)


def loss_objects(era):
    heads = [
        ("binary", 1, None, np.array([[1], [0], [1]], "float32")),
        ("categorical", 3, None, one_hot(era, 3)),
        ("sparse", 3, None, np.array([[2], [0], [2]], "int32")),
        ("far", 2, None, era.normal((2,))),
        ("cosh", 2, None, era.normal((2,))),
        ("summed", 2, None, era.normal((2,))),
    ]
    return outputs(era, heads)


def loss_object_settings(era):
    return {
        "optimizer": sgd(era),
        "loss": [
            of_losses(era, "BinaryCrossentropy", from_logits=True, label_smoothing=0.1),
            of_losses(era, "CategoricalCrossentropy", from_logits=True, label_smoothing=0.2),
            of_losses(era, "SparseCategoricalCrossentropy", from_logits=True),
            of_losses(era, "Huber", delta=0.5),
            of_losses(era, "LogCosh"),
            of_losses(era, "MeanSquaredError", reduction="sum"),
        ],
        "loss_weights": [1.0, 0.5, 0.25, 2.0, 1.5, 0.1],
    }


def focal_settings(era):
    return {
        "optimizer": sgd(era),
        "loss": of_losses(era, "BinaryFocalCrossentropy", gamma=1.5, label_smoothing=0.1),
        "metrics": [of_metrics(era, "BinaryCrossentropy", name="smooth", label_smoothing=0.1)],
    }


def metric_objects(era):
    return {
        "optimizer": sgd(era),
        "loss": "binary_crossentropy",
        "metrics": [
            of_metrics(era, "AUC", num_thresholds=20, curve="PR", name="area"),
            of_metrics(era, "Precision", thresholds=0.4),
            of_metrics(era, "Recall", thresholds=[0.3]),
            of_metrics(era, "BinaryAccuracy", threshold=0.6, name="sharp"),
            of_metrics(era, "TruePositives"),
            of_metrics(era, "SensitivityAtSpecificity", specificity=0.5, num_thresholds=10),
            of_metrics(era, "MeanSquaredError"),
            of_metrics(era, "RootMeanSquaredError"),
        ],
    }


def weighted_metric_settings(era):
    return {"optimizer": sgd(era), "loss": "mse", "metrics": ["mae"], "weighted_metrics": ["mse"]}


def temporal_settings(era):
    settings = {"optimizer": sgd(era), "loss": "mse"}
    if era.standalone and not era.is_keras_3 or not era.standalone and era.number < (2, 2):
        settings["sample_weight_mode"] = "temporal"
    return settings


def custom_loss(y_true, y_pred):
    return (y_true - y_pred) ** 4


def custom_metric(y_true, y_pred):
    return abs(y_true - y_pred)


def plain(**settings):
    return lambda era: dict(settings, optimizer=sgd(era))


def functions(era):
    losses = getattr(era.keras, "losses", None) or era.keras.objectives
    return {
        "optimizer": sgd(era),
        "loss": losses.mean_squared_error,
        "metrics": [era.keras.metrics.mean_absolute_error, era.keras.metrics.mean_squared_error],
    }


def since(settings, tensorflow, standalone=None):
    """Settings that there were not before: for tf.keras of at least one version, and Keras of at least another."""

    def made(era):
        least = standalone if era.standalone else tensorflow
        if least is None or era.number < least:
            raise ValueError("this era does not know them")
        return settings(era)

    return made


def shared(era):
    """Targets that every loss takes."""
    return outputs(era, [("first", 2, None, era.normal((2,))), ("second", 3, "tanh", era.normal((3,)))])


def cosine(era):
    name = "cosine_proximity" if era.standalone or era.number < (2, 2) else "cosine_similarity"
    return {"optimizer": sgd(era), "loss": name, "metrics": [name]}


def keras_2(settings):
    """Settings that Keras 3 spells differently: not for it."""

    def made(era):
        if era.is_keras_3:
            raise ValueError("this era spells them differently")
        return settings(era)

    return made


def eagerly(era):
    return {"optimizer": sgd(era), "loss": "mse", "run_eagerly": True}


def jit(era):
    return {"optimizer": sgd(era), "loss": "mse", "jit_compile": False}


for _name, _network, _settings in (
    ("loss_numbers", numbers, keras_2(plain(loss=list(NUMBERS), loss_weights=[1.0, 0.5, 0.01, 2.0, 0.3, 0.7]))),
    ("loss_probabilities", probabilities, keras_2(plain(
        loss=named(PROBABILITIES, PROBABILITIES), loss_weights=named(PROBABILITIES, (0.5, 1.5, 2.0)),
    ))),
    ("loss_logcosh", one, keras_2(plain(loss="logcosh"))),
    ("loss_categorical_hinge", classifier, since(plain(loss="categorical_hinge", metrics=["mse"]), (1, 0), (2, 0))),
    ("loss_cosine", one, keras_2(cosine)),
    ("loss_huber", one, since(plain(loss="huber"), (2, 3), (3, 0))),
    ("loss_shared", shared, plain(loss="mae", metrics=["mse"])),
    ("loss_missing", lambda era: outputs(era, [("first", 2, None, era.normal((2,)))]), plain(loss={"first": "mse"})),
    ("loss_objects", loss_objects, loss_object_settings),
    ("loss_focal", binary, focal_settings),
    ("accuracy", kinds, plain(loss=list(KINDS), metrics=["accuracy"])),
    ("acc", kinds, plain(loss=list(KINDS), metrics={"binary": "acc", "categorical": ["acc", "mse"], "sparse": "acc"})),
    ("metric_names", classifier, keras_2(plain(
        loss="categorical_crossentropy",
        metrics=["acc", "mse", "MAE", "categorical_crossentropy", "kullback_leibler_divergence",
                 "poisson"],
    ))),
    ("metric_top_k", lambda era: outputs(era, [("last", 7, "softmax", one_hot(era, 7))]), plain(
        loss="categorical_crossentropy", metrics=["top_k_categorical_accuracy"],
    )),
    ("metric_nested", kinds, since(plain(
        loss=list(KINDS),
        metrics=[["binary_accuracy"], ["categorical_accuracy", "mae"], ["sparse_categorical_accuracy"], []],
    ), (1, 14), (2, 3))),
    ("metric_objects", binary, metric_objects),
    ("metric_classes", binary, since(plain(loss="binary_crossentropy", metrics=["AUC", "Precision"]), (2, 0), (3, 0))),
    ("weighted_metrics", weighted, weighted_metric_settings),
    ("temporal", sequence, temporal_settings),
    ("functions", one, keras_2(functions)),
    ("custom_loss", one, plain(loss=custom_loss)),
    ("custom_metric", one, plain(loss="mse", metrics=["mae", custom_metric])),
    ("run_eagerly", one, since(eagerly, (2, 0), (3, 0))),
    ("jit_compile", one, since(jit, (2, 5), (3, 0))),
):  # fmt: skip
    register(Training("compile_" + _name, "settings", _network, _settings))
