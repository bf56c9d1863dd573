"""Vocabularies that `adapt` counted: they stand in `assets/`, not in the configuration."""

from __future__ import absolute_import

import numpy as np

from models import model
from models.preprocessing import PICKS, TEXTS, adapted

SEEN = np.array([["stone"], ["ember"], ["stone"], ["river"], ["cloud"], ["river"], ["stone"]])
SENTENCES = ["the river the stone", "a cloud over the river", "ember and stone and river"]


@model(needs=("StringLookup.vocabulary",))
def string_lookup_adapted(era):
    words = era.input((3,), data=PICKS, dtype="string")
    outputs = era.fan(
        words,
        adapted(era, "StringLookup", SEEN, name="int"),
        adapted(era, "StringLookup", SEEN, mask_token="", num_oov_indices=2, name="masked"),
        adapted(era, "StringLookup", SEEN, output_mode="multi_hot", name="multi_hot"),
        adapted(era, "StringLookup", SEEN, output_mode="tf_idf", name="tf_idf"),
    )
    return era.model(words, outputs)


@model(needs=("IntegerLookup.vocabulary",))
def integer_lookup_adapted(era):
    numbers = era.input((3,), data=np.array([[12, 7, 99], [36, 0, 12], [1138, 42, 36]], "int64"), dtype="int64")
    seen = np.array([[12], [36], [1138], [12], [42], [36], [12]], "int64")
    outputs = era.fan(
        numbers,
        adapted(era, "IntegerLookup", seen, name="int"),
        adapted(era, "IntegerLookup", seen, mask_token=0, num_oov_indices=3, name="masked"),
        adapted(era, "IntegerLookup", seen, output_mode="count", name="count"),
    )
    return era.model(numbers, outputs)


@model(needs=("TextVectorization.vocabulary",))
def text_vectorization_adapted(era):
    text = era.input((1,), data=TEXTS, dtype="string")
    outputs = era.fan(
        text,
        adapted(era, "TextVectorization", SENTENCES, output_sequence_length=5, name="int"),
        adapted(era, "TextVectorization", SENTENCES, output_mode="multi_hot", name="multi_hot"),
        adapted(era, "TextVectorization", SENTENCES, output_mode="tf_idf", name="tf_idf"),
    )
    return era.model(text, outputs)
