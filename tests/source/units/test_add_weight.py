from __future__ import annotations

import pytest

from tests.source.migrating import line, reasons


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("self.add_weight('w', (3, 4))", "self.add_weight(name='w', shape=(3, 4))"),
        ("self.add_weight('w', (3,), None)", "self.add_weight(name='w', shape=(3,), dtype=None)"),
        ("self.add_weight(NAME, shape=[3])", "self.add_weight(name=NAME, shape=[3])"),
        ("self.add_weight(NAME, (3,))", "self.add_weight(name=NAME, shape=(3,))"),
        ("self.add_weight(shape, name='w')", "self.add_weight(shape=shape, name='w')"),
        ("self.add_weight((3,), 'zero')", "self.add_weight(shape=(3,), initializer='zero')"),
        ("self.add_weight('{}_W'.format(n), (3,))", "self.add_weight(name='{}_W'.format(n), shape=(3,))"),
        ("self.add_weight('%s_W' % n, (3,))", "self.add_weight(name='%s_W' % n, shape=(3,))"),
        ("self.add_weight(f'{n}_W', (3,))", "self.add_weight(name=f'{n}_W', shape=(3,))"),
        ("self.add_variable('w', shape=(3,))", "self.add_weight(name='w', shape=(3,))"),
        ("self.add_weight(name='w', use_resource=True, shape=(3,))", "self.add_weight(name='w', shape=(3,))"),
    ],
)
def test_every_argument_gets_its_name(before: str, now: str) -> None:
    assert line(before) == now


def test_named_arguments_stay() -> None:
    code = "self.add_weight(name='w', shape=(3,),  trainable=False)"
    assert line(code) == code


@pytest.mark.parametrize("code", ["graph.add_weight('a', 3)", "graph.add_variable('a')"])
def test_methods_of_other_objects_stay(code: str) -> None:
    assert line(code) == code


def test_variables_of_metrics_stay() -> None:
    statement = "        self.n = self.add_variable(shape=(), name='n')"
    assert line(f"class M(keras.metrics.Metric):\n    def __init__(self):\n{statement}") == statement


def test_weights_of_another_layer_are_refused() -> None:
    assert reasons("import keras\nself.layer.add_weight('w', (3,))") == [
        "a layer that is built takes no weights from another one in Keras 3"
    ]
