"""Notes in `recorded.npz` what TensorFlow and its Keras give for each call of `calls.txt`.

python -m tests.source.functions.record        # with TensorFlow 2.15, in the repository's root
"""

from __future__ import annotations

import inspect
import re
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np

HERE = Path(__file__).parent
RECORDED = HERE / "recorded.npz"


def calls() -> list[str]:
    """The lines of the table."""
    lines = (HERE / "calls.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def arrays() -> dict[str, np.ndarray]:
    """The arrays that calls name: the same numbers always, on a grid that packs well."""
    random = np.random.RandomState(7)

    def normal(*shape: int) -> np.ndarray:
        return (np.round(random.normal(size=shape) * 32) / 32).astype("float32")

    square = normal(3, 4, 4)
    regular = (square @ np.swapaxes(square, -1, -2) / 4 + 2 * np.eye(4)).astype("float32")
    raw = np.abs(normal(3, 4)) + 0.125
    return {
        "x": normal(3, 4, 5),
        "y": normal(3, 4, 5),
        "positive": np.abs(normal(3, 4, 5)) + np.float32(0.25),
        "small": np.clip(normal(3, 4, 5) / 3, -0.9, 0.9),
        "zeros_and_ones": (random.uniform(size=(3, 4, 5)) < 0.6).astype("float32"),
        "ones": np.ones((40, 50), "float32"),
        "distinct": random.permutation(60).reshape(3, 4, 5).astype("float32"),
        "column": normal(3, 4, 1),
        "vector": normal(5),
        "vector2": normal(5),
        "vector3": normal(5) + np.float32(1.5),
        "positive_vector": np.abs(normal(5)) + np.float32(0.25),
        "matrix": normal(5, 6),
        "stacked": normal(2, 5, 6),
        "flat": normal(3, 4),
        "flat_kernel": normal(4, 2),
        "square": square,
        "regular": regular,
        "truth": random.uniform(size=(3, 4, 5)) < 0.6,
        "count": random.randint(0, 6, size=(3, 4, 5)).astype("int32"),
        "index": random.randint(0, 3, size=(3, 2)).astype("int32"),
        "lengths": np.array([2, 5, 1], "int32"),
        "segments": np.array([1, 0, 1], "int32"),
        "permutation": np.array([2, 0, 3, 1], "int32"),
        "pairs": np.array([[0, 1], [2, 3]], "int32"),
        "pair_values": np.array([10.5, -3.25], "float32"),
        "shares": (raw / raw.sum(-1, keepdims=True)).astype("float32"),
        "logits": normal(3, 4),
        "labels": np.array([2, 0, 3], "int32"),
        "image": normal(2, 6, 4, 3),
        "deep": normal(2, 3, 2, 8),
        "channels": normal(3),
        "rows": normal(6),
        "volume": normal(2, 4, 3, 4, 2),
        "sequence": normal(3, 8, 4),
        "kernel1": normal(3, 4, 2),
        "kernel2": normal(3, 2, 3, 2),
        "pointwise": normal(1, 1, 6, 4),
        "kernel3": normal(2, 2, 3, 2, 3),
        "lambda_condition": np.array(True),
    }


PLAIN = {"np": np, "first": "channels_first", "last": "channels_last"}
"""What calls name besides."""


def several(output: Any) -> list[Any]:
    """The results of a call as a list; a shape is one result."""
    together = isinstance(output, list | tuple) and not all(isinstance(one, int) for one in output)
    return list(output) if together else [output]


def called() -> list[str]:
    """The functions that the table calls."""
    return sorted({name for line in calls() for name in re.findall(r"\b(?:tf|K)\.[\w.]+(?=\()", line)})


def parameters(function: Any) -> list[str]:
    """What a function takes by position."""
    places = inspect.signature(function).parameters.values()
    return [each.name for each in places if each.kind is each.POSITIONAL_OR_KEYWORD]


def main() -> None:
    import tensorflow as tf  # noqa: PLC0415 - the tests import the rest
    from tensorflow.keras import backend  # noqa: PLC0415

    names = {name: tf.constant(array) for name, array in arrays().items()}
    found: dict[str, np.ndarray] = {}
    for number, line in enumerate(calls()):
        code, known = compile(line.lstrip("~"), line, "eval"), {**PLAIN, **names, "K": backend}
        try:
            output = eval(code, known | {"tf": tf})  # noqa: S307 - our own table
        except (AttributeError, TypeError, ValueError):  # as TensorFlow 1 spelled it
            output = eval(code, known | {"tf": tf.compat.v1})  # noqa: S307
        for index, one in enumerate(several(output)):
            found[f"{number}/{index}"] = np.asarray(one)
    found["calls"] = np.array(calls())
    orders: list[str] = []
    roots = {"tf": [tf, tf.compat.v1], "K": [backend]}
    for name in called():
        root, *path = name.split(".")
        functions = [reduce(lambda each, part: getattr(each, part, None), path, module) for module in roots[root]]
        function = next(each for each in functions if each is not None)
        orders.append(f"{name} {' '.join(parameters(function))}")
    found["parameters"] = np.array(orders)
    np.savez_compressed(RECORDED, **found)  # type: ignore[arg-type]
    print(f"{RECORDED}: {RECORDED.stat().st_size:,} bytes, {len(calls())} calls")  # noqa: T201 - for whoever runs it


if __name__ == "__main__":
    main()
