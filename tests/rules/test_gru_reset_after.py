from __future__ import annotations

import pytest

from rekeras.rules.gru_reset_after import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize("class_name", ["GRU", "GRUCell"])
def test_absence_meant_false(class_name: str) -> None:
    before = layer(class_name, "gru", {"kernel": (4, 9), "recurrent_kernel": (3, 9), "bias": (9,)}, units=3)
    check_upgraded(before, before.with_config({"reset_after": False}), rule)


@pytest.mark.parametrize("value", [False, True])
def test_leaves_alone_what_says_it(value: bool) -> None:
    check_noop(layer("GRU", units=3, reset_after=value), rule)
