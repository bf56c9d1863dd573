"""Calls whose meaning the source does not say stay as they are, and the finding says why."""

from __future__ import annotations

import libcst as cst
import pytest

from rekeras.source.functions import Untranslatable, knows, reference, translate
from rekeras.source.functions._text import code_of


def translated(text: str) -> str:
    """The expression in Keras 3; inner calls are as they stand."""
    call = cst.parse_expression(text)
    assert isinstance(call, cst.Call)
    return code_of(translate(code_of(call.func), call).expression)


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        ("keras.backend.batch_dot(x, f(y))", "would be computed 2 times"),
        ("keras.backend.switch(c, a, b)", "number by number or row by row"),
        ("keras.backend.sum(*arguments)", "hides which arguments"),
        ("keras.backend.sum(x, axis=1, where=m)", "its argument where is not understood"),
        ("keras.backend.sum(x, 1, True, 'name', 5)", "gets 5 arguments by position"),
        ("keras.backend.mean(ops.cast(x, 'int32'))", "mean of whole numbers"),
        ("keras.backend.random_normal((2,), seed=3)", "draws the same numbers at every call"),
        ("keras.backend.rnn(step, x, states)", "no such public function"),
        ("keras.backend.function([x], [y])", "no graphs"),
        ("keras.backend.categorical_crossentropy(y_pred, y_true)", "order of Keras 1"),
        ("keras.backend.batch_normalization(x, m, v, b, g, axis=1)", "its argument axis is 1"),
        ("tensorflow.split(x, sizes)", "may be sizes"),
        ("tensorflow.split(x, [-1, 2], 0)", "may be sizes"),
        ("tensorflow.gather(x, i, batch_dims=2)", "its argument batch_dims is 2"),
        ("tensorflow.gather(x, i, None, 'name')", "is a name"),
        ("tensorflow.where(c)", "hangs on the numbers"),
        ("tensorflow.nn.dropout(x, 0.5)", "kept in TensorFlow 1"),
        ("tensorflow.nn.in_top_k(a, b, 2)", "took predictions first"),
        ("tensorflow.pad(x, p, 'SYMMETRIC')", "on PyTorch"),
        ("tensorflow.pad(x, p, mode)", "its mode is mode"),
        ("tensorflow.cumsum(x, exclusive=True)", "leave out the number itself"),
        ("tensorflow.matmul(a, b, transpose_b=flag)", "its argument transpose_b is flag"),
        ("tensorflow.transpose(x, conjugate=True)", "its argument conjugate has no equivalent"),
        ("tensorflow.fill(s, v)", "its dtype is that of the value"),
        ("tensorflow.math.l2_normalize(f(x))", "would be computed 2 times"),
        ("tensorflow.image.resize(x, s, method='bicubic')", "resize by bicubic"),
        ("tensorflow.nn.conv2d(x, k, 1, [[0, 0], [1, 1]])", "its padding is"),
        ("tensorflow.GradientTape()", "belong to each backend"),
        ("tensorflow.data.Dataset.from_tensor_slices(x)", "no part of Keras"),
        ("tensorflow.scan(f, x)", "the result of each step"),
        ("tensorflow.unheard_of(x)", "no translation"),
        ("tensorflow.float32(x)", "no translation"),
    ],
)
def test_refuses_with_a_reason(call: str, reason: str) -> None:
    with pytest.raises(Untranslatable, match=reason) as problem:
        translated(call)
    assert problem.value.reason


@pytest.mark.parametrize(
    ("call", "now"),
    [
        ("tensorflow.concat(1, [a, b])", "ops.concatenate([a, b], axis=1)"),
        ("tensorflow.split(x, self.num_heads, axis=2)", "ops.split(x, self.num_heads, axis=2)"),
        ("tensorflow.split(1, n, x)", "ops.split(x, n, axis=1)"),
        ("tensorflow.nn.dropout(x, keep_prob=0.8)", "keras.random.dropout(x, 1 - 0.8)"),
        ("tensorflow.slice(x, [0, i, 2], [-1, n, 3])", "x[:, i : i + n, 2:5]"),
        ("tensorflow.nn.bias_add(x, b)", "(x + b)"),
        ("keras.backend.update_add(self.v, 1)", "self.v.assign(self.v + 1)"),
        ("keras.backend.moving_average_update(m, v, 0.9)", "m.assign(m * 0.9 + v * (1.0 - 0.9))"),
        ("keras.backend.set_value(v, x)", "v.assign(x)"),
        ("keras.backend.variable(0.0, name='n')", "keras.Variable(0.0, name='n')"),
        ("tensorflow.Variable(initial_value=x, trainable=False)", "keras.Variable(x, trainable=False)"),
        ("keras.backend.clear_session()", "keras.utils.clear_session()"),
        ("keras.backend.identity(a + b)", "(a + b)"),
        ("tensorflow.random.set_seed(3)", "keras.utils.set_random_seed(3)"),
        ("keras.backend.reshape(x, ops.stack((n, -1)))", "ops.reshape(x, (n, -1))"),
        ("keras.backend.sum(\n    x,  # all\n    axis=[1, 2],\n)", "ops.sum(\n    x,  # all\n    axis=(1, 2),\n)"),
    ],
)  # fmt: skip
def test_writes(call: str, now: str) -> None:
    assert translated(call) == now


def test_writes_what_a_variable_says() -> None:
    steps, padding = "strides=(s, s), padding=pad.lower()", 'data_format="channels_last"'
    assert translated("tensorflow.nn.conv2d(x, k, [1, s, s, 1], pad)") == f"ops.conv(x, k, {steps}, {padding})"


def test_a_comment_is_not_lost() -> None:
    with pytest.raises(Untranslatable, match="a comment stands"):
        translated("keras.backend.bias_add(\n    x,  # what comes in\n    bias,\n)")


def test_functions_that_are_handed_on() -> None:
    assert code_of(reference("tensorflow.nn.relu").expression) == "ops.relu"
    assert code_of(reference("tensorflow.float32").expression) == '"float32"'
    assert code_of(reference("keras.backend.tanh", {"ops": "keras_ops"}).expression) == "keras_ops.tanh"
    for name in ("keras.backend.hard_sigmoid", "tensorflow.split", "tensorflow.GradientTape"):
        with pytest.raises(Untranslatable):
            reference(name)


def test_knows_what_it_says_something_about() -> None:
    assert knows("keras.backend.sum")
    assert knows("tensorflow.data.Dataset")
    assert not knows("tensorflow.unheard_of")
