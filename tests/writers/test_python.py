"""Python code: run in Keras it gives the same model, and it is formatted as formatters leave it."""

from __future__ import annotations

import datetime
import random
import subprocess
import sys
from pathlib import Path

import pytest

from rekeras.checks._closeness import distance, tolerance
from rekeras.checks._recording import read_recording
from rekeras.pipeline import convert
from rekeras.read import open_archive
from tests import zoo
from tests.writers.running import Loading

ALWAYS = (
    *("nested_twice", "masks_of_shared_layers", "dict_inputs_outputs", "bidirectional_states", "initial_state_list"),
    *("op_operators", "multi_head_attention", "frozen_nested", "bidirectional_kinds", "initializers"),
)
"""Shared layers, nested models, several inputs and outputs, operations, objects."""
ROTATING = 8
"""How many more are drawn, others every day; `python -m scripts.run_python_target` runs all of them."""
TEXT = ("vocabulary", "lookup", "text", "hash", "string")


def drawn() -> list[str]:
    """Names of models: those that are always run, and some of the others."""
    others = [name for name in BY_NAME if name not in ALWAYS and not any(word in name for word in TEXT)]
    random.Random(datetime.datetime.now(datetime.UTC).date().toordinal()).shuffle(others)  # noqa: S311
    return [*ALWAYS, *sorted(others[:ROTATING])]


BY_NAME = {member.model: member for member in zoo.members() if not member.refused}


@pytest.mark.parametrize("model", drawn())
def test_the_code_computes_what_the_old_framework_did(model: str, tmp_path: Path, keras: Loading) -> None:
    member = BY_NAME[model]
    code = convert(member.path, tmp_path / "model.py", weights=member.weights).target
    assert code is not None
    found = keras.outputs("python", [code], member.recording, tmp_path)
    assert not isinstance(found, str), found
    expected = read_recording(member.recording).outputs
    with open_archive(member.path, weights=member.weights) as archive:
        assert distance(found, expected).worst <= tolerance(archive.model)


def test_formatters_leave_the_code_as_it_is(tmp_path: Path) -> None:
    for model in (*drawn(), "text_vectorization", "names_unusual"):
        if model in BY_NAME:
            convert(BY_NAME[model].path, tmp_path / f"{model}.py", weights=BY_NAME[model].weights)
    for words in (["format", "--check", "--line-length", "88"], ["check", "--select", "E,F,I,W", "--ignore", "E501"]):
        command = [sys.executable, "-m", "ruff", *words, "--isolated", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_default_arguments_are_left_out(tmp_path: Path) -> None:
    convert(zoo.unpacked("keras-2.2.4") / "embedding_mask_lstm.h5", tmp_path / "model.py")
    text = (tmp_path / "model.py").read_text("utf-8")
    assert 'layers.LSTM(3, return_sequences=True, name="lstm_1")(x)' in text
    assert '"""Build model_1, with new weights."""' in text
