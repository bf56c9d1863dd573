"""What people are told about classes that Keras 3 does not know."""

from __future__ import annotations

import pytest

from rekeras.archive import Layer
from rekeras.keras3.catalog import catalog
from rekeras.keras3.packages import packages
from rekeras.keras3.strangers import describe_stranger

CASES = [
    ("QDense", "", "qkeras has one of that name"),
    ("ProposalLayer", "Custom", "Mask_RCNN has one of that name"),
    ("Maxout", "Addons", "is a class of tensorflow_addons"),
    ("Anything", "keras_nlp.src.layers", "is a class of keras_nlp"),
    ("Attend", "kecam/beit", "is a class of keras_cv_attention_models"),
    ("QDense", "my_layers", "QDense of my_layers is no class of Keras"),
    ("MyLayer", "", "MyLayer is no class of Keras"),
    ("DenseFeatures", "", "is gone from Keras 3"),
    ("TFBertMainLayer", "", "is a class of transformers"),
    ("Recurrent", "", "is a base class"),
]


@pytest.mark.parametrize(("name", "package", "sentence"), CASES)
def test_says_whose_a_class_is(name: str, package: str, sentence: str) -> None:
    found, advice = describe_stranger(Layer(name, "own", package=package))
    assert sentence in found
    assert advice


def test_no_class_of_keras_3_counts_as_anothers() -> None:
    assert sorted({name for package in packages() for name in package.classes} & catalog().classes.keys()) == []
