from __future__ import annotations

from dataclasses import replace

from rekeras.rules.sync_batch_normalization import rule
from tests.rule_cases import check_noop, check_upgraded, layer


def test_becomes_batch_normalization() -> None:
    before = layer("SyncBatchNormalization", "bn", {"gamma": (3,), "moving_mean": (3,)}, axis=-1)
    check_upgraded(before, replace(before, class_name="BatchNormalization"), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("BatchNormalization", axis=-1), rule)
