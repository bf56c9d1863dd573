from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.rules.clustering_wrapper import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer

KERNEL = np.array([[0.1, -0.5], [0.9, 0.34]], "float32")
CENTROIDS = np.array([-0.6, 0.2, 0.5], "float32")


def clustered(**config: Any) -> Layer:
    weights = {
        "bias": np.array([0.3, 0.7], "float32"),
        "kernel": KERNEL,
        "c/cluster_centroids_kernel": CENTROIDS,
        "c/pulling_indices_kernel": np.zeros((2, 2), "int64"),
    }
    tensors = {name: ArrayTensor(array, (name,)) for name, array in weights.items()}
    wrapper = replace(layer("ClusterWeights", "c", number_of_clusters=3, **config), weights=tensors)
    return replace(wrapper, parts={"layer": layer("Dense", "dense", units=2)})


def test_rounds_to_the_nearest_centroid() -> None:
    after, (change,), (finding,) = apply_rule(rule, clustered(), SOURCE)
    assert (after.class_name, after.name, finding.code) == ("Dense", "c", "clustering_ended")
    assert list(after.weights) == ["bias", "kernel"]
    expected = np.array([[0.2, -0.6], [0.5, 0.2]], "float32")
    np.testing.assert_array_equal(after.weights["kernel"].read(), expected)
    assert "c/pulling_indices_kernel" in change.tensors
    check_noop(after, rule)


def test_leaves_what_it_does_not_know_alone() -> None:
    check_noop(clustered(preserve_sparsity=True), rule)
    check_noop(clustered(cluster_per_channel=True), rule)
    check_noop(replace(clustered(), parts={}), rule)
    check_noop(replace(clustered(), weights={"c/cluster_centroids_kernel": ArrayTensor(CENTROIDS)}), rule)
