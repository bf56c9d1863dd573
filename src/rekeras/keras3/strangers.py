"""Layer classes that Keras 3 does not know: where they come from and what a person can do."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras3.packages import Package, package_of

KEEP = "Keep the model in the framework that made it, or replace the layer there and save again."
CODE_OF_IT = "Give its code for Keras 3 with --custom; where that is lost, `rekeras stub` writes a skeleton to fill in."
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


def describe_stranger(layer: Layer) -> tuple[str, str]:
    """What a class that Keras 3 does not know is, and what to do about it."""
    name = layer.class_name
    if not layer.package and name in CODE:
        return f"{name} {CODE[name]}, which is not converted yet", KEEP
    if not layer.package and name in REMOVED:
        return f"{name} is gone from Keras 3 ({REMOVED[name]}) and is not converted yet", KEEP
    if known := package_of(name, layer.package):
        package, certain = known
        told = f"{name} is a class of {package.name}" if certain else _namesake(name, package)
        return told, " ".join(filter(None, (package.versions, _advice(package))))
    if name.startswith("TF") and name.endswith("MainLayer"):
        return f"{name} is a class of transformers", "Load the checkpoint with transformers and PyTorch instead."
    holder = f" of {layer.package}" if layer.package else ""
    return f"{name}{holder} is no class of Keras", f"It is somebody's own code, which is not in the file. {CODE_OF_IT}"


def _namesake(name: str, package: Package) -> str:
    return f"{name} is no class of Keras; {package.name} has one of that name"


def _advice(package: Package) -> str:
    if package.name == "tensorflow_hub":
        return "Its computation is a TensorFlow Hub module, not Keras layers."
    return WRAP if package.name == "tensorflow_model_optimization" else CODE_OF_IT
