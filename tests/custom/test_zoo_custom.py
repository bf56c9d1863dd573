"""Genuine models of custom layers, with the same classes in Keras 3, compute what their own framework computed.

Each model of each era is read from one of its files here, in rotation, so that several eras meet all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rekeras.checks._recording import read_recording
from rekeras.custom.session import BUILD, Session
from rekeras.custom.sources import sources_of
from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from rekeras.runner.process import KerasProcess
from tests import zoo

CODE = zoo.ZOO / "custom" / "keras3_layers.py"
FORMS = (".h5", "_saved_model", ".keras")
KERAS_2_ALONE = {"bump": "bump_keras", "Classifier": "DenseClassifier"}
"""What the models of standalone Keras know by these names is another function there."""
LOST = ("lists_and_dicts", ".keras")
"""Keras 2.12 to 2.15 saved no layers of lists in lists in this form."""
APART = ("subclassed_model", "activations_last")
"""Models with tests of their own; models whose functions are not among the classes."""


def cases() -> Iterator[tuple[str, str, str]]:
    """Each model in a file of one era, another form and another era for each next model."""
    eras: dict[str, list[str]] = {}
    for archive in zoo.archives_apart("custom"):
        if "keras-1" not in archive:  # other classes, in other words
            for model in zoo.manifest(archive)["models"]:
                eras.setdefault(model, []).append(archive)
    for index, (model, archives) in enumerate(sorted(eras.items())):
        archive = archives[index % len(archives)]
        files = zoo.manifest(archive)["models"][model]["files"]
        there = [form for form in FORMS if f"{model}{form}" in files and (model, form) != LOST]
        if there and model not in APART:
            yield archive.removeprefix("custom/"), model, there[index % len(there)]


def code_of(era: str) -> list[str]:
    more = [f"{CODE}:{old}={new}" for old, new in KERAS_2_ALONE.items()] if era.startswith("keras-") else []
    return [str(CODE), *more]


class Running:
    """One process that builds and one that runs, for the models of standalone Keras or of tf.keras."""

    def __init__(self, era: str) -> None:
        sources = sources_of(code_of(era))
        self._builder = KerasProcess("jax", script=BUILD)
        self.runner = KerasProcess("jax", custom=[source.request() for source in sources])
        self.session = Session(self._builder, sources)

    def close(self) -> None:
        self._builder.close()
        self.runner.close()


@pytest.fixture(scope="module")
def running() -> Iterator[dict[bool, Running]]:
    started: dict[bool, Running] = {}
    yield started
    for one in started.values():
        one.close()


def started(running: dict[bool, Running], era: str) -> Running:
    alone = era.startswith("keras-")
    if alone not in running:
        running[alone] = Running(era)
    return running[alone]


@pytest.mark.parametrize(("era", "model", "form"), list(cases()))
def test_computes_the_same(era: str, model: str, form: str, tmp_path: Path, running: dict[bool, Running]) -> None:
    one = started(running, era)
    folder, new = zoo.unpacked(f"custom/{era}"), tmp_path / "new.keras"
    convert(folder / f"{model}{form}", new, custom=one.session)
    recorded = read_recording(folder / f"{model}.npz")
    run = one.runner.run(new, recorded.inputs)
    assert not run.failed_at, run.text
    for found, expected in zip(run.outputs, recorded.outputs, strict=True):
        scale = max(1.0, float(np.abs(expected).max()))
        np.testing.assert_allclose(found / scale, expected / scale, rtol=0, atol=1e-5)


def test_what_the_file_lacks_is_shown_beside_what_the_code_makes(tmp_path: Path, running: dict[bool, Running]) -> None:
    model = zoo.unpacked("custom/tf-2.15") / "lists_and_dicts.keras"
    one = started(running, "tf-2.15")
    with pytest.raises(ModelRefusedError, match=r"nothing \| towers/0/0/_kernel \(5, 3\)"):
        convert(model, tmp_path / "new.keras", custom=one.session)
    assert not (tmp_path / "new.keras").exists()


@pytest.mark.parametrize("era", ["tf-2.10"])
def test_a_model_class_computes_the_same(era: str, tmp_path: Path, running: dict[bool, Running]) -> None:
    folder, new, one = zoo.unpacked(f"custom/{era}"), tmp_path / "new.keras", started(running, era)
    convert(folder / "subclassed_model_saved_model", new, custom=one.session)
    recorded = read_recording(folder / "subclassed_model.npz")
    run = one.runner.run(new, recorded.inputs)
    assert not run.failed_at, run.text
    np.testing.assert_allclose(run.outputs[0], recorded.outputs[0], rtol=0, atol=1e-5)
