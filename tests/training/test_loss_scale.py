from __future__ import annotations

from typing import Any

import pytest

from rekeras.training._family import ITERATIONS, Translated
from rekeras.training.loss_scale import LossScale, unwrapped, wrapped

ADAM = {"class_name": "Adam", "config": {"learning_rate": 0.1}}
KERAS_2 = {"inner_optimizer": ADAM, "dynamic": True, "initial_scale": 64.0, "dynamic_growth_steps": 5}
OLDER = {
    "optimizer": ADAM,
    "loss_scale": {"class_name": "DynamicLossScale", "config": {"initial_loss_scale": 64.0, "increment_period": 5}},
}


@pytest.mark.parametrize("config", [KERAS_2, OLDER])
@pytest.mark.parametrize("name", ["LossScaleOptimizer", "LossScaleOptimizerV3"])
def test_the_optimizer_inside(name: str, config: dict[str, Any]) -> None:
    assert unwrapped({"class_name": name, "config": config}) == (ADAM, LossScale(64.0, 5))


@pytest.mark.parametrize(
    "config",
    [
        {**KERAS_2, "dynamic": False},
        {"optimizer": ADAM, "loss_scale": {"class_name": "FixedLossScale", "config": {"loss_scale_value": 64.0}}},
    ],
)
def test_a_scale_that_never_changes(config: dict[str, Any]) -> None:
    inside, scale = unwrapped({"class_name": "LossScaleOptimizer", "config": config})
    assert (inside, scale) == (ADAM, LossScale(64.0, 0))
    made = wrapped(Translated("Adam", {}, (ITERATIONS,)), LossScale(64.0, 0), {})
    assert (made.class_name, made.config, made.inner, made.since) == ("Adam", {"loss_scale_factor": 64.0}, 0, "3.3")


@pytest.mark.parametrize("spelled", ["adam", ADAM, None])
def test_leaves_other_optimizers_alone(spelled: Any) -> None:
    assert unwrapped(spelled) == (spelled, None)


def test_variables_of_its_own_come_first() -> None:
    made = wrapped(Translated("Adam", {"name": "adam"}, (ITERATIONS,)), LossScale(64.0, 5), ADAM)
    assert made.class_name == "LossScaleOptimizer"
    assert made.config["inner_optimizer"] is ADAM
    assert made.layout[made.inner :] == (ITERATIONS,)
    assert made.derived(3, 2)["dynamic_scale"] == 64.0
