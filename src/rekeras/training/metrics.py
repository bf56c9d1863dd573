"""Metrics in Keras 3's words, under the names that they were shown by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekeras.archive import Source
from rekeras.training._objects import OwnObject, Spelled, Spelling, left_out, not_taken, read_object, serialized

THRESHOLDS = ("thresholds",)
AT = ("num_thresholds", "class_id")
OVERLAP = ("num_classes", "ignore_class", "sparse_y_true", "sparse_y_pred", "axis")
CLASSES: Mapping[str, tuple[str, ...]] = {
    "Accuracy": (),
    "AUC": (
        *("num_thresholds", "curve", "summation_method", "thresholds", "multi_label", "num_labels", "label_weights"),
        "from_logits",
    ),
    "BinaryAccuracy": ("threshold",),
    "BinaryCrossentropy": ("from_logits", "label_smoothing"),
    "BinaryIoU": ("target_class_ids", "threshold"),
    "CategoricalAccuracy": (),
    "CategoricalCrossentropy": ("from_logits", "label_smoothing", "axis"),
    "CategoricalHinge": (),
    "ConcordanceCorrelation": ("axis",),
    "CosineSimilarity": ("axis",),
    "F1Score": ("average", "threshold"),
    "FBetaScore": ("average", "beta", "threshold"),
    "FalseNegatives": THRESHOLDS,
    "FalsePositives": THRESHOLDS,
    "Hinge": (),
    "IoU": (*OVERLAP, "target_class_ids"),
    "KLDivergence": (),
    "LogCoshError": (),
    "Mean": (),
    "MeanAbsoluteError": (),
    "MeanAbsolutePercentageError": (),
    "MeanIoU": OVERLAP,
    "MeanSquaredError": (),
    "MeanSquaredLogarithmicError": (),
    "OneHotIoU": ("num_classes", "target_class_ids", "ignore_class", "sparse_y_pred", "axis"),
    "OneHotMeanIoU": ("num_classes", "ignore_class", "sparse_y_pred", "axis"),
    "PearsonCorrelation": ("axis",),
    "Poisson": (),
    "Precision": (*THRESHOLDS, "top_k", "class_id"),
    "PrecisionAtRecall": ("recall", *AT),
    "R2Score": ("class_aggregation", "num_regressors"),
    "Recall": (*THRESHOLDS, "top_k", "class_id"),
    "RecallAtPrecision": ("precision", *AT),
    "RootMeanSquaredError": (),
    "SensitivityAtSpecificity": ("specificity", *AT),
    "SparseCategoricalAccuracy": (),
    "SparseCategoricalCrossentropy": ("from_logits", "ignore_class", "axis"),
    "SparseTopKCategoricalAccuracy": ("k", "from_sorted_ids"),
    "SpecificityAtSensitivity": ("sensitivity", *AT),
    "SquaredHinge": (),
    "Sum": (),
    "TopKCategoricalAccuracy": ("k",),
    "TrueNegatives": THRESHOLDS,
    "TruePositives": THRESHOLDS,
}
"""Keras 3's classes and their arguments."""

FUNCTIONS: Mapping[str, str] = {
    "mse": "MeanSquaredError",
    "mean_squared_error": "MeanSquaredError",
    "mae": "MeanAbsoluteError",
    "mean_absolute_error": "MeanAbsoluteError",
    "mape": "MeanAbsolutePercentageError",
    "mean_absolute_percentage_error": "MeanAbsolutePercentageError",
    "msle": "MeanSquaredLogarithmicError",
    "mean_squared_logarithmic_error": "MeanSquaredLogarithmicError",
    "bce": "BinaryCrossentropy",
    "binary_crossentropy": "BinaryCrossentropy",
    "categorical_crossentropy": "CategoricalCrossentropy",
    "sparse_categorical_crossentropy": "SparseCategoricalCrossentropy",
    "binary_accuracy": "BinaryAccuracy",
    "categorical_accuracy": "CategoricalAccuracy",
    "sparse_categorical_accuracy": "SparseCategoricalAccuracy",
    "top_k_categorical_accuracy": "TopKCategoricalAccuracy",
    "sparse_top_k_categorical_accuracy": "SparseTopKCategoricalAccuracy",
    "kld": "KLDivergence",
    "kl_divergence": "KLDivergence",
    "kullback_leibler_divergence": "KLDivergence",
    "logcosh": "LogCoshError",
    "log_cosh": "LogCoshError",
    "poisson": "Poisson",
    "hinge": "Hinge",
    "squared_hinge": "SquaredHinge",
    "categorical_hinge": "CategoricalHinge",
}
"""Functions of all eras, in small letters, by the class that averages them in Keras 3."""

