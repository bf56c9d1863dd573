"""Run as a script: computes graphs of operations with the installed Keras, without building models.

Standard input: for each graph a list of ``{"name", "class_name", "module", "config", "args"}``, what it gives, and the
file of its inputs. Standard output: nothing; the results go to the file named first.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

import numpy as np
from keras import ops
from keras.src.saving import serialization_lib


def value_of(argument: Any, known: dict[str, Any]) -> Any:
    """An argument with tensors for ``{"ref": [name, index]}``."""
    if isinstance(argument, dict) and argument.keys() == {"ref"}:
        name, index = argument["ref"]
        found = known[name]
        return found[index] if isinstance(found, list | tuple) else found
    if isinstance(argument, dict):
        return serialization_lib.deserialize_keras_object(argument)
    if isinstance(argument, list):
        return [value_of(one, known) for one in argument]
    return argument


def compute(graph: dict[str, Any], inputs: Any) -> list[np.ndarray]:
    """What a graph gives."""
    known: dict[str, Any] = {name: ops.convert_to_tensor(inputs[key]) for name, key in graph["inputs"].items()}
    for step in graph["steps"]:
        cls = getattr(importlib.import_module(step["module"]), step["class_name"])
        known[step["name"]] = cls.from_config(step["config"])(*value_of(step["args"], known))
    return [ops.convert_to_numpy(value_of(one, known)) for one in graph["outputs"]]


if __name__ == "__main__":
    inputs = np.load(sys.argv[1])
    results = {}
    for number, graph in json.load(sys.stdin).items():
        try:
            computed = compute(graph, inputs)
        except Exception as problem:  # fails the test of this call, not those of all others
            results[f"{number}/problem"] = np.array(f"{type(problem).__name__}: {problem}")
            continue
        results |= {f"{number}/{index}": array for index, array in enumerate(computed)}
    np.savez(sys.argv[2], **results)  # type: ignore[arg-type]
