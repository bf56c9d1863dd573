from __future__ import annotations

from rekeras.rules.random_crop import rule
from tests.rule_cases import check_noop, check_refused, check_upgraded, layer, source


def test_becomes_the_resizing_it_was() -> None:
    after = layer(
        "Resizing",
        height=4,
        width=5,
        interpolation="bilinear",
        crop_to_aspect_ratio=True,
        data_format="channels_last",
    )
    check_upgraded(layer("RandomCrop", height=4, width=5, seed=3), after, rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("CenterCrop", height=4, width=5), rule)


def test_refuses_what_had_another_formula() -> None:
    check_refused(layer("RandomCrop", height=4, width=5), rule, "random_crop", source("2.6.0"))
    check_refused(layer("RandomCrop", height=4, width=5), rule, "random_crop", source(""))
