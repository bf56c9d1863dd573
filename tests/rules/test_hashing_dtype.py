from __future__ import annotations

import pytest

from rekeras.rules.hashing_dtype import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_names_an_integer_dtype() -> None:
    before = layer("Hashing", num_bins=11, dtype="float32")
    check_upgraded(before, before.with_config({"dtype": "int64"}), rule)


@pytest.mark.parametrize("config", [{"dtype": "int64"}, {"dtype": "float32", "output_mode": "one_hot"}])
def test_leaves_other_dtypes_alone(config: dict[str, str]) -> None:
    check_noop(layer("Hashing").with_config(config), rule)
