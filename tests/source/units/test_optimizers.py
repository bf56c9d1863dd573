from __future__ import annotations

import pytest

from tests.source.migrating import line, migrated

SCHEDULE = "keras.optimizers.schedules.InverseTimeDecay"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("SGD(lr=0.1, momentum=0.9)", "SGD(learning_rate=0.1, momentum=0.9)"),
        ("SGD(lr=0.1, decay=1e-6)", f"SGD(learning_rate={SCHEDULE}(0.1, decay_steps=1, decay_rate=1e-6))"),
        ("SGD(0.1, decay=d)", f"SGD({SCHEDULE}(0.1, decay_steps=1, decay_rate=d))"),
        ("Adam(decay=1e-3)", f"Adam(learning_rate={SCHEDULE}(0.001, decay_steps=1, decay_rate=1e-3))"),
        ("Adam(0.1, decay=0.0, epsilon=None)", "Adam(0.1)"),
        ("legacy.Adam(0.1)", "Adam(0.1)"),
        ("Adam(learning_rate=0.1)", "Adam(learning_rate=0.1)"),
    ],
)
def test_rates(before: str, now: str) -> None:
    assert line(f"keras.optimizers.{before}") == f"keras.optimizers.{now}"


def test_rate_of_a_model() -> None:
    code = "from keras import backend as K\nK.set_value(model.optimizer.lr, 0.1)\nother.lr"
    result = migrated(code)
    assert result.after == "model.optimizer.learning_rate.assign(0.1)\nother.lr"


def test_schedule_decay_is_refused() -> None:
    result = migrated("from keras import optimizers\noptimizers.Nadam(lr=0.1, schedule_decay=0.01)")
    assert result.after.endswith("Nadam(learning_rate=0.1, schedule_decay=0.01)")
    assert [each.reason for each in result.findings] == ["Nadam takes no schedule_decay in Keras 3, where it is 0.004"]
