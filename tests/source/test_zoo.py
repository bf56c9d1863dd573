"""Custom layers as people wrote them in each era: migrated, they compute what the era's own framework recorded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from rekeras.source.migrate import migrate
from rekeras.source.result import MigratedCode
from tests import zoo

BACKENDS = ("jax", "torch", "tensorflow")
REFUSED = {
    "activations": "whether it chooses number by number or row by row hangs on how many axes the condition has",
    "wrappers": "a layer that is built takes no weights from another one in Keras 3",
}
"""Models of Keras without TensorFlow in which something is left for a person."""
WEIGHTS_ELSEWHERE = {
    "lists_and_dicts": "Keras 3 takes the weights of a dict of layers in another order",
    "attention_masked": "its GRU had other weights before TensorFlow 2 (reset_after)",
    "wrappers": "TensorFlow 1.14 took the weights of a wrapper in another order",
}
"""Models whose old weights the new code cannot take in their old order: ``rekeras convert --custom`` can."""


def _cases() -> list[tuple[str, str]]:
    """Every archive with every model in it."""
    found = []
    for archive in zoo.archives_apart("custom"):
        folder = zoo.unpacked(archive)
        found += [
            (archive, path.stem) for path in sorted(folder.glob("*.py")) if (folder / f"{path.stem}.npz").exists()
        ]
    return found


CASES = _cases()
TEXTS = {(zoo.unpacked(archive) / f"{model}.py").read_text("utf-8"): (archive, model) for archive, model in CASES}
"""The same source runs in several eras: each text once."""


@pytest.mark.parametrize(("archive", "model"), TEXTS.values(), ids=["/".join(each) for each in TEXTS.values()])
def test_nothing_of_tensorflow_is_left(archive: str, model: str) -> None:
    result = _migrated(archive, model)
    reason = REFUSED.get(model.removesuffix("_last"), "") if archive.startswith("custom/keras-2") else ""
    assert [finding.reason for finding in result.findings] == [reason] * bool(reason)
    assert "import tensorflow" not in result.after
    assert migrate(result.after, model).after == result.after


@cache
def _migrated(archive: str, model: str) -> MigratedCode:
    return migrate((zoo.unpacked(archive) / f"{model}.py").read_text("utf-8"), model)


def _sample() -> dict[str, tuple[str, str]]:
    """Every other model, from an era and on a backend that differ from model to model."""
    eras: dict[str, list[str]] = {}
    for archive, model in CASES:
        if archive.startswith("custom/keras-1"):  # its LSTM kept a matrix for each gate
            continue
        is_old = archive.startswith("custom/keras-2")
        early = is_old or archive == "custom/tf-1.14"
        if (
            model == "lists_and_dicts"
            or (is_old and model.removesuffix("_last") in REFUSED)
            or (early and model in WEIGHTS_ELSEWHERE)
        ):
            continue
        eras.setdefault(model, []).append(archive)
    return {
        model: (archives[index % len(archives)], BACKENDS[index % 3])
        for index, (model, archives) in list(enumerate(sorted(eras.items())))[::2]
    }


SAMPLE = _sample()


@cache
def _differences(backend: str, folder: Path) -> dict[str, float | str]:
    cases = {}
    for model, (archive, on) in SAMPLE.items():
        if on == backend:
            files = zoo.unpacked(archive)
            code = folder / f"{model}.py"
            code.write_text(_migrated(archive, model).after, "utf-8")
            weights = files / f"{model}_weights.h5"
            cases[model] = {"code": str(code), "weights": str(weights), "recording": str(files / f"{model}.npz")}
    (folder / "cases.json").write_text(json.dumps(cases), "utf-8")
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("run_migrated.py")), str(folder / "cases.json")],
        env={**os.environ, "KERAS_BACKEND": backend, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=True,
    )
    differences: dict[str, float | str] = json.loads(run.stdout.splitlines()[-1])
    return differences


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("migrated")


@pytest.mark.parametrize("model", sorted(SAMPLE))
def test_migrated_code_computes_the_same(model: str, folder: Path) -> None:
    backend = SAMPLE[model][1]
    (folder / backend).mkdir(exist_ok=True)
    difference = _differences(backend, folder / backend)[model]
    assert isinstance(difference, float), difference
    assert difference < 1e-5
