from __future__ import annotations

from rekeras.keras3.objects import written
from rekeras.rules.activation_objects import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_writes_the_layer_as_keras_3() -> None:
    old = {"class_name": "LeakyReLU", "config": {"name": "leaky_re_lu", "dtype": "float32", "alpha": 0.1}}
    new = {"name": "leaky_re_lu", "dtype": "float32", "negative_slope": 0.1}
    check_upgraded(
        layer("Dense", activation=old), layer("Dense", activation=written("keras.layers", "LeakyReLU", new)), rule
    )


def test_drops_policies_that_only_name_the_default() -> None:
    policy = {"class_name": "Policy", "config": {"name": "float32"}}
    old = {"class_name": "ReLU", "config": {"name": "r", "dtype": policy, "max_value": 6.0}}
    new = written("keras.layers", "ReLU", {"name": "r", "max_value": 6.0})
    check_upgraded(layer("Dense", activation=old), layer("Dense", activation=new), rule)


def test_leaves_names_and_layers_with_weights_alone() -> None:
    check_noop(layer("Dense", activation="relu"), rule)
    check_noop(layer("Dense", activation={"class_name": "PReLU", "config": {}}), rule)
    own = {"class_name": "LeakyReLU", "config": {"alpha": 0.1}, "module": "my_layers"}
    check_noop(layer("Dense", activation=own), rule)
