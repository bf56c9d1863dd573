"""The parts of a skeleton: sizes as expressions, variables as a tree, layers by their variables, arguments, facts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from rekeras.archive import ArrayTensor, Call, Graph, Layer, TensorRef
from rekeras.layers._description import Inputs, Spec
from rekeras.skeleton.arguments import NO_DEFAULT, arguments, likely_base, unnameable
from rekeras.skeleton.facts import facts
from rekeras.skeleton.sizes import size
from rekeras.skeleton.sublayers import recognise
from rekeras.skeleton.uses import Use
from rekeras.skeleton.variables import tree
from rekeras.spelling.expressions import flat


def use(
    name: str = "own", last: int | None = None, shapes: dict[str, tuple[int, ...]] | None = None, **config: Any
) -> Use:
    tensors = {tuple(key.split("/")): ArrayTensor(np.zeros(shape, "float32")) for key, shape in (shapes or {}).items()}
    inputs = Inputs((Spec((None, last)),)) if last else Inputs()
    return Use((name,), Layer("Own", name, config), inputs=inputs, variables=tensors)


@pytest.mark.parametrize(
    ("values", "uses", "expected"),
    [
        ([4, 6], [use("a", units=4), use("b", units=6)], "self.units"),
        ([8, 12], [use("a", units=4), use("b", units=6)], "2 * self.units"),
        ([5, 7], [use("a", 5), use("b", 7)], "input_shape[-1]"),
        ([3, 3], [use("a"), use("b")], "3"),
        ([3, 5], [use("a"), use("b")], '{"a": 3, "b": 5}[self.name]'),
        ([2], [use("a", ratio=2)], "2"),
        ([(3, 3), (2, 2)], [use("a", kernel_size=3), use("b", kernel_size=2)], "(self.kernel_size, self.kernel_size)"),
        ([True, False], [use("a"), use("b")], '{"a": True, "b": False}[self.name]'),
    ],
)
def test_a_size_is_what_it_follows_from_at_every_use(values: list[Any], uses: list[Use], expected: str) -> None:
    assert flat(size(values, uses)) == expected


def test_counters_of_keras_do_not_part_what_is_the_same() -> None:
    first = use("a", shapes={"dense/kernel": (2, 3), "dense_1/kernel": (3, 4), "scale": (4,)})
    second = use("b", shapes={"dense_7/kernel": (5, 3), "dense_8/kernel": (3, 4), "scale": (4,), "extra": (1,)})
    top = tree([first, second])
    assert list(top.inside) == ["dense", "dense_1"]
    assert {name: sorted(each) for name, each in top.variables.items()} == {"scale": [0, 1], "extra": [1]}
    assert top.inside["dense"].variables["kernel"][1].shape == (5, 3)


def test_counted_layers_are_a_list() -> None:
    top = tree([use(shapes={"blocks/0/kernel": (2, 3), "blocks/1/kernel": (3, 4)})])
    assert top.inside["blocks"].is_list
    assert not top.is_list


@pytest.mark.parametrize(
    ("name", "shapes", "expected"),
    [
        ("dense", {"kernel": (2, 3), "bias": (3,)}, ("Dense", {"units": "3"}, ("None", "2"))),
        ("any", {"kernel": (2, 3)}, ("Dense", {"units": "3", "use_bias": "False"}, ("None", "2"))),
        (
            "conv",
            {"kernel": (5, 2, 3), "bias": (3,)},
            ("Conv1D", {"filters": "3", "kernel_size": "(5,)"}, ("None", "None", "2")),
        ),
        ("embed", {"embeddings": (9, 4)}, ("Embedding", {"input_dim": "9", "output_dim": "4"}, ("None", "None"))),
        ("norm", {"gamma": (3,), "beta": (3,)}, ("LayerNormalization", {}, ("None", "3"))),
        (
            "lstm",
            {"kernel": (2, 12), "recurrent_kernel": (3, 12), "bias": (12,)},
            ("LSTM", {"units": "3"}, ("None", "None", "2")),
        ),
    ],
)
def test_layers_of_keras_are_known_by_their_variables(name: str, shapes: dict[str, Any], expected: Any) -> None:
    uses = [use(shapes={f"{name}/{key}": shape for key, shape in shapes.items()})]
    found = recognise(tree(uses).inside[name], uses)
    assert found is not None
    told = {key: flat(value) for key, value in found.arguments.items()}
    built = tuple("None" if one is None else flat(one) for one in found.built_on)
    assert (found.class_name, told, built) == expected


@pytest.mark.parametrize("shapes", [{"w": (2, 3)}, {"kernel": (2, 3), "bias": (4,)}, {"kernel": (2, 3), "own": (3,)}])
def test_other_variables_are_those_of_no_layer_of_keras(shapes: dict[str, Any]) -> None:
    uses = [use(shapes={f"inner/{key}": shape for key, shape in shapes.items()})]
    assert recognise(tree(uses).inside["inner"], uses) is None


def test_arguments_are_the_keys_of_the_config() -> None:
    uses = [
        use("a", units=3, rate=0.5, activation="relu", sizes=[1, 2]),
        use("b", units=4, rate=0.5, activation="relu"),
    ]
    found = {argument.name: argument for argument in arguments(uses)}
    assert found["units"].default is NO_DEFAULT
    assert found["rate"].default == 0.5
    assert found["sizes"].default is None
    assert found["activation"].taken == "keras.activations.get(activation)"
    assert [argument.default is NO_DEFAULT for argument in found.values()] == [True, False, False, False]
    strange = Use(("own",), Layer("Own", "own", {"not a name": 1}))
    assert unnameable([strange]) == ("not a name",)


def test_a_layer_of_keras_with_all_the_keys_is_told() -> None:
    keys = "units activation use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer "
    keys += "activity_regularizer kernel_constraint bias_constraint"
    dense = Layer("Own", "own", dict.fromkeys([*keys.split(), "more"], 1))
    assert likely_base([Use(("own",), dense)]) == "Dense"
    assert likely_base([use(units=3)]) == ""


def test_facts_say_where_it_stands() -> None:
    graph = Graph(
        (Call("own", 0, (TensorRef("a"),), {"scale": 0.5}), Call("next", 0, (TensorRef("own", 0, 1),))),
        TensorRef("a"),
        [],
    )
    one = Use(("own",), Layer("STFT", "own"), inputs=Inputs((Spec((None, 5)),)), graph=graph)
    told = list(facts([one]))
    assert "own: called on (None, 5) float32, gives to next." in told
    assert "    called with scale=0.5" in told
    assert one.outputs() == 2
    assert any("kapre has a class of this name" in sentence for sentence in told)
