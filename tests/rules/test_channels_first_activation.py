from __future__ import annotations

from typing import Any

import pytest

from rekeras.rules.channels_first_activation import rule
from rekeras.upgrade import apply_rule, rules
from tests.rule_cases import SOURCE, check_noop, layer

WEIGHTS = {"kernel": (2, 2, 3, 4)}


@pytest.mark.parametrize("class_name", ["Conv2D", "LocallyConnected2D"])
def test_softmax_stands_apart(class_name: str) -> None:
    before = layer(class_name, "conv2d", WEIGHTS, data_format="channels_first", activation="softmax", filters=4)
    after, _changes, _findings = apply_rule(rule, before, SOURCE)
    conv, activation = after.layers
    assert (after.name, conv.class_name, conv.config["activation"]) == ("conv2d", class_name, "linear")
    assert conv.weights == before.weights
    assert activation.config["activation"] == "softmax"


@pytest.mark.parametrize(
    "config",
    [
        {"data_format": "channels_first", "activation": "relu"},
        {"data_format": "channels_last", "activation": "softmax"},
    ],
)
def test_leaves_others_alone(config: dict[str, Any]) -> None:
    check_noop(layer("Conv2D", **config), rule)


def test_runs_before_the_rules_that_turn_layers_around() -> None:
    names = [each.name for each in rules()]
    assert names.index(rule.name) < min(names.index("channels_first_bias"), names.index("convolution_unshared"))
