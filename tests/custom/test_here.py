"""Classes that this Python has already: ``custom_objects`` of ``load_model``; compared with numbers made by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rekeras.custom.stage import requests_for
from rekeras.errors import ModelRefusedError
from rekeras.load import load_model
from tests import builders

W, SHIFT = builders.numbers(3, 2, seed=4), builders.numbers(2, seed=5)
X = builders.numbers(4, 3, seed=6)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    config = builders.sequential(
        builders.entry("Scaled", "scaled", units=2, power=3.0, batch_input_shape=[None, 3], dtype="float32")
    )
    return builders.write_whole(tmp_path / "m.h5", config, {"scaled": {"scaled/w:0": W, "scaled/shift:0": SHIFT}})


def scaled_class() -> Any:
    import keras  # noqa: PLC0415 - only for this

    class Scaled(keras.layers.Layer):  # type: ignore[misc]
        def __init__(self, units: int, power: float = 1.0, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.units, self.power = units, power

        def build(self, shape: tuple[int, ...]) -> None:
            self.shift = self.add_weight(name="shift", shape=(self.units,))
            self.w = self.add_weight(name="w", shape=(shape[-1], self.units))

        def call(self, inputs: Any) -> Any:
            return keras.ops.matmul(inputs, self.w) * self.power + self.shift

    return Scaled


def test_loads_with_custom_objects(file: Path) -> None:
    model = load_model(file, custom_objects={"Scaled": scaled_class()})
    np.testing.assert_allclose(np.asarray(model(X)), X @ W * 3.0 + SHIFT, atol=1e-5)


def test_takes_a_class_of_another_name(file: Path) -> None:
    own = scaled_class()
    own.__name__ = own.__qualname__ = "Renamed"
    model = load_model(file, custom_objects={"Scaled": own})
    np.testing.assert_allclose(np.asarray(model(X)), X @ W * 3.0 + SHIFT, atol=1e-5)


def test_names_what_is_not_there(file: Path) -> None:
    with pytest.raises(ModelRefusedError, match="defines no class Scaled"):
        load_model(file, custom_objects={"Scale": scaled_class()})


def test_no_other_process_can_have_these_classes() -> None:
    with pytest.raises(ValueError, match="give the code as files"):
        requests_for({"Scaled": object})
    assert requests_for({}) == ()


def test_layers_inside_get_their_tensors(tmp_path: Path) -> None:
    import keras  # noqa: PLC0415 - only for this

    class Around(keras.layers.Wrapper):  # type: ignore[misc]
        def call(self, inputs: Any) -> Any:
            return self.layer(inputs) * 2

    unset = dict.fromkeys(
        f"{variable}_{kind}" for variable in ("kernel", "bias") for kind in ("constraint", "regularizer")
    )
    inner = builders.dense("inner", 2, **unset, kernel_initializer="zeros", bias_initializer="zeros")
    config = builders.sequential(
        builders.entry("Around", "around", layer=inner, batch_input_shape=[None, 3], dtype="float32")
    )
    weights = {"around": {"around/kernel:0": W, "around/bias:0": SHIFT}}
    model = load_model(builders.write_whole(tmp_path / "w.h5", config, weights), custom_objects={"Around": Around})
    np.testing.assert_allclose(np.asarray(model(X)), 2 * (X @ W + SHIFT), atol=1e-5)
