"""Genuine models that were saved while they were trained go on training in Keras 3 as they did in their own framework,
or the report says that they do not.

Some files run here, each on one backend, in rotation; `make training` runs every file on every backend.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

import pytest

from rekeras.pipeline import convert
from rekeras.records import Outcome
from rekeras.runner.process import KerasProcess
from rekeras.verify import verify_in
from tests import training_zoo
from tests.training_zoo import Trained

BACKENDS = ("jax", "torch", "tensorflow")
FILES = training_zoo.members()
COMPILED = training_zoo.members("compiling")
CASES = [*zip(FILES[::41], cycle(BACKENDS), strict=False), *((trained, "torch") for trained in COMPILED[::11])]


@pytest.mark.parametrize(("trained", "backend"), CASES, ids=str)
def test_goes_on_training(
    trained: Trained, backend: str, tmp_path: Path, keras_processes: Mapping[str, KerasProcess]
) -> None:
    new = tmp_path / "new.keras"
    report = convert(trained.path, new, weights=trained.weights)
    checks = verify_in(
        {backend: keras_processes[backend]}, trained.path, new, weights=trained.weights, resume=trained.recording
    )
    (resumed,) = (check for check in checks if check.check == "resumes")
    told = {finding.code for finding in report.findings} & training_zoo.TOLD
    assert resumed.outcome is Outcome.PASSED or told, resumed
