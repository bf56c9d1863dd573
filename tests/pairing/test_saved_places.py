from __future__ import annotations

from rekeras.archive import Layer
from rekeras.pairing.saved_places import saved_places
from rekeras.pairing.tree import Tree
from tests.archives import dense, input_layer, lstm, sequential, tensor

NEW = Tree({"layers/dense/vars/0": tensor(1)}, {})


def paths(model: Layer, *stored: str) -> dict[str, str | None]:
    tree = Tree({path: tensor(1) for path in stored}, {})
    return {" / ".join(placed.address): placed.path for placed in saved_places(model, tree)}


def test_counts_layers_by_class_with_and_without_variables() -> None:
    nested = sequential(input_layer("i", 4), dense("c", 4, 4), name="inner")
    model = sequential(dense("a", 3, 4), Layer("Dropout", "drop", {"rate": 0.5}), nested, dense("b", 4, 2))
    assert paths(model, "layers/dense/vars/0") == {
        "": "",
        "a": "layers/dense",
        "drop": "layers/dropout",
        "inner": "layers/sequential",
        "inner / i": "layers/sequential/layers/input_layer",
        "inner / c": "layers/sequential/layers/dense",
        "b": "layers/dense_1",
    }


def test_inner_layers_hang_where_the_wrapper_keeps_them() -> None:
    cells = Layer("StackedRNNCells", "s", parts={f"cells.{n}": Layer("GRUCell", str(n)) for n in range(2)})
    both = Layer("Bidirectional", "b", parts={"forward_layer": lstm("f", 3, 2), "backward_layer": lstm("g", 3, 2)})
    found = paths(sequential(Layer("RNN", "rnn", parts={"cell": cells}), both), "layers/rnn/vars/0")
    assert found["rnn / cell / cells.1"] == "layers/rnn/cell/cells/gru_cell_1"
    assert found["b / backward_layer"] == "layers/bidirectional/backward_layer"


OLD = "_layer_checkpoint_dependencies"


def test_in_the_old_list_the_order_tells_and_layers_without_variables_are_not_there() -> None:
    model = sequential(dense("a", 3, 4), Layer("Dropout", "d", {"rate": 0.5}), dense("b", 4, 2), dense("c", 2, 2))
    doubled = paths(model, *(f"{OLD}/{name}/vars/0" for name in ("dense_4", "dense", "dense_2")))
    assert doubled == {"": "", "a": f"{OLD}/dense", "d": None, "b": f"{OLD}/dense_2", "c": f"{OLD}/dense_4"}
    single = paths(model, *(f"{OLD}/{name}/vars/0" for name in ("dense", "dense_1", "dense_2")))
    assert single["c"] == f"{OLD}/dense_2"


def test_in_the_old_list_another_number_of_layers_fits_none() -> None:
    found = paths(sequential(dense("a", 3, 4), dense("b", 4, 2)), f"{OLD}/dense/vars/0")
    assert (found["a"], found["b"]) == (None, None)
