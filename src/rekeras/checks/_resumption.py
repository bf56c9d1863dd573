"""How training went on in the old framework, as somebody recorded it, and how it goes on in Keras 3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rekeras.checks._case import Run
from rekeras.checks._recording import arrays_of
from rekeras.errors import UnreadableFileError

_WEIGHT = re.compile(r"w([1-9]\d*)_(\d+)")
_DATA = re.compile(r"([xts])(\d+)|names")
ADVICE = (
    "In the old framework, after saving: losses = [model.train_on_batch(x, t) for _ in range(10)]; then "
    "np.savez('data.npz', x0=x, t0=t, losses=losses, "
    "**{f'w10_{i}': w for i, w in enumerate(model.get_weights())})"
)


@dataclass(frozen=True)
class Resumption:
    """How training went on in the old framework, from what it saved.

    Attributes:
        data: What every step trained on: inputs ``x0…`` (and ``names`` for a dict), targets ``t0…``, sample weights
            ``s0…``.
        losses: The loss of the first step, the second …, as ``train_on_batch`` returned it.
        weights: After how many steps, every weight in the order of ``model.get_weights()``.
        layers: The outermost layer of each weight; empty where nobody recorded it.
        names: The name of each weight; empty where nobody recorded it.
        metrics: What ``evaluate`` gave before the first step, by the names of the old framework.
    """

    data: Mapping[str, np.ndarray]
    losses: tuple[float, ...] = ()
    weights: Mapping[int, tuple[np.ndarray, ...]] = field(default_factory=dict)
    layers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    metrics: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Resumed(Run):
    """How training goes on in Keras 3, on one backend.

    Attributes:
        losses: Of each step.
        metrics: What ``evaluate`` gives before the first step.
        weights: After how many steps, every variable by its place in Keras 3's file (``layers/dense/vars/0``).
    """

    losses: tuple[float, ...] = ()
    metrics: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[int, Mapping[str, np.ndarray]] = field(default_factory=dict)


def read_resumption(path: Path) -> Resumption:
    """Read what was recorded of training that went on.

    Raises:
        UnreadableFileError: There is no such file, it is no ``.npz``, it has pickled arrays, or it lacks inputs,
            targets, or what came of training on them.
    """
    arrays = arrays_of(path, ADVICE)
    weights: dict[int, dict[int, np.ndarray]] = {}
    for name, array in arrays.items():
        if found := _WEIGHT.fullmatch(name):
            weights.setdefault(int(found[1]), {})[int(found[2])] = array
    lacking = [what for name, what in (("x0", "inputs x0 …"), ("t0", "targets t0 …")) if name not in arrays]
    if not weights and "losses" not in arrays:
        lacking.append("losses, or weights w10_0, w10_1 … after ten steps")
    if lacking:
        found_names = ", ".join(sorted(arrays)) or "nothing"
        raise UnreadableFileError(path, f"holds {found_names}", expected=" and ".join(lacking), advice=ADVICE)
    return Resumption(
        {name: array for name, array in arrays.items() if _DATA.fullmatch(name)},
        tuple(float(loss) for loss in np.ravel(arrays.get("losses", ()))),
        {step: _in_order(path, step, found) for step, found in sorted(weights.items())},
        _texts(arrays, "weight_layers"),
        _texts(arrays, "weight_names"),
        dict(zip(_texts(arrays, "metric_names"), map(float, np.ravel(arrays.get("metrics", ()))), strict=False)),
    )


def _in_order(path: Path, step: int, weights: Mapping[int, np.ndarray]) -> tuple[np.ndarray, ...]:
    if sorted(weights) != list(range(len(weights))):
        missing = min(set(range(max(weights))) - weights.keys())
        raise UnreadableFileError(path, f"has no w{step}_{missing}", expected="every weight, in order", advice=ADVICE)
    return tuple(weights[index] for index in range(len(weights)))


def _texts(arrays: Mapping[str, np.ndarray], name: str) -> tuple[str, ...]:
    return tuple(str(text) for text in np.ravel(arrays[name])) if name in arrays else ()
