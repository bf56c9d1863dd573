"""Notes in `recorded.npz` what TensorFlow gives for each call of the table.

python -m tests.lexicon.record        # with TensorFlow 2.15, in the repository's root
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np

from tests.lexicon.table import Case, T, cases

RECORDED = Path(__file__).with_name("recorded.npz")


def key(case: Case) -> str:
    """What the table calls it: the call as text."""
    return f"{case.function}{case.args}{case.kwargs}"


def numbers(tensor: T, place: str) -> np.ndarray:
    """The same numbers for the same place, on a grid that packs well."""
    random = np.random.RandomState(zlib.crc32(f"{tensor}/{place}".encode()))
    made: np.ndarray = np.round(random.normal(size=tensor.shape) * 32) / 32
    if tensor.kind == "positive":
        made = np.abs(made) + 0.25
    elif tensor.kind in ("small", "share"):
        made = np.clip(made / 3, -0.9, 0.9)
        made = made if tensor.kind == "small" else np.abs(made) / 2 + 0.25
    elif tensor.kind == "above one":
        made = np.abs(made) + 1.25
    elif tensor.kind == "some zeros":
        made = np.where(random.uniform(size=tensor.shape) < 0.3, 0.0, made)
    elif tensor.kind == "large":
        made = made * 200
    elif tensor.kind == "regular":
        made = made @ np.swapaxes(made, -1, -2) / 4 + 2 * np.eye(tensor.shape[-1])
    elif tensor.kind == "truth":
        made = random.uniform(size=tensor.shape) < 0.6
    elif tensor.kind == "index":
        made = random.randint(0, 4, size=tensor.shape)
    elif tensor.kind.startswith("count"):
        made = random.randint(1 if tensor.kind != "count" else 0, 6, size=tensor.shape)
    return made.astype(tensor.dtype)


def tensors(value: Any, place: str = "") -> Iterator[tuple[str, T]]:
    """Every tensor among arguments, with its place."""
    if isinstance(value, T):
        yield place, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from tensors(inner, f"{place}.{name}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from tensors(inner, f"{place}.{index}")


def replaced(value: Any, by_place: dict[str, Any], place: str = "") -> Any:
    """Arguments with something else for each tensor."""
    if isinstance(value, T):
        return by_place[place]
    if isinstance(value, dict):
        return {name: replaced(inner, by_place, f"{place}.{name}") for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(replaced(inner, by_place, f"{place}.{index}") for index, inner in enumerate(value))
    return value


def arrays(case: Case) -> dict[str, np.ndarray]:
    """The numbers of its tensors, by place."""
    return {place: numbers(tensor, place) for place, tensor in tensors([case.args, case.kwargs])}


def main() -> None:
    import tensorflow as tf  # noqa: PLC0415 - the tests import the rest

    found: dict[str, np.ndarray] = {}
    for number, case in enumerate(cases()):
        function = reduce(getattr, case.function.split("."), tf)
        given = {place: tf.constant(array) for place, array in arrays(case).items()}
        args, kwargs = replaced([case.args, case.kwargs], given)
        outputs = function(*args, **kwargs)
        several = list(outputs) if isinstance(outputs, list | tuple) else [outputs]
        for index, output in enumerate(several):
            found[f"{number}/{index}"] = np.asarray(output)
    found["keys"] = np.array([key(case) for case in cases()])
    np.savez_compressed(RECORDED, **found)  # type: ignore[arg-type]
    print(f"{RECORDED}: {RECORDED.stat().st_size:,} bytes, {len(cases())} calls")  # noqa: T201 - for whoever runs it


if __name__ == "__main__":
    main()
