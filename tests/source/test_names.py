from __future__ import annotations

import pytest

from rekeras.source._names import canonical, is_public
from rekeras.source._renamed import TABLE, renamed


@pytest.mark.parametrize(
    ("old", "name"),
    [
        ("tensorflow.python.keras.layers.core.Dense", "keras.layers.Dense"),
        ("tensorflow.contrib.keras.api.keras.layers.Dense", "keras.layers.Dense"),
        ("tensorflow.keras", "keras"),
        ("tf_keras.src.layers.Dense", "keras.layers.Dense"),
        ("keras.api._v2.keras.layers.Dense", "keras.layers.Dense"),
        ("keras.engine.topology.Layer", "keras.layers.Layer"),
        ("keras.engine.Model", "keras.models.Model"),
        ("keras.layers.merge.concatenate", "keras.layers.concatenate"),
        ("keras.layers.merge", "keras.layers.merge"),
        ("keras.utils.np_utils", "keras.utils"),
        ("keras.backend.tensorflow_backend.dot", "keras.backend.dot"),
        ("keras.optimizers.legacy.Adam", "keras.optimizers.Adam"),
        ("keras.optimizers.schedules.ExponentialDecay", "keras.optimizers.schedules.ExponentialDecay"),
        ("keras.applications.resnet50.ResNet50", "keras.applications.resnet50.ResNet50"),
        ("tensorflow.optimizers.Adam", "keras.optimizers.Adam"),
        ("tensorflow.losses.mean_squared_error", "tensorflow.losses.mean_squared_error"),
        ("tensorflow.compat.v1.reduce_sum", "tensorflow.reduce_sum"),
        ("tensorflow.python.ops.math_ops.reduce_sum", "tensorflow.reduce_sum"),
        ("numpy.sum", "numpy.sum"),
        ("keras_contrib.layers.CRF", "keras_contrib.layers.CRF"),
    ],
)
def test_one_name_for_each_thing(old: str, name: str) -> None:
    assert canonical(old) == name
    assert canonical(name) == name


@pytest.mark.parametrize("name", sorted(TABLE))
def test_new_names_are_those_of_keras_3(name: str) -> None:
    assert is_public(renamed(name)) or not name.startswith("keras.metrics")
    assert renamed(renamed(name)) == renamed(name)


def test_what_is_public() -> None:
    assert is_public("keras.layers.Dense.from_config")
    assert not is_public("keras.layers.Merge")
