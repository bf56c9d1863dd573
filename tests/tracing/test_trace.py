"""Source becomes calls of operations; what is not certain is refused with its reason."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from rekeras.archive import TensorRef, refs_in
from rekeras.layers._description import Spec
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing.trace import trace
from rekeras.tracing.values import Withheld

X, Y = TensorRef("x"), TensorRef("y")


def traced(source: str, *shapes: tuple[int | None, ...], free: dict[str, Any] | None = None, **kwargs: Any) -> Any:
    """The operations of a function of one tensor, or of a list of two, and the shape of what it returns."""
    statement = ast.parse(source).body[0]
    tree = statement.value if isinstance(statement, ast.Expr) else statement
    assert isinstance(tree, ast.Lambda | ast.FunctionDef)
    refs = [X, Y][: len(shapes)]
    build = Build({ref: Spec(shape) for ref, shape in zip(refs, shapes, strict=True)})
    made = trace(build, tree, (refs if len(refs) > 1 else X,), kwargs, free)
    shown = [build.spec(ref).shape for ref in refs_in(made)]
    return [build.layers[call.layer].class_name for call in build.calls], shown


@pytest.mark.parametrize(
    ("source", "operations", "shape"),
    [
        ("lambda x: (x + 1) / 2 - x", ["Add", "Divide", "Subtract"], (None, 4, 6)),
        ("lambda x: -x ** 2", ["Power", "Negative"], (None, 4, 6)),
        ("lambda x: x[:, 1:, 0]", ["Split", "Take"], (None, 3)),
        ("lambda x: x * 2 if len(x.shape) == 3 else x", ["Multiply"], (None, 4, 6)),
        ("lambda x: x * 2 if x.get_shape().as_list()[1] == 4 else x", ["Multiply"], (None, 4, 6)),
        ("lambda x, by: x * by", ["Multiply"], (None, 4, 6)),
        ("lambda x: tf.reduce_mean(x, axis=[1, 2])", ["Mean"], (None,)),
        ("lambda x: tf.reshape(x, [tf.shape(x)[0], 24])", ["Reshape"], (None, 24)),
        ("lambda x: tf.concat([x[:, i] for i in range(2)], 1)", ["Take", "Take", "Concatenate"], (None, 12)),
        ("lambda x: (lambda a, b=3: a + b)(x)", ["Add"], (None, 4, 6)),
        ("lambda x: x * np.sqrt(4.0)", ["Multiply"], (None, 4, 6)),
        ("lambda x: x * size", ["Multiply"], (None, 4, 6)),
        ("def f(x):\n    y = x\n    for i in range(3):\n        y = y + i\n    return y", ["Add"] * 3, (None, 4, 6)),
        ("def f(x):\n    a, b = x[:, 0], x[:, 1]\n    return a * b", ["Take", "Take", "Multiply"], (None, 6)),
        ("def f(x, mode='add'):\n    if mode == 'add':\n        return x + 1\n    return x - 1", ["Add"], (None, 4, 6)),
        ("def f(x):\n    import tensorflow as tf\n    return tf.math.exp(x)", ["Exp"], (None, 4, 6)),
        ("def f(x):\n    from tensorflow.math import exp\n    return exp(x)", ["Exp"], (None, 4, 6)),
        ("def f(x):\n    table = {'a': x}\n    table['b'] = x + 1\n    return table['b']", ["Add"], (None, 4, 6)),
        ("def f(x):\n    def g(t):\n        return t + 1\n    return g(g(x))", ["Add", "Add"], (None, 4, 6)),
    ],
)
def test_what_a_function_does(source: str, operations: list[str], shape: tuple[int | None, ...]) -> None:
    assert traced(source, (None, 4, 6), free={"size": 7}, by=3) == (operations, [shape])


def test_several_inputs_and_outputs() -> None:
    assert traced("lambda p: [p[0] + p[1], p[0]]", (None, 3), (None, 3)) == (["Add"], [(None, 3), (None, 3)])


def test_arguments_that_it_does_not_have_are_left_out() -> None:
    assert traced("lambda x: x + 1", (None, 3), mask=Withheld("masks")) == (["Add"], [(None, 3)])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("lambda x: os.system('ls')", "os is a variable of the program"),
        ("lambda x: open('f')", "open is a variable of the program"),
        ("lambda x: x.__class__", "__class__"),
        ("lambda x: ''.__class__", "__class__"),
        ("lambda x: x + unknown", "unknown is a variable of the program"),
        ("lambda x: x if x[0] > 1 else x + 1", "depends on the numbers"),
        ("lambda x: tf.py_function(x)", "py_function"),
        ("lambda x: tf.no_such(x)", "no_such"),
        ("lambda x: 3", "no tensor"),
        ("lambda x: None", "no tensor"),
        ("lambda x: x * 10 ** 10 ** 10", "a power of"),
        ("lambda x: [1] * 10 ** 9", "list"),
        ("lambda x: [i for i in range(10 ** 9)]", "a loop over"),
        ("lambda x, mask: x * mask", "masks"),
        ("lambda x, other: x", "other has no value"),
        ("def f(x):\n    while True:\n        x = x + 1", "While"),
        ("def f(x):\n    x[0] = 1\n    return x", "a part of a tensor"),
        ("def f(x):\n    import os\n    return os.system('ls')", "it uses os"),
        ("def f(x):\n    def g(t):\n        return g(t)\n    return g(x)", "too deeply"),
        ("def f(x):\n    raise ValueError(x)", "raise an error"),
    ],
)
def test_what_is_not_certain_is_refused(source: str, reason: str) -> None:
    with pytest.raises(Untranslatable) as refused:
        traced(source, (None, 4, 6), mask=Withheld("masks"))
    assert reason in str(refused.value)


def test_python_2_divides_whole_numbers_into_whole_numbers() -> None:
    tree = ast.parse("lambda x: x * (7 / 2)").body[0].value  # type: ignore[attr-defined]
    results = []
    for is_classic in (False, True):
        tree.body.right.op.is_classic = is_classic
        build = Build({X: Spec((None, 3))})
        trace(build, tree, (X,), {})
        results.append(build.calls[0].args[1])
    assert results == [3.5, 3]
