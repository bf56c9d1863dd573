from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Layer
from rekeras.pairing.tree import Tree
from rekeras.pairing.vocabularies import same_vocabulary, vocabulary_path, with_vocabulary


def lookup(class_name: str = "StringLookup", **config: object) -> Layer:
    return Layer(class_name, "l", {"vocabulary": None, **config})


@pytest.mark.parametrize(
    ("layer", "text"),
    [
        (lookup(mask_token=None, num_oov_indices=1), "[UNK]\nstone\nriver"),
        (lookup(mask_token="", num_oov_indices=2), "\n[UNK]\n[UNK]\nstone\nriver"),
        (lookup(mask_token="", output_mode="multi_hot"), "[UNK]\nstone\nriver\n"),
        (lookup("TextVectorization"), "\n[UNK]\nstone\nriver"),
        (lookup(num_oov_indices=0), "stone\nriver"),
        (lookup(), "[UNK]\r\nstone\r\nriver"),
    ],
)
def test_takes_the_words_without_those_for_unknown(layer: Layer, text: str) -> None:
    assert with_vocabulary(layer, text, None).config["vocabulary"] == ["stone", "river"]


def test_numbers_are_numbers() -> None:
    assert with_vocabulary(lookup("IntegerLookup"), "-1\n12\n36", None).config["vocabulary"] == [12, 36]
    with pytest.raises(ValueError, match="stone"):
        with_vocabulary(lookup("IntegerLookup"), "-1\nstone", None)


def test_weights_of_the_words_come_with_them() -> None:
    idf = ArrayTensor(np.array([0.75, 0.5, 1.0], "float32"))
    config = with_vocabulary(lookup(output_mode="tf_idf"), "[UNK]\nstone\nriver", idf).config
    assert config["idf_weights"] == [0.5, 1.0]


def test_looks_where_keras_puts_them() -> None:
    tree = Tree({}, {"layers/string_lookup/vocabulary.txt": "", "layers/t/_lookup_layer/vocabulary.txt": ""})
    assert vocabulary_path(lookup(), "layers/string_lookup", tree) == "layers/string_lookup/vocabulary.txt"
    assert vocabulary_path(lookup("TextVectorization"), "layers/t", tree) == "layers/t/_lookup_layer/vocabulary.txt"
    assert vocabulary_path(lookup(vocabulary=["a"]), "layers/string_lookup", tree) is None
    assert vocabulary_path(Layer("Dense", "d"), "layers/string_lookup", tree) is None


def test_text_vectorization_writes_its_vocabulary_twice() -> None:
    path, twin = "layers/t/_lookup_layer/vocabulary.txt", "layers/t/vocabulary.txt"
    assert same_vocabulary(path, Tree({}, {path: "a", twin: "a"})) == twin
    assert same_vocabulary(path, Tree({}, {path: "a", twin: "b"})) is None
    assert same_vocabulary(twin, Tree({}, {twin: "a"})) is None
