"""Why code that nobody migrates cannot stay as it is."""

from __future__ import annotations

from rekeras.source.functions._lookup import why_not

GUIDE = "Look for what took its place in https://keras.io/guides/migrating_to_keras_3/."
ADVICE = {
    "keras.applications.imagenet_utils._obtain_input_shape": "Give the model its input_shape.",
    "keras.datasets": "Download the data yourself.",
    "keras.engine": "It was private: write what it did yourself.",
    "keras.estimator": "Train with fit.",
    "keras.experimental": GUIDE,
    "keras.layers.AbstractRNNCell": "Make the cell a keras.layers.Layer.",
    "keras.layers.DenseFeatures": "Use keras.utils.FeatureSpace.",
    "keras.layers.Highway": "Write it with two Dense layers: t * h + (1 - t) * x.",
    "keras.layers.LocallyConnected1D": "Write the layer with ops.einsum over the windows.",
    "keras.layers.LocallyConnected2D": "Write the layer with ops.einsum over the windows.",
    "keras.layers.MaxoutDense": "Use Dense(units * pieces), Reshape, and ops.max.",
    "keras.layers.RandomHeight": "Use keras.layers.RandomZoom or Resizing.",
    "keras.layers.RandomWidth": "Use keras.layers.RandomZoom or Resizing.",
    "keras.layers.ThresholdedReLU": "Use keras.layers.ReLU(threshold=theta).",
    "keras.layers.TimeDistributedDense": "Use keras.layers.Dense, which keeps the steps.",
    "keras.legacy": "It was private: drop it.",
    "keras.models.model_from_config": "Use the class's from_config.",
    "keras.models.model_from_yaml": "Use model_from_json; yaml was given up for safety.",
    "keras.preprocessing.image": "Use keras.utils.image_dataset_from_directory, or keras.utils.PyDataset.",
    "keras.preprocessing.sequence": "Use keras.utils.timeseries_dataset_from_array or keras.utils.PyDataset.",
    "keras.preprocessing.text": "Use keras.layers.TextVectorization.",
    "keras.saving.saved_model": "Use model.export.",
    "keras.utils.GeneratorEnqueuer": "fit takes generators and keras.utils.PyDataset.",
    "keras.utils.HDF5Matrix": "Read the file with h5py.",
    "keras.utils.OrderedEnqueuer": "fit takes generators and keras.utils.PyDataset.",
    "keras.utils.multi_gpu_model": "Use keras.distribution.DataParallel.",
    "keras.utils.print_summary": "Call model.summary().",
    "keras.wrappers.scikit_learn": "Use keras.wrappers.SKLearnClassifier, or the package scikeras.",
}
"""What to do instead, by the beginning of the names."""


def why_missing(name: str) -> tuple[str, str]:
    """The reason and the advice for a name that Keras 3 does not have, or that only TensorFlow has."""
    if name.startswith(("tensorflow.", "keras.backend.")):
        return why_not(name)
    head = name
    while head:
        if head in ADVICE:
            return f"Keras 3 has no {name}", ADVICE[head]
        head = head.rpartition(".")[0]
    return f"Keras 3 has no {name}", GUIDE
