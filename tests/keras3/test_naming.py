"""Names by class, counted."""

from __future__ import annotations

import re

import pytest

from rekeras.keras3.catalog import catalog
from rekeras.keras3.naming import numbered, to_snake_case


@pytest.mark.parametrize(
    ("class_name", "name"),
    [
        ("Dense", "dense"),
        ("Conv2D", "conv2d"),
        ("Conv2DTranspose", "conv2d_transpose"),
        ("LSTM", "lstm"),
        ("ConvLSTM2D", "conv_lstm2d"),
        ("PReLU", "p_re_lu"),
        ("StackedRNNCells", "stacked_rnn_cells"),
        ("GlobalMaxPooling1D", "global_max_pooling1d"),
        ("My Layer!", "my_layer"),
    ],
)
def test_spells_class_names_as_keras_does(class_name: str, name: str) -> None:
    assert to_snake_case(class_name) == name


def test_every_class_gets_a_name_of_its_own() -> None:
    names = [to_snake_case(name) for name in catalog().classes]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9_]+", name) for name in names)


def test_counts_each_class_by_itself() -> None:
    assert numbered(["Dense", "LSTM", "Dense", "Dense", "LSTM"]) == ("dense", "lstm", "dense_1", "dense_2", "lstm_1")
    assert numbered([]) == ()


def test_names_the_class_and_not_what_configs_call_it() -> None:
    assert numbered(["GroupQueryAttention", "Dense"]) == ("grouped_query_attention", "dense")
