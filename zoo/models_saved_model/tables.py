"""Vocabularies that stand in no configuration: counted by `adapt`, or read from a file."""

from __future__ import absolute_import

import os
import tempfile

import numpy as np

from models import model
from models.preprocessing import PICKS, TEXTS, WORDS, adapted


def vocabulary_file(words):
    path = os.path.join(tempfile.mkdtemp(), "vocabulary.txt")
    with open(path, "w") as out:
        out.write("".join("{}\n".format(word) for word in words))
    return path


@model(needs=("StringLookup",))
def string_lookup_adapted(era):
    words = era.input((3,), data=PICKS, dtype="string")
    seen = np.array([["moss"], ["stone"], ["stone"], ["river"], ["river"], ["river"], ["cloud"]])
    outputs = era.fan(
        words,
        adapted(era, "StringLookup", seen, name="int"),
        adapted(era, "StringLookup", seen, max_tokens=4, num_oov_indices=2, mask_token="", name="masked"),
        adapted(era, "StringLookup", seen, output_mode="count", name="count"),
        adapted(era, "StringLookup", seen, output_mode="tf_idf", name="tf_idf"),
    )
    return era.model(words, outputs)


@model(needs=("IntegerLookup",))
def integer_lookup_adapted(era):
    data = np.array([[12, 7, 99], [36, 0, 12], [1138, 42, 36]], "int64")
    numbers = era.input((3,), data=data, dtype="int64")
    seen = np.array([[36], [12], [12], [12], [42], [42]], "int64")
    outputs = era.fan(
        numbers,
        adapted(era, "IntegerLookup", seen, name="int"),
        adapted(era, "IntegerLookup", seen, output_mode="multi_hot", name="multi_hot"),
    )
    return era.model(numbers, outputs)


@model(needs=("TextVectorization",))
def text_vectorization_adapted(era):
    """As every tutorial does it."""
    text = era.input((1,), data=TEXTS, dtype="string")
    seen = np.array([["The river, the stone!"], ["cloud over the River"], ["stone over stone"]])
    x = adapted(era, "TextVectorization", seen, max_tokens=6, output_sequence_length=5, name="text")(text)
    x = era.layer("Embedding", 8, 4, name="embedding")(x)
    return era.model(text, era.layer("GlobalAveragePooling1D")(x))


@model(needs=("StringLookup.vocabulary",))
def string_lookup_file(era):
    """The words stand in a file, which is saved among the assets."""
    words = era.input((3,), data=PICKS, dtype="string")
    outputs = era.fan(
        words,
        era.layer("StringLookup", vocabulary=vocabulary_file(WORDS), name="int"),
        era.layer("StringLookup", vocabulary=vocabulary_file(WORDS[1:]), num_oov_indices=2, mask_token="", name="masked"),
    )
    return era.model(words, outputs)


@model(needs=("TextVectorization.vocabulary",))
def text_vectorization_file(era):
    text = era.input((1,), data=TEXTS, dtype="string")
    layer = era.layer("TextVectorization", vocabulary=vocabulary_file(WORDS), output_sequence_length=5, name="text")
    return era.model(text, layer(text))
