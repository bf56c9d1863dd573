from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from rekeras.checks._resumption import Resumption, read_resumption
from rekeras.pipeline import convert
from rekeras.runner.process import KerasProcess
from rekeras.runner.resuming import resume
from tests.runner.test_process import dense_model
from tests.training_zoo import Trained

SGD = Trained("training/tf-2.15", "sgd", "sgd.h5")
DATA = {"x0": np.ones((4, 2), "float32"), "t0": np.ones((4, 1), "float32")}


def test_goes_on(tmp_path: Path, keras_processes: Mapping[str, KerasProcess]) -> None:
    convert(SGD.path, tmp_path / "new.keras")
    recorded = read_resumption(SGD.recording)
    found = resume(keras_processes["jax"], tmp_path / "new.keras", recorded)
    assert (found.failed_at, found.text) == ("", "")
    assert len(found.losses) == 10
    assert found.losses[0] > found.losses[-1]
    assert sorted(found.weights) == [1, 2, 10]
    assert "layers/dense/vars/0" in found.weights[10]
    assert found.metrics.keys() == {"loss"}


def test_tells_that_a_model_is_not_compiled(tmp_path: Path, keras_processes: Mapping[str, KerasProcess]) -> None:
    found = resume(keras_processes["jax"], dense_model(tmp_path / "m.keras"), Resumption(DATA, losses=(1.0,)))
    assert found.failed_at == "train"
    assert found.reason() == "ValueError: the file does not say how the model is compiled"
