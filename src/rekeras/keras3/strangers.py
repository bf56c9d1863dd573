"""Layer classes that Keras 3 does not know: where they come from and what a person can do."""

from __future__ import annotations

from rekeras.archive import Layer

KEEP = "Keep the model in the framework that made it, or replace the layer there and save again."
WRAP = "Unwrap the model with the tool that wrapped it, save it, and convert that."

REMOVED = {
    "CategoryCrossing": "a preprocessing layer of TensorFlow 2.3 to 2.5; HashedCrossing came in its place",
    "ConvLSTM2DCell": "the cell of ConvLSTM2D, used by itself",
    "ConvRNN2D": "the base of ConvLSTM2D with a cell of its own",
    "DenseFeatures": "a layer over tf.feature_column, which Keras 3 does not have",
    "DynamicEmbedding": "an experimental embedding that its own framework cannot save",
    "DynamicLookup": "an experimental lookup that its own framework cannot save",
    "Highway": "a layer of Keras 1",
    "MaxoutDense": "a layer of Keras 1",
    "Merge": "the merging layer of Keras 1",
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
CLASSES_OF_OTHERS = {
    "KerasLayer": ("tensorflow_hub", "Its computation is a TensorFlow Hub module, not Keras layers."),
    "QuantizeLayer": ("tensorflow_model_optimization", WRAP),
    "QuantizeWrapper": ("tensorflow_model_optimization", WRAP),
    "QuantizeWrapperV2": ("tensorflow_model_optimization", WRAP),
    "PruneLowMagnitude": ("tensorflow_model_optimization", WRAP),
    "ClusterWeights": ("tensorflow_model_optimization", WRAP),
    "CRF": ("keras_contrib or tensorflow_addons", KEEP),
    "InstanceNormalization": ("keras_contrib or tensorflow_addons", KEEP),
    "WeightNormalization": ("tensorflow_addons", KEEP),
    "LayerScale": ("the ConvNeXt models of keras.applications", KEEP),
}
PACKAGES = {
    "Addons": "tensorflow_addons",
    "keras_contrib": "keras_contrib",
    "keras_cv": "keras_cv",
    "keras_nlp": "keras_nlp",
    "keras_hub": "keras_hub",
    "Text": "the TensorFlow model garden",
    "Vision": "the TensorFlow model garden",
    "tensorflow_hub": "tensorflow_hub",
    "tensorflow_model_optimization": "tensorflow_model_optimization",
    "TensorFlowModelOptimization": "tensorflow_model_optimization",
    "transformers": "transformers",
}


def describe_stranger(layer: Layer) -> tuple[str, str]:
    """What a class that Keras 3 does not know is, and what to do about it."""
    name = layer.class_name
    if not layer.package and name in CODE:
        return f"{name} {CODE[name]}, which is not converted yet", KEEP
    if not layer.package and name in REMOVED:
        return f"{name} is gone from Keras 3 ({REMOVED[name]}) and is not converted yet", KEEP
    if name in CLASSES_OF_OTHERS:
        package, advice = CLASSES_OF_OTHERS[name]
        return f"{name} is a class of {package}", advice
    if name.startswith("TF") and name.endswith("MainLayer"):
        return f"{name} is a class of transformers", "Load the checkpoint with transformers and PyTorch instead."
    if known := PACKAGES.get(layer.package.partition(".")[0]):
        return f"{name} is a class of {known}", KEEP
    holder = f" of {layer.package}" if layer.package else ""
    return f"{name}{holder} is no class of Keras", f"{name} is somebody's own code, which is not in the file. {KEEP}"
