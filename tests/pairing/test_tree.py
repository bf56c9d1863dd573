from __future__ import annotations

import pytest

from rekeras.pairing.tree import Tree, join
from tests.archives import tensor

TREE = Tree(
    {name: tensor(2) for name in ("vars/0", "layers/dense_10/vars/0", "layers/dense/vars/0", "layers/dense_2d/vars/0")},
    {"layers/lookup/vocabulary.txt": "a"},
)


def test_knows_what_stands_below_a_path() -> None:
    assert TREE.members("") == ("vars", "layers")
    assert TREE.members("layers") == ("dense_10", "dense", "dense_2d", "lookup")
    assert TREE.members("layers/none") == ()
    assert list(TREE.below("layers/dense")) == ["vars/0"]


def test_counts_the_members_of_one_class_by_their_number() -> None:
    assert TREE.counted("layers", "dense") == ("dense", "dense_10")
    assert TREE.counted("layers", "dense_2d") == ("dense_2d",)
    assert TREE.counted("layers", "conv") == ()


@pytest.mark.parametrize("name", ["layers", "_layer_checkpoint_dependencies"])
def test_finds_the_list_of_layers(name: str) -> None:
    tree = Tree({f"{name}/functional/{name}/dense/vars/0": tensor(2)}, {})
    assert tree.list_of("") == name
    assert tree.list_of(f"{name}/functional") == f"{name}/functional/{name}"


def test_joins_what_is_there() -> None:
    assert (join("", "vars"), join("layers/dense", "vars")) == ("vars", "layers/dense/vars")
