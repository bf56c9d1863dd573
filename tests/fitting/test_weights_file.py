from __future__ import annotations

import numpy as np

from rekeras.archive import ArrayTensor, Layer
from rekeras.fitting.weights_file import stored_groups, vocabularies_left_out


def numbered(*names: str) -> dict[str, ArrayTensor]:
    return {name: ArrayTensor(np.full(3, index + 1.0)) for index, name in enumerate(names)}


def test_variables_of_keras_s_own_layers_stand_at_their_places() -> None:
    dense = Layer("Dense", "answer", {"units": 3}, numbered("kernel", "bias"))
    stored = {group.path: group for group in stored_groups(Layer("Sequential", "m", layers=(dense,)))}
    assert list(stored["layers/dense/vars"].tensors) == ["0", "1"]
    assert stored["layers/dense/vars"].attributes == {"name": "answer"}


def test_variables_of_other_classes_keep_the_places_that_they_came_with() -> None:
    mine = Layer("Mine", "mine", {}, numbered("dense/vars/0", "vars/0", "dense/vars/1"))
    stored = {group.path: list(group.tensors) for group in stored_groups(Layer("Sequential", "m", layers=(mine,)))}
    assert stored["layers/mine/dense/vars"] == ["0", "1"]
    assert stored["layers/mine/vars"] == ["0"]


def test_says_that_a_vocabulary_is_left_out() -> None:
    old = Layer("Sequential", "m", layers=(Layer("StringLookup", "words", {"vocabulary": None}),))
    new = Layer("Sequential", "m", layers=(Layer("StringLookup", "words", {"vocabulary": ["a"]}),))
    assert [finding.where for finding in vocabularies_left_out(old, new)] == ["words"]
    assert not list(vocabularies_left_out(new, new))
