from __future__ import annotations

import pytest

from rekeras.training.schedules import SCHEDULES, decayed, schedule


@pytest.mark.parametrize("package", ["", "Custom>"])
def test_a_schedule_of_keras_stays_with_its_arguments(package: str) -> None:
    config = {"initial_learning_rate": 0.1, "decay_steps": 3, "decay_rate": 0.7, "staircase": True, "name": None}
    found, findings = schedule({"class_name": f"{package}ExponentialDecay", "config": config})
    assert findings == ()
    assert found["module"] == "keras.optimizers.schedules"
    assert found["config"] == config | {"name": "ExponentialDecay"}


def test_decay_divides_by_the_steps() -> None:
    config = decayed(0.1, 0.02)["config"]
    steps = 7
    rate = config["initial_learning_rate"] / (1 + config["decay_rate"] * steps / config["decay_steps"])
    assert rate == 0.1 / (1 + 0.02 * steps)


def test_a_schedule_of_somebodys_own_leaves_the_rate_and_says_so() -> None:
    spelled = {"class_name": "Warmup", "config": {"initial_learning_rate": 0.3}}
    rate, (finding,) = schedule(spelled)
    assert rate == 0.3
    assert finding.code == "learning_rate_schedule"
    assert "Warmup" in finding.found
    assert "CosineDecay" in finding.expected


def test_an_argument_that_no_schedule_has_is_no_schedule_of_keras() -> None:
    spelled = {"class_name": "CosineDecay", "config": {"initial_learning_rate": 0.3, "warp": 1}}
    assert "warp" in schedule(spelled)[1][0].found


def test_every_schedule_is_one_of_keras() -> None:
    import keras  # noqa: PLC0415 - takes long

    for name, keys in SCHEDULES.items():
        values = dict.fromkeys(keys, 3) | {"boundaries": [1], "values": [0.1, 0.2], "cycle": False, "name": "s"}
        made = getattr(keras.optimizers.schedules, name)(**{key: values[key] for key in keys})
        assert set(made.get_config()) == keys
