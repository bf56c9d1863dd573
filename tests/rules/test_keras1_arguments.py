from __future__ import annotations

from typing import Any

import pytest

from rekeras.layers._keras1_objects import FIXED
from rekeras.records import Severity
from rekeras.rules.keras1_arguments import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import check_noop, check_upgraded, layer, source

KERAS_1 = source("1.2.2")


@pytest.mark.parametrize(
    ("old", "before", "new", "after"),
    [
        (
            "Convolution2D",
            {
                "nb_filter": 8,
                "nb_row": 3,
                "nb_col": 2,
                "border_mode": "same",
                "dim_ordering": "th",
                "subsample": [2, 1],
            },
            "Conv2D",
            {
                "filters": 8,
                "padding": "same",
                "data_format": "channels_first",
                "strides": [2, 1],
                "kernel_size": [3, 2],
            },
        ),
        ("Dropout", {"p": 0.3}, "Dropout", {"rate": 0.3}),
        ("GaussianNoise", {"sigma": 0.3}, "GaussianNoise", {"stddev": 0.3}),
        ("UpSampling1D", {"length": 3}, "UpSampling1D", {"size": 3}),
        ("ZeroPadding1D", {"padding": {"left_pad": 1, "right_pad": 2}}, "ZeroPadding1D", {"padding": [1, 2]}),
        (
            "ZeroPadding2D",
            {"padding": {"top_pad": 1, "right_pad": 2}, "dim_ordering": "tf"},
            "ZeroPadding2D",
            {"padding": [[1, 0], [0, 2]], "data_format": "channels_last"},
        ),
    ],
)
def test_takes_new_names(old: str, before: dict[str, Any], new: str, after: dict[str, Any]) -> None:
    check_upgraded(layer(old, **before), layer(new, **dict(FIXED.get(new, {})) | after), rule, KERAS_1)


def test_takes_new_values() -> None:
    before = layer("Dense", output_dim=3, W_regularizer={"name": "L1L2Regularizer", "l1": 0.0, "l2": 0.02}, bias=False)
    after = {
        "units": 3,
        "kernel_regularizer": {"class_name": "L1L2", "config": {"l1": 0.0, "l2": 0.02}},
        "use_bias": False,
    }
    check_upgraded(before, layer("Dense", **dict(FIXED["Dense"]) | after), rule, KERAS_1)


def test_drops_how_a_recurrent_layer_computes() -> None:
    before = layer("GRU", output_dim=3, inner_activation="sigmoid", consume_less="gpu", dropout_U=0.1)
    upgraded = {"units": 3, "recurrent_activation": "sigmoid", "recurrent_dropout": 0.1}
    check_upgraded(before, layer("GRU", **dict(FIXED["GRU"]) | upgraded), rule, KERAS_1)


@pytest.mark.parametrize("known", [layer("Dense", units=3), layer("Merge", mode="sum"), layer("Convolution9D")])
def test_leaves_alone_what_keras_2_knows_and_what_has_a_rule_of_its_own(known: Any) -> None:
    check_noop(known, rule, KERAS_1)


def test_leaves_alone_an_order_of_axes_that_is_said() -> None:
    check_noop(layer("ZeroPadding2D", padding=[[1, 1], [1, 1]], data_format="channels_last"), rule, KERAS_1)


def test_refuses_an_order_of_axes_that_nobody_said() -> None:
    _model, _changes, findings = apply_rule(rule, layer("Cropping2D", cropping=[[1, 1], [1, 1]]), KERAS_1)
    assert [(one.code, one.severity) for one in findings] == [("dim_ordering_unknown", Severity.REFUSAL)]


def test_says_that_dropout_of_words_is_gone() -> None:
    before = layer("Embedding", input_dim=9, output_dim=3, init="uniform", dropout=0.2)
    model, _changes, findings = apply_rule(rule, before, KERAS_1)
    assert model.config == {"input_dim": 9, "output_dim": 3, "embeddings_initializer": "uniform"}
    assert [(one.code, one.severity) for one in findings] == [("embedding_dropout", Severity.ATTENTION)]
