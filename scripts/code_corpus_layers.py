"""Runs layers of one module, migrated or not, and writes what they give. Started by run_code_corpus as a program.

python code_corpus_layers.py FOLDER MODULE TRIES RESULTS: TRIES is JSON, a list of {"make": ..., "inputs": ...}.
Runs with Keras 3 and with TensorFlow's Keras 2 alike, so that their numbers can be compared.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import sys
import types
import zlib
from pathlib import Path
from typing import Any

import numpy as np


class Numbers:
    """Arrays that are the same in every run."""

    def __init__(self) -> None:
        self._random = np.random.RandomState(3)

    def normal(self, *shape: int) -> np.ndarray:
        made: np.ndarray = self._random.normal(size=shape).astype("float32")
        return made

    def integers(self, below: int, *shape: int) -> np.ndarray:
        made: np.ndarray = self._random.randint(0, below, size=shape).astype("int32")
        return made

    def in_order(self, *values: int) -> np.ndarray:
        return np.array(values, "int32")


def module_of(folder: Path, name: str) -> Any:
    """A module, without what the packages around it do when they are imported."""
    sys.path.insert(0, str(folder))
    parts = name.split(".")
    for count in range(1, len(parts)):
        package = types.ModuleType(".".join(parts[:count]))
        package.__path__ = [str(folder.joinpath(*parts[:count]))]
        sys.modules[package.__name__] = package
    return importlib.import_module(name)


def fill(layer: Any) -> None:
    """Give every weight numbers by its name and shape, and by how many such came before."""
    seen: dict[str, int] = {}
    values = []
    for weight in layer.weights:
        kind = re.sub(r"_\d+$", "", weight.name.rpartition("/")[2].split(":")[0])
        key = f"{kind} {tuple(weight.shape)}"
        seen[key] = seen.get(key, 0) + 1
        random = np.random.RandomState(zlib.crc32(f"{key} {seen[key]}".encode()))
        value = random.normal(size=tuple(weight.shape)) * 0.5
        values.append(np.abs(value) + 0.5 if "variance" in kind else value)
    layer.set_weights([value.astype("float32") for value in values])


def computed(make: str, inputs: str, module: Any) -> list[np.ndarray]:
    """What a layer gives, and last the shapes of its weights."""
    numbers = Numbers()
    names = {"np": np, "normal": numbers.normal, "integers": numbers.integers, "in_order": numbers.in_order}
    layer = eval(make, {**vars(module), **names})  # noqa: S307 - from the list in the project
    given = eval(inputs, names)  # noqa: S307 - as above
    layer(given)
    if hasattr(layer, "weights") and layer.weights:
        fill(layer)
    outputs = layer(given)
    shapes = sorted(tuple(weight.shape) for weight in getattr(layer, "weights", []))
    sizes = np.array([size for shape in shapes for size in shape])
    return [*(np.asarray(one) for one in (outputs if isinstance(outputs, list | tuple) else [outputs])), sizes]


def main(folder: str, name: str, tries: str, results: str) -> None:
    if os.environ.get("KERAS_BACKEND") in ("jax", "torch"):  # what still calls TensorFlow is not done
        sys.modules["tensorflow"] = None  # type: ignore[assignment]
    module = module_of(Path(folder), name)
    found: dict[str, np.ndarray] = {}
    for number, each in enumerate(json.loads(tries)):
        try:
            outputs = computed(each["make"], each["inputs"], module)
        except Exception as problem:  # told by whoever reads the results, for this layer alone
            found[f"{number}/problem"] = np.array(f"{type(problem).__name__}: {problem}")
            continue
        found |= {f"{number}/{index}": output for index, output in enumerate(outputs)}
    np.savez(results, **found)  # type: ignore[arg-type]


if __name__ == "__main__":
    main(*sys.argv[1:])
