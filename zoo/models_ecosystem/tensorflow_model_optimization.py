"""Wrappers of tensorflow_model_optimization: pruning, quantization, clustering."""

from __future__ import absolute_import

import numpy as np
from models_ecosystem import model


class Kept(object):
    """Variables that keep the values they have."""

    def __init__(self, weights):
        self.weights = weights


def toolkit(era):
    return era.packages["tensorflow_model_optimization"][0]


def keep_ranges(era, made):
    """Ranges of quantization with a lower and an upper end, as training finds them."""
    ranges = [weight for weight in made.weights if weight.name.split(":")[0].endswith(("_min", "_max"))]
    for weight in ranges:
        size = era.random.uniform(0.4, 0.9, size=weight.shape) * (1 if "kernel" in weight.name else 4)
        weight.assign(size if weight.name.split(":")[0].endswith("_max") else -size)
    steps = [weight for weight in made.weights if "optimizer_step" in weight.name]
    era.keep(Kept(ranges + steps))
    return made


def plain(era):
    x = era.input((6, 5, 3))
    y = era.layer("Conv2D", 4, 2, activation="relu", name="conv")(x)
    y = era.layer("DepthwiseConv2D", 2, name="depthwise")(y)
    y = era.layer("BatchNormalization", name="normalized")(y)
    y = era.layer("ReLU", 6.0, name="relu")(y)
    y = era.layer("Flatten", name="flat")(y)
    return era.model(x, era.layer("Dense", 3, activation="softmax", name="dense")(y))


@model(later=("quantization, stripped",))
def optimization_quantized(era):
    made = keep_ranges(era, toolkit(era).quantization.keras.quantize_model(plain(era)))
    era.fed = [(None, era.fed[0][1])]  # the model is a copy, with an input of its own
    return made


@model()
def optimization_pruned(era):
    x = era.input((6, 5, 3))
    prune = toolkit(era).sparsity.keras.prune_low_magnitude
    y = prune(era.layer("Conv2D", 4, 2, activation="relu"), name="conv")(x)
    y = era.layer("Flatten", name="flat")(y)
    made = era.model(x, prune(era.layer("Dense", 3), name="dense")(y))
    masks = [weight for weight in made.weights if "mask" in weight.name]
    for mask in masks:
        mask.assign((era.random.uniform(size=mask.shape) > 0.5).astype("float32"))
    era.keep(Kept(masks))
    return made


@model()
def optimization_clustered(era):
    x = era.input((6, 5, 3))
    toolkit_of_clusters = toolkit(era).clustering.keras
    how = {
        "number_of_clusters": 3,
        "cluster_centroids_init": toolkit_of_clusters.CentroidInitialization.LINEAR,
    }
    conv, dense = era.layer("Conv2D", 4, 2, activation="relu", name="conv"), era.layer("Dense", 3, name="dense")
    conv.build((None, 6, 5, 3))
    dense.build((None, 80))
    y = era.layer("Flatten", name="flat")(toolkit_of_clusters.cluster_weights(conv, **how)(x))
    made = era.model(x, toolkit_of_clusters.cluster_weights(dense, **how)(y))
    random = np.random.RandomState(7)
    centroids = [weight for weight in made.weights if "centroids" in weight.name]
    for weight in centroids:
        weight.assign(np.sort(random.uniform(-0.6, 0.6, size=weight.shape)))
    era.keep(Kept(centroids))
    return made
