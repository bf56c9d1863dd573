from __future__ import annotations

import pytest

from tests.source.migrating import line, migrated

IMPORTS = "from keras import layers\nfrom keras import backend as K"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            "Convolution2D(8, 3, 5, border_mode='same', subsample=(2, 1))",
            "Conv2D(8, (3, 5), padding='same', strides=(2, 1))",
        ),
        (
            "Convolution2D(nb_filter=8, nb_row=3, nb_col=5, bias=False)",
            "Conv2D(filters=8, kernel_size=(3, 5), use_bias=False)",
        ),
        (
            "Convolution1D(8, 3, init='he_normal', dim_ordering='th')",
            "Conv1D(8, 3, kernel_initializer='he_normal', data_format=\"channels_first\")",
        ),
        (
            "AtrousConvolution2D(8, 3, 3, atrous_rate=(2, 2))",
            "Conv2D(8, (3, 3), dilation_rate=(2, 2))",
        ),
        (
            "Deconvolution2D(3, 3, 5, output_shape=(None, 3, 14, 14), subsample=(2, 2))",
            "Conv2DTranspose(3, (3, 5), strides=(2, 2))",
        ),
        (
            "Dense(output_dim=4, W_regularizer='l2', b_constraint=None)",
            "Dense(units=4, kernel_regularizer='l2', bias_constraint=None)",
        ),
        (
            "LSTM(4, inner_activation='sigmoid', dropout_U=0.1, forget_bias_init='one', consume_less='gpu')",
            "LSTM(4, recurrent_activation='sigmoid', recurrent_dropout=0.1, unit_forget_bias=True)",
        ),
        (
            "Dropout(p=0.5)",
            "Dropout(rate=0.5)",
        ),
        (
            "BatchNormalization(mode=0, axis=1, beta_init='zero')",
            "BatchNormalization(axis=1, beta_initializer='zero')",
        ),
        (
            "Embedding(output_dim=3, input_dim=9, init='uniform')",
            "Embedding(output_dim=3, input_dim=9, embeddings_initializer='uniform')",
        ),
        (
            "MaxPooling1D(pool_length=2, stride=3)",
            "MaxPooling1D(pool_size=2, strides=3)",
        ),
    ],
)
def test_words_of_keras_1(before: str, now: str) -> None:
    assert line(f"layers.{before}", IMPORTS) == f"layers.{now}"


@pytest.mark.parametrize(
    "code", ["layers.Conv2D(8, 3, strides=2)", "layers.Dense(4, use_bias=False)", "layers.Dense(4, input_dim=3)"]
)
def test_words_of_keras_2_stay(code: str) -> None:
    assert line(code, IMPORTS) == code


def test_argument_that_is_gone_is_refused() -> None:
    result = migrated("from keras.layers import Embedding\nEmbedding(9, 3, dropout=0.2, W_regularizer=None)")
    assert result.after.endswith("Embedding(9, 3, dropout=0.2, embeddings_regularizer=None)")
    assert [each.reason for each in result.findings] == ["Embedding takes no dropout in Keras 3"]
