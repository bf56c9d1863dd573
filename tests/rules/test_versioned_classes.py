from __future__ import annotations

import pytest

from rekeras.rules.versioned_classes import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize(
    ("before", "after"),
    [("BatchNormalizationV1", "BatchNormalization"), ("UnifiedLSTM", "LSTM"), ("UnifiedGRU", "GRU")],
)
def test_takes_the_public_name(before: str, after: str) -> None:
    check_upgraded(layer(before, axis=-1), layer(after, axis=-1), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("LSTM"), rule)
