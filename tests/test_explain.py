"""Errors that people paste find what caused them, first of all."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from rekeras.explain import explain
from rekeras.symptoms import causes, match

PASTED = tomllib.loads(Path(__file__).with_name("pasted_errors.toml").read_text("utf-8"))


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in PASTED.items() for text in texts])
def test_pasted_errors_find_their_cause(name: str, text: str) -> None:
    assert explain(text)[0].cause.name == name


def test_an_error_in_the_middle_of_a_traceback_is_found() -> None:
    frames = '  File "/usr/lib/python3.12/site-packages/keras/src/layers/layer.py", line 291, in __init__\n' * 40
    text = (
        f"Traceback (most recent call last):\n{frames}ValueError: Unrecognized keyword arguments passed to LSTM: "
        + ("{'time_major': False}\n" + frames)
    )
    assert explain(text)[0].cause.name == "time_major"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "ModuleNotFoundError: No module named 'numpy'",
        "ValueError: could not convert string to float: 'abc'",
        "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB",
    ],
)
def test_other_errors_are_not_explained(text: str) -> None:
    assert explain(text) == ()


def test_every_symptom_finds_its_own_cause_among_the_best() -> None:
    for cause in causes():
        for symptom in cause.symptoms:
            best = match(symptom)
            assert cause.name in [each.cause.name for each in best], (cause.name, symptom)


def test_every_cause_says_what_to_do() -> None:
    for cause in causes():
        assert cause.title
        assert cause.remedy
        assert not cause.title.startswith(" ")
