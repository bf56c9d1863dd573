from __future__ import annotations

import pytest

from rekeras.archive import Code, Layer
from rekeras.custom.units import is_foreign, needs_code, units
from tests.archives import chain, dense, input_layer, lstm


@pytest.mark.parametrize(
    ("layer", "foreign"),
    [
        (Layer("Mine", "m"), True),
        (Layer("Mine", "m", package="my_layers"), True),
        (Layer("Dense", "d"), False),
        (Layer("Lambda", "l"), False),
        (Layer("TFOpLambda", "t"), False),
        (Layer("Maxout", "a", package="Addons"), False),
    ],
)
def test_foreign_is_what_only_its_author_knows(layer: Layer, foreign: bool) -> None:
    assert is_foreign(layer) == foreign


def test_a_unit_is_the_outermost_layer_around_a_class_of_ones_own() -> None:
    wrapped = Layer("TimeDistributed", "each", parts={"layer": Layer("Mine", "m")})
    inner = Layer("Sequential", "inner", layers=(Layer("Mine", "n"), dense("d", 4, 4)))
    model = chain(input_layer("x", 5, 4), wrapped, inner, lstm("r", 4, 3))
    assert [unit.address for unit in units(model, needs_code)] == [("each",), ("inner", "n")]


def test_a_model_class_is_one_unit() -> None:
    model = Layer("Mine", "m", layers=(Layer("Mine", "n"),), code=Code(registered_name="Mine"))
    assert [unit.address for unit in units(model, needs_code)] == [()]
