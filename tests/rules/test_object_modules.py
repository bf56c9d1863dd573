from __future__ import annotations

import pytest

from rekeras.keras3.objects import written
from rekeras.rules.object_modules import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize(
    ("key", "before", "after"),
    [
        ("bias_initializer", {"class_name": "Zeros", "config": {}}, written("keras.initializers", "Zeros", {})),
        (
            "kernel_regularizer",
            {"class_name": "L2", "config": {"l2": 0.1}, "module": "tf_keras.regularizers", "registered_name": None},
            written("keras.regularizers", "L2", {"l2": 0.1}),
        ),
        (
            "activity_regularizer",
            {"class_name": "L1L2", "config": {"l1": 0.1, "l2": 0.0}},
            written("keras.regularizers", "L1L2", {"l1": 0.1, "l2": 0.0}),
        ),
        (
            "kernel_constraint",
            {"class_name": "MaxNorm", "config": {"max_value": 2, "axis": 0}, "module": "keras.src.constraints"},
            written("keras.constraints", "MaxNorm", {"max_value": 2, "axis": 0}),
        ),
    ],
)
def test_names_the_module(key: str, before: object, after: object) -> None:
    check_upgraded(layer("Dense").with_config({key: before}), layer("Dense").with_config({key: after}), rule)


def test_leaves_strings_and_other_packages_alone() -> None:
    check_noop(layer("Dense", kernel_initializer="zeros", kernel_regularizer=None), rule)
    own = {"class_name": "Zeros", "config": {}, "module": "my_package", "registered_name": "my>Zeros"}
    check_noop(layer("Dense", kernel_initializer=own), rule)
    check_noop(layer("Dense", kernel_initializer={"class_name": "MyInit", "config": {}}), rule)
