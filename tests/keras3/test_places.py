"""Places of variables; `tests/test_write.py` compares them with what Keras itself writes."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.keras3.places import groups, unreached
from tests.archives import call, chain, dense, functional, input_layer, lstm, sequential, tensor


def places(model: Layer) -> dict[str, object]:
    return {f"{group.vars_path}/{name}": value for group in groups(model) for name, value in group.variables.items()}


def test_every_object_has_its_group() -> None:
    model = chain(input_layer("x", 3), dense("first", 3, 4), dense("second", 4, 2))
    assert [group.vars_path for group in groups(model)] == [
        *("vars", "layers/input_layer/vars", "layers/dense/vars", "layers/dense_1/vars"),
    ]
    assert [group.name for group in groups(model)] == ["model", "x", "first", "second"]
    assert places(model)["layers/dense_1/vars/1"] is model.layers[2].weights["bias"]


def test_cells_and_nested_models() -> None:
    inner = sequential(input_layer("i", 5), dense("d", 5, 3))
    model = sequential(input_layer("x", 4, 2), lstm("rnn", 2, 5), inner)
    assert list(places(model)) == [
        *("layers/lstm/cell/vars/0", "layers/lstm/cell/vars/1", "layers/lstm/cell/vars/2"),
        *("layers/sequential/layers/dense/vars/0", "layers/sequential/layers/dense/vars/1"),
    ]


def test_wrappers_and_lists_of_cells() -> None:
    cell = Layer("GRUCell", "c", {}, {"kernel": tensor(2, 9), "recurrent_kernel": tensor(3, 9)})
    cells = Layer("StackedRNNCells", "s", {}, parts={"cells.0": cell, "cells.1": cell, "cells.2": cell})
    both = Layer("Bidirectional", "b", {}, parts={"forward_layer": lstm("f", 3, 2), "backward_layer": lstm("g", 3, 2)})
    model = sequential(Layer("RNN", "rnn", {}, parts={"cell": cells}), both)
    found = places(model)
    assert "layers/rnn/cell/cells/gru_cell_2/vars/1" in found
    assert "layers/bidirectional/backward_layer/cell/vars/2" in found
    assert len(found) == 12


def test_objects_that_a_layer_makes_for_itself() -> None:
    weights = {f"{name}/{part}": tensor(2, 3) for name in ("query", "attention_output") for part in ("kernel", "bias")}
    found = places(sequential(Layer("MultiHeadAttention", "m", {}, weights)))
    assert found["layers/multi_head_attention/query_dense/vars/0"] is weights["query/kernel"]
    assert found["layers/multi_head_attention/output_dense/vars/1"] is weights["attention_output/bias"]
    assert not any("gate" in place for place in found)


def test_trained_variables_come_first_whatever_the_file_had() -> None:
    weights = {name: tensor(3) for name in ("moving_mean", "moving_variance", "beta", "gamma")}
    found = places(sequential(Layer("BatchNormalization", "n", {}, weights)))
    ordered = [weights[name] for name in ("gamma", "beta", "moving_mean", "moving_variance")]
    assert [found[f"layers/batch_normalization/vars/{index}"] for index in range(4)] == ordered


def test_the_kernel_of_spectral_normalization_stands_twice() -> None:
    inner = dense("d", 3, 4)
    found = places(
        sequential(Layer("SpectralNormalization", "s", {}, {"vector_u": tensor(1, 4)}, parts={"layer": inner}))
    )
    assert found["layers/spectral_normalization/vars/0"] is inner.weights["kernel"]
    assert found["layers/spectral_normalization/layer/vars/0"] is inner.weights["kernel"]
    assert found["layers/spectral_normalization/vars/1"] is not None


def test_depthwise_kernels_are_called_kernels() -> None:
    weights = {"depthwise_kernel": tensor(3, 3, 2, 1), "bias": tensor(2)}
    found = places(sequential(Layer("DepthwiseConv2D", "d", {}, weights)))
    assert found["layers/depthwise_conv2d/vars/0"] is weights["depthwise_kernel"]


def test_weights_of_a_vocabulary_are_saved_by_name() -> None:
    weights = {"idf_weights": tensor(5)}
    found = places(sequential(Layer("StringLookup", "s", {}, weights), Layer("TextVectorization", "t", {}, weights)))
    assert list(found) == [
        "layers/string_lookup/vars/idf_weights",
        "layers/text_vectorization/vars/idf_weights",
        "layers/text_vectorization/_lookup_layer/vars/idf_weights",
    ]


def test_layers_of_a_stranger_are_saved_in_their_own_order() -> None:
    weights = {"b": tensor(2), "a": tensor(3)}
    found = places(sequential(Layer("Dense", "d", {}, weights, package="theirs")))
    assert list(found.values()) == list(weights.values())


def test_says_what_no_output_depends_on() -> None:
    layers = [input_layer("x", 3), dense("a", 3, 3), dense("lost", 3, 3)]
    model = functional(layers, [call("a", "x"), call("lost", "x")], "x", "a")
    assert list(unreached(model)) == [("lost",)]
