"""Layer classes that Keras 3 does not know: where they come from and what a person can do."""

from __future__ import annotations

import re

from rekeras.archive import Layer
from rekeras.keras3.packages import CLASSES, PACKAGES

HERE = "Custom"
"""The package that Keras notes where a class is registered without one."""
KEEP = "Keep the model in the framework that made it, or replace the layer there and save again."
WRAP = "Unwrap the model with the tool that wrapped it, save it, and convert that."

REMOVED = {
    "CategoryCrossing": "a preprocessing layer of TensorFlow 2.3 to 2.5; HashedCrossing came in its place",
    "ConvLSTM2DCell": "the cell of ConvLSTM2D, used by itself",
    "ConvRNN2D": "the base of ConvLSTM2D, around a cell of somebody's own",
    "DenseFeatures": "a layer over tf.feature_column, which Keras 3 does not have",
    "DynamicEmbedding": "an experimental embedding that its own framework cannot save",
    "DynamicLookup": "an experimental lookup that its own framework cannot save",
    "RandomFourierFeatures": "an experimental kernel method",
    "SequenceFeatures": "a layer over tf.feature_column, which Keras 3 does not have",
}
WITHOUT_LAYERS = frozenset({"Checkpoint", "SavedModel", "Weights"})
"""What stands in place of a model where a file holds variables and no layers."""
BASE = "is a base class, to which somebody's own code gives what it computes"
CODE = {
    **dict.fromkeys(("AbstractRNNCell", "ConvRecurrent2D", "PreprocessingLayer", "Recurrent"), BASE),
    **dict.fromkeys(("Layer", "Wrapper"), BASE),
}
OPERATION_LAYERS = frozenset(
    {
        *("TensorFlowOpLayer", "TFOpLambda", "SlicingOpLambda", "TFClassMethodDispatcher"),
        *("ClassMethod", "InstanceMethod", "InstanceProperty", "Lambda"),
    }
)
"""Layers that Keras made of plain functions; the rules that translate them say why one cannot be."""
TRAINING_LAYERS = frozenset({"AddLoss", "AddMetric"})
"""Layers that Keras made of losses and metrics of a model; they are taken out of it."""
CLASSES_OF_OTHERS = {
    name: (package, WRAP if package == "tensorflow_model_optimization" else KEEP) for name, package in CLASSES.items()
} | {"KerasLayer": ("tensorflow_hub", "Its computation is a TensorFlow Hub module, not Keras layers.")}


def describe_stranger(layer: Layer) -> tuple[str, str]:
    """What a class that Keras 3 does not know is, and what to do about it."""
    name = layer.class_name
    if not layer.package and name in CODE:
        return f"{name} {CODE[name]}, which is not converted yet", KEEP
    if not layer.package and name in REMOVED:
        return f"{name} is gone from Keras 3 ({REMOVED[name]}) and is not converted yet", KEEP
    if known := PACKAGES.get(re.split("[./]", layer.package)[0]):
        return f"{name} is a class of {known}", KEEP
    if name in CLASSES_OF_OTHERS and (not layer.package or layer.package == HERE):
        package, advice = CLASSES_OF_OTHERS[name]
        return f"{name} is no class of Keras; {package} has one of that name", advice
    if name.startswith("TF") and name.endswith("MainLayer"):
        return f"{name} is a class of transformers", "Load the checkpoint with transformers and PyTorch instead."
    holder = f" of {layer.package}" if layer.package else ""
    return f"{name}{holder} is no class of Keras", f"{name} is somebody's own code, which is not in the file. {KEEP}"
