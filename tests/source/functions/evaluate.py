"""Run as a script: computes migrated expressions with the installed Keras, under the compiler on JAX.

Standard input: expressions by number. Arguments: the file of the arrays, the file for the results.
"""

from __future__ import annotations

import json
import math
import sys
from typing import Any

import keras
import numpy as np
from keras import ops

PLAIN = {"ops": ops, "keras": keras, "math": math, "np": np, "first": "channels_first", "last": "channels_last"}


def outputs(text: str, names: dict[str, Any]) -> list[Any]:
    """The results of one expression; the problem if there is one, for the test of this call to say."""
    try:
        output = eval(text, PLAIN | names)  # noqa: S307 - made from our own table
    except Exception as problem:
        return [f"problem {type(problem).__name__}: {problem}"]
    together = isinstance(output, list | tuple) and not all(isinstance(one, int) for one in output)
    return list(output) if together else [output]


def computed(expressions: dict[str, str], names: dict[str, Any]) -> dict[str, Any]:
    """All results by number and place; on JAX what may be compiled is compiled, everything in one program."""
    plain: dict[str, Any] = {}

    def run(texts: dict[str, str], given: dict[str, Any]) -> dict[str, Any]:
        tensors: dict[str, Any] = {}
        for number, text in texts.items():
            for index, one in enumerate(outputs(text, given)):
                (tensors if ops.is_tensor(one) else plain)[f"{number}/{index}"] = one
        return tensors

    if keras.backend.backend() != "jax":
        return run(expressions, names) | plain
    import jax  # noqa: PLC0415 - on this backend only

    apart = {number: text for number, text in expressions.items() if "_to_numpy" in text or "random" in text}
    together = {number: text for number, text in expressions.items() if number not in apart}
    compiled: dict[str, Any] = jax.jit(lambda given: run(together, given))(names)
    return compiled | run(apart, names) | plain


if __name__ == "__main__":
    with np.load(sys.argv[1]) as file:
        arrays = {name: ops.convert_to_tensor(file[name]) for name in file}
    results = {
        place: np.asarray(ops.convert_to_numpy(one) if ops.is_tensor(one) else one)
        for place, one in computed(json.load(sys.stdin), arrays).items()
    }
    np.savez(sys.argv[2], **results)  # type: ignore[arg-type]
