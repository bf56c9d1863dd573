from __future__ import annotations

from rekeras.archive import TensorRef
from rekeras.keras3.operations import array
from rekeras.layers._description import Spec
from rekeras.lexicon._build import Build


def test_what_tensorflow_takes_for_a_bias_is_the_first_operand() -> None:
    build = Build({TensorRef("x"): Spec((None, 5, 5), "float32")})
    build.op("Add", TensorRef("x"), array([[1.0], [2.0], [3.0], [4.0], [5.0]], "float32"))
    build.op("Add", TensorRef("x"), array([1.0, 2.0, 3.0, 4.0, 5.0], "float32"))
    assert [call.args.index(TensorRef("x")) for call in build.calls] == [1, 0]
