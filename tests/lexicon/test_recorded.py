"""Every call of the table gives what TensorFlow gave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rekeras.archive import TensorRef
from rekeras.layers._description import Spec
from rekeras.lexicon._build import Build
from rekeras.lexicon._lookup import call, families
from tests.lexicon.record import RECORDED, arrays, key, replaced, tensors
from tests.lexicon.table import Case, cases

CASES = cases()
EVALUATE = Path(__file__).with_name("evaluate.py")


@dataclass(frozen=True)
class Made:
    """What the lexicon made of a call."""

    build: Build
    outputs: list[Any]


def translated(case: Case) -> Made:
    """Each tensor's first size is unknown where it is the batch, that is three or two as in the table."""
    specs: dict[TensorRef, Spec] = {}
    refs: dict[str, TensorRef] = {}
    for place, tensor in tensors([case.args, case.kwargs]):
        batch = len(tensor.shape) > 1 and tensor.shape[0] in (2, 3) and tensor.kind != "kernel"
        constant_like = case.function.startswith("nn.conv") or case.function.startswith("nn.depthwise")
        batch = batch and not (constant_like and refs)
        ref = TensorRef(f"input{place}")
        specs[ref] = Spec((None, *tensor.shape[1:]) if batch else tensor.shape, tensor.dtype)
        refs[place] = ref
    build = Build(specs)
    build.name = "made"
    args, kwargs = replaced([case.args, case.kwargs], refs)
    outputs = call(build, case.function, args, kwargs)
    return Made(build, outputs if isinstance(outputs, list) and _has_ref(outputs) else [outputs])


def _has_ref(outputs: list[Any]) -> bool:
    return any(isinstance(output, TensorRef) for output in outputs)


def _plain(value: Any) -> Any:
    if isinstance(value, TensorRef):
        return {"ref": [value.layer, value.tensor]}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value


@pytest.fixture(scope="module")
def made() -> Mapping[int, Made]:
    return {number: translated(case) for number, case in enumerate(CASES)}


@pytest.fixture(scope="module")
def computed(made: Mapping[int, Made], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, np.ndarray]:
    """The results of all graphs, by Keras in one process of its own."""
    folder = tmp_path_factory.mktemp("lexicon")
    graphs: dict[str, Any] = {}
    inputs: dict[str, np.ndarray] = {}
    for number, one in made.items():
        steps = [
            {
                "name": step.layer,
                "class_name": one.build.layers[step.layer].class_name,
                "module": one.build.layers[step.layer].package or "keras.layers",
                "config": dict(one.build.layers[step.layer].config),
                "args": _plain(step.args),
            }
            for step in one.build.calls
        ]
        given = {f"input{place}": f"{number}{place}" for place in arrays(CASES[number])}
        graphs[str(number)] = {"inputs": given, "steps": steps, "outputs": _plain(one.outputs)}
        inputs |= {f"{number}{place}": array for place, array in arrays(CASES[number]).items()}
    np.savez(folder / "inputs.npz", **inputs)  # type: ignore[arg-type]
    command = [sys.executable, str(EVALUATE), str(folder / "inputs.npz"), str(folder / "results.npz")]
    environment = os.environ | {"KERAS_BACKEND": "jax"}
    subprocess.run(command, input=json.dumps(graphs), text=True, check=True, capture_output=True, env=environment)
    with np.load(folder / "results.npz") as results:
        return dict(results)


@pytest.fixture(scope="module")
def recorded() -> Mapping[str, np.ndarray]:
    with np.load(RECORDED) as file:
        return dict(file)


def test_the_recording_is_of_this_table(recorded: Mapping[str, np.ndarray]) -> None:
    assert list(recorded["keys"]) == [key(case) for case in CASES], "record the table again"


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: f"{CASES[number].function}-{number}")
def test_gives_what_tensorflow_gave(
    number: int, made: Mapping[int, Made], computed: Mapping[str, np.ndarray], recorded: Mapping[str, np.ndarray]
) -> None:
    assert f"{number}/problem" not in computed, computed[f"{number}/problem"]
    expected = [recorded[name] for name in sorted(recorded) if name.partition("/")[0] == str(number)]
    assert len(made[number].outputs) == len(expected)
    for index, wanted in enumerate(expected):
        found = computed[f"{number}/{index}"]
        assert found.shape == wanted.shape
        scale = max(1.0, float(np.max(np.abs(wanted.astype("float64"))))) if wanted.size else 1.0
        np.testing.assert_allclose(found.astype("float64"), wanted.astype("float64"), rtol=0, atol=1e-5 * scale)
        _check_described(made[number], index, found)


def _check_described(made: Made, index: int, found: np.ndarray) -> None:
    """The book of layers tells the shape and dtype beforehand."""
    output = made.outputs[index]
    if isinstance(output, TensorRef):
        spec = made.build.spec(output)
        assert spec.shape is not None
        assert len(spec.shape) == len(found.shape)
        assert all(size in (None, real) for size, real in zip(spec.shape, found.shape, strict=True)), spec
        assert spec.dtype == found.dtype.name


# Calls that the table cannot hold: random, refused, or made of the sizes of a model.
IN_THE_ZOO = {
    *("ensure_shape", "keras.backend.int_shape", "keras.backend.logsumexp", "keras.backend.constant"),
    *("invert_permutation", "epsilon", "floatx", "dtype", "keras.backend.zeros", "keras.backend.slice"),
    *("shape", "size", "fill", "zeros", "ones", "range", "__operators__.getitem", "where", "convert_to_tensor"),
}


def test_every_function_is_in_the_table_or_in_the_zoo() -> None:
    called = {case.function.rpartition(".")[2] for case in CASES} | {name.rpartition(".")[2] for name in IN_THE_ZOO}
    lacking = [
        entry.names[0]
        for family in families().values()
        for entry in set(family.entries.values())
        if not any(name.startswith("raw.") or name.rpartition(".")[2] in called for name in entry.names)
    ]
    assert sorted(lacking) == []