COSINE = frozenset({"cosine", "cosine_proximity"})
"""In standalone Keras before 2.3 the loss, which is negative; in tf.keras and Keras 2.3 the same without its sign."""

FULL_NAMES: Mapping[str, str] = {
    "mse": "mean_squared_error",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "msle": "mean_squared_logarithmic_error",
    "kld": "kullback_leibler_divergence",
    "cosine": "cosine_proximity",
    "accuracy": "acc",
}

RESOLVED = frozenset({"acc", "accuracy", "crossentropy", "ce"})
"""Names that stand for one of three metrics."""

SILENT = frozenset({"name", "dtype", "fn", "init_from_thresholds", "_dtype"})


@dataclass(frozen=True)
class Output:
    """The output that a metric is of.

    Attributes:
        loss: Function name of its loss, as Keras 3 has it; empty where unknown.
        size: Last size of its shape; None where unknown.
        prefix: What stands before the names of its metrics, because there are other outputs: Keras 3 puts it there.
    """

    loss: str = ""
    size: int | None = None
    prefix: str = ""


def metric(value: Any, output: Output, source: Source, where: str = "metrics") -> Spelling:
    """One metric, as Keras 3 spells it.

    Args:
        value: A name, or an object with its config.
        output: What it is of.
        source: Who wrote it.
        where: Which it is, for findings.
    """
    if isinstance(value, OwnObject):
        return Spelling(value.written)
    spelled = read_object(value)
    if spelled is None or spelled.package:
        return Spelling(None, (left_out("metric", spelled.shown if spelled else repr(value), where),))
    lowered = spelled.name.lower()
    if spelled.name in RESOLVED and spelled.config is None:
        resolved = resolve(lowered, output, source)
        return Spelling(_named(resolved, {}, shown_as(spelled, output, source)) if resolved else spelled.name)
    if lowered in COSINE and not source.is_tf_keras and source.version < (2, 3):
        return Spelling(_cosine(shown_as(spelled, output, source) or spelled.name))
    class_name = spelled.name if spelled.name in CLASSES else FUNCTIONS.get(lowered, "")
    if lowered == "cosine_similarity" or lowered in COSINE:
        class_name = "CosineSimilarity"
    if not class_name:
        return Spelling(None, (left_out("metric", spelled.shown, where),))
    config = spelled.config or {}
    given = {key: config[key] for key in CLASSES[class_name] if config.get(key) is not None}
    strange = sorted(key for key in config.keys() - set(CLASSES[class_name]) - SILENT if config[key] is not None)
    noticed = tuple(not_taken("metric", class_name, key, config[key], where) for key in strange)
    return Spelling(_named(class_name, given, shown_as(spelled, output, source)), noticed)


def shown_as(spelled: Spelled, output: Output, source: Source) -> str:
    """The name that it was shown by; empty for that of its class in Keras 3."""
    if spelled.config is not None:
        return spelled.label.removeprefix(output.prefix)
    if spelled.name in CLASSES and source.version < (3,):
        return ""
    if source.version < (2, 3) and not source.is_tf_keras:  # these showed the function's own name
        return FULL_NAMES.get(spelled.name.lower(), spelled.name)
    return spelled.name


def resolve(name: str, output: Output, source: Source) -> str:
    """The class that `accuracy` or `crossentropy` stood for; empty where Keras 3 finds the same one by itself.

    Up to TensorFlow 2.1 the loss and the size of the output decided; since then, and in Keras 3, the shapes of targets
    and outputs do.
    """
    if source.is_tf_keras and source.version >= (2, 3):
        return ""
    kind = "Accuracy" if name in ("acc", "accuracy") else "Crossentropy"
    if output.size == 1 or output.loss == "binary_crossentropy":
        return f"Binary{kind}"
    return f"SparseCategorical{kind}" if output.loss == "sparse_categorical_crossentropy" else f"Categorical{kind}"


def _named(class_name: str, arguments: Mapping[str, Any], label: str) -> dict[str, Any]:
    return serialized("keras.metrics", class_name, {**({"name": label} if label else {}), **arguments})


def _cosine(label: str) -> dict[str, Any]:
    function = {
        "module": "keras.losses",
        "class_name": "function",
        "config": "cosine_similarity",
        "registered_name": "cosine_similarity",
    }
    return serialized("keras.metrics", "MeanMetricWrapper", {"name": label, "fn": function})
