"""An optimizer that scales the loss, for float16: every era wraps another one, in words of its own.

The scale itself stands in SavedModels and checkpoints; HDF5 files lack it, and Keras begins again with the first one.
It keeps small gradients from being rounded to 0, and changes nothing else.
https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/mixed_precision/loss_scale_optimizer.py
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rekeras.training._family import Layout, Own, Translated

CLASSES = frozenset({"LossScaleOptimizer", "LossScaleOptimizerV3"})
OWN: Layout = (Own("outer_iterations"), Own("outer_learning_rate"), Own("step_counter"), Own("dynamic_scale"))


@dataclass(frozen=True)
class LossScale:
    """How a loss is scaled.

    Attributes:
        initial: The first scale, or the only one.
        growth_steps: After how many steps without an overflow it doubles; 0 where it never changes.
    """

    initial: float
    growth_steps: int


def unwrapped(spelled: Any) -> tuple[Any, LossScale | None]:
    """The optimizer inside one that scales the loss, as the file spells it, and how it scales."""
    if not isinstance(spelled, Mapping) or str(spelled.get("class_name")).rpartition(">")[2] not in CLASSES:
        return spelled, None
    config = spelled.get("config") or {}
    if not isinstance(config, Mapping):
        return spelled, None
    scale = config.get("loss_scale")
    if isinstance(scale, Mapping):  # TensorFlow 2.1 to 2.3
        config = {**config, **_of_class(scale)}
    fixed = not config.get("dynamic", True)
    steps = 0 if fixed else int(_number(config.get("dynamic_growth_steps"), 2000))
    initial = float(_number(config.get("initial_scale"), 2.0**15))
    return config.get("inner_optimizer", config.get("optimizer")), LossScale(initial, steps)


def _number(value: Any, default: float) -> float:
    return value if isinstance(value, int | float) and value > 0 else default


def _of_class(scale: Mapping[str, Any]) -> dict[str, Any]:
    config = scale.get("config")
    if not isinstance(config, Mapping):
        return {}
    if "loss_scale_value" in config:
        return {"dynamic": False, "initial_scale": config["loss_scale_value"]}
    return {
        "initial_scale": config.get("initial_loss_scale"),
        "dynamic_growth_steps": config.get("increment_period"),
    }


def wrapped(translated: Translated, scale: LossScale, serialized: Mapping[str, Any]) -> Translated:
    """The optimizer with a loss that is scaled; a scale that never changes is an argument of the optimizer itself."""
    if not scale.growth_steps:
        return replace(translated.but(loss_scale_factor=scale.initial), since=max(translated.since, "3.3"))

    def derived(steps: int, trained: int) -> Mapping[str, float]:
        own = {"outer_iterations": 0, "outer_learning_rate": 0.0, "step_counter": 0, "dynamic_scale": scale.initial}
        return {**own, **translated.derived(steps, trained)}

    config = {
        "name": "loss_scale_optimizer",
        "inner_optimizer": serialized,
        "initial_scale": scale.initial,
        "dynamic_growth_steps": scale.growth_steps,
    }
    layout = (*OWN, *translated.layout)
    return replace(
        translated, class_name="LossScaleOptimizer", config=config, layout=layout, derived=derived, inner=len(OWN)
    )
