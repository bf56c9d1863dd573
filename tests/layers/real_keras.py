"""Run as a script: tells, line by line in JSON, what layers of the installed Keras 3 have and give."""

from __future__ import annotations

import json
import sys
from typing import Any

import keras


def tensors(spec: Any) -> Any:
    """``{"shape": …, "dtype": …}``, or lists of that."""
    if isinstance(spec, list):
        return [tensors(one) for one in spec]
    return keras.KerasTensor(spec["shape"], spec["dtype"]) if isinstance(spec, dict) else spec


def specs(outputs: Any) -> Any:
    if isinstance(outputs, dict):
        return {key: specs(value) for key, value in outputs.items()}
    if isinstance(outputs, list | tuple):
        return [specs(one) for one in outputs]
    return [list(outputs.shape), outputs.dtype]


def answer(question: dict[str, Any]) -> dict[str, Any]:
    try:
        layer = keras.saving.deserialize_keras_object(question["layer"])
        outputs = layer(
            *tensors(question["args"]), **{key: tensors(value) for key, value in question["kwargs"].items()}
        )
    except Exception as problem:
        return {"refused": f"{type(problem).__name__}: {problem}"}
    variables = layer.trainable_variables + layer.non_trainable_variables
    own = [variable for variable in variables if variable.name != "seed_generator_state"]
    return {
        "variables": [[variable.path, list(variable.shape), variable.trainable] for variable in own],
        "outputs": specs(outputs),
    }


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)  # noqa: T201 - the answer
