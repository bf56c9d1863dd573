"""Losses in Keras 3's words.

The names of functions are those that every Keras 3 knows. Sources: ``keras/objectives.py`` of Keras 1, ``losses.py`` of
Keras 2, of tf.keras and of Keras 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.archive import Source
from rekeras.records import Finding, Severity
from rekeras.training._objects import OwnObject, Spelled, Spelling, left_out, not_taken, read_object, serialized

CLASSES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "MeanSquaredError": ("mean_squared_error", ()),
    "MeanAbsoluteError": ("mean_absolute_error", ()),
    "MeanAbsolutePercentageError": ("mean_absolute_percentage_error", ()),
    "MeanSquaredLogarithmicError": ("mean_squared_logarithmic_error", ()),
    "BinaryCrossentropy": ("binary_crossentropy", ("from_logits", "label_smoothing", "axis")),
    "BinaryFocalCrossentropy": (
        "binary_focal_crossentropy",
        ("apply_class_balancing", "alpha", "gamma", "from_logits", "label_smoothing", "axis"),
    ),
    "CategoricalCrossentropy": ("categorical_crossentropy", ("from_logits", "label_smoothing", "axis")),
    "CategoricalFocalCrossentropy": (
        "categorical_focal_crossentropy",
        ("alpha", "gamma", "from_logits", "label_smoothing", "axis"),
    ),
    "CategoricalGeneralizedCrossEntropy": ("categorical_generalized_cross_entropy", ("q",)),
    "SparseCategoricalCrossentropy": ("sparse_categorical_crossentropy", ("from_logits", "ignore_class", "axis")),
    "Hinge": ("hinge", ()),
    "SquaredHinge": ("squared_hinge", ()),
    "CategoricalHinge": ("categorical_hinge", ()),
    "CosineSimilarity": ("cosine_similarity", ("axis",)),
    "Huber": ("huber", ("delta",)),
    "KLDivergence": ("kl_divergence", ()),
    "LogCosh": ("log_cosh", ()),
    "Poisson": ("poisson", ()),
    "Dice": ("dice", ("axis",)),
    "Tversky": ("tversky", ("alpha", "beta", "axis")),
    "Circle": ("circle", ("gamma", "margin", "remove_diagonal")),
    "CTC": ("ctc", ()),
}
"""Keras 3's classes: the function of each, and its arguments."""

ALIASES: Mapping[str, str] = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "bce": "binary_crossentropy",
    "kld": "kl_divergence",
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
    "huber_loss": "huber",
    "cosine": "cosine_similarity",
    "cosine_proximity": "cosine_similarity",
    "crossentropy": "crossentropy",
    "ce": "crossentropy",
}
"""What other eras called the functions, in small letters."""

REDUCTIONS: Mapping[Any, str | None] = {
    "auto": "sum_over_batch_size",
    "sum_over_batch_size": "sum_over_batch_size",
    "sum": "sum",
    "mean": "mean",
    "mean_with_sample_weight": "mean_with_sample_weight",
    "none": None,
    None: None,
}
RENAMED = {"CosineProximity": "CosineSimilarity", "Logcosh": "LogCosh", "KLD": "KLDivergence"}
SILENT = frozenset({"name", "reduction", "fn", "dtype"})
"""Arguments that every loss has, or that say nothing."""


def function_name(name: str) -> str:
    """The function of Keras 3 behind a name of any era; empty where there is none."""
    if name in CLASSES:
        return CLASSES[name][0]
    lowered = name.lower()
    known = {function for function, _ in CLASSES.values()}
    return lowered if lowered in known else ALIASES.get(lowered, "")


def function_of(value: Any) -> str:
    """The function of Keras 3 behind a loss as a file has it; empty where it is none of Keras's."""
    spelled = read_object(value)
    return "" if spelled is None or spelled.package else function_name(RENAMED.get(spelled.name, spelled.name))


def loss(value: Any, source: Source, where: str = "loss") -> Spelling:
    """One loss, as Keras 3 spells it.

    Args:
        value: A name, or an object with its config; None for none.
        source: Who wrote it.
        where: Which it is, for findings.
    """
    if value is None:
        return Spelling()
    if isinstance(value, OwnObject):
        return Spelling(value.written)
    spelled = read_object(value)
    name = function_of(value)
    if spelled is None or not name:
        return Spelling(None, (left_out("loss", spelled.shown if spelled else repr(value), where),))
    noticed = _differs(spelled, name, source, where)
    if spelled.config is None:
        return Spelling(name, noticed)
    return _object(spelled, name, noticed, where)


def _object(spelled: Spelled, name: str, noticed: tuple[Finding, ...], where: str) -> Spelling:
    class_name = next(known for known, (function, _) in CLASSES.items() if function == name)
    config = spelled.config or {}
    arguments = CLASSES[class_name][1]
    given = {key: config[key] for key in arguments if config.get(key) is not None}
    strange = sorted(key for key in config.keys() - set(arguments) - SILENT if config[key] is not None)
    noticed = (*noticed, *(not_taken("loss", class_name, key, config[key], where) for key in strange))
    reduction = config.get("reduction", "auto")
    if reduction not in REDUCTIONS:
        noticed = (*noticed, not_taken("loss", class_name, "reduction", reduction, where))
    common = {"name": config.get("name") or name, "reduction": REDUCTIONS.get(reduction, "sum_over_batch_size")}
    return Spelling(serialized("keras.losses", class_name, {**common, **given}), noticed)


def _differs(spelled: Spelled, name: str, source: Source, where: str) -> tuple[Finding, ...]:
    """What the same name computed differently in its time."""
    standalone = not source.is_tf_keras and bool(source.version)
    if name == "cosine_similarity" and standalone and source.version < (2, 1, 3):
        what = "was the mean over the components then, in Keras 3 it is the sum: as many times larger"
    elif name in ("hinge", "squared_hinge") and standalone and source.version < (2, 3):
        what = "took labels as they are then; Keras 3 makes -1 of 0 where all labels are 0 or 1"
    else:
        return ()
    return (Finding("loss_differs", Severity.ATTENTION, where, f"{spelled.name} {what}"),)
