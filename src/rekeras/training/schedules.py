"""Learning rates that change with the number of steps: classes of schedules, and the `decay` of old optimizers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rekeras.records import Finding, Severity

MODULE = "keras.optimizers.schedules"
SCHEDULES: Mapping[str, frozenset[str]] = {
    "ExponentialDecay": frozenset({"initial_learning_rate", "decay_steps", "decay_rate", "staircase", "name"}),
    "InverseTimeDecay": frozenset({"initial_learning_rate", "decay_steps", "decay_rate", "staircase", "name"}),
    "PiecewiseConstantDecay": frozenset({"boundaries", "values", "name"}),
    "PolynomialDecay": frozenset(
        {"initial_learning_rate", "decay_steps", "end_learning_rate", "power", "cycle", "name"}
    ),
    "CosineDecay": frozenset(
        {"initial_learning_rate", "decay_steps", "alpha", "name", "warmup_target", "warmup_steps"}
    ),
    "CosineDecayRestarts": frozenset({"initial_learning_rate", "first_decay_steps", "t_mul", "m_mul", "alpha", "name"}),
}
"""The schedules of Keras 3 and their arguments; the formulas are those of TensorFlow 2."""


def schedule(spelled: Mapping[str, Any]) -> tuple[Any, tuple[Finding, ...]]:
    """A schedule as Keras 3 spells it; its first rate where Keras 3 has no such class, which a finding says."""
    name = str(spelled.get("class_name", "")).rpartition(">")[2]
    config = dict(spelled.get("config") or {})
    known = SCHEDULES.get(name)
    if known is None or (strange := config.keys() - known):
        rate = float(config.get("initial_learning_rate", 0.001))
        what = name if known is None else f"{name} with {', '.join(sorted(strange))}"
        return rate, (_left_out(what, rate),)
    given = {key: value for key, value in config.items() if value is not None or key == "warmup_target"}
    return _serialized(name, {"name": name, **given}), ()


def decayed(rate: float, decay: float) -> dict[str, Any]:
    """``rate / (1 + decay * steps)``, which optimizers did up to TensorFlow 2.10."""
    config = {
        "initial_learning_rate": rate,
        "decay_steps": 1,
        "decay_rate": decay,
        "staircase": False,
        "name": "InverseTimeDecay",
    }
    return _serialized("InverseTimeDecay", config)


def _serialized(name: str, config: Mapping[str, Any]) -> dict[str, Any]:
    return {"module": MODULE, "class_name": name, "config": dict(config), "registered_name": None}


def _left_out(what: str, rate: float) -> Finding:
    return Finding(
        "learning_rate_schedule",
        Severity.ATTENTION,
        "optimizer",
        f"Keras 3 has no learning rate schedule {what}; the learning rate stays {rate:g}",
        expected=f"one of {', '.join(sorted(SCHEDULES))}",
        advice="Set the schedule again before you train on.",
    )
