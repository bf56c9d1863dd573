from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import Layer
from rekeras.records import Safety
from rekeras.rules.cudnn_layers import rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, layer

UNITS, FEATURES = 2, 3


def cudnn(class_name: str, gates: int) -> Layer:
    width = UNITS * gates
    shapes = {"kernel": (FEATURES, width), "recurrent_kernel": (UNITS, width), "bias": (2 * width,)}
    return layer(class_name, "cudnn", shapes, units=UNITS, return_sequences=True)


def gate_matrices(flat: np.ndarray, gates: int, width: int) -> list[np.ndarray]:
    """The matrices as cuDNN documents them: one row for each unit, applied to a column of features."""
    return [gate.reshape(UNITS, width) for gate in np.split(flat, gates, axis=1)]


@pytest.mark.parametrize(("class_name", "gates"), [("CuDNNLSTM", 4), ("CuDNNGRU", 3)])
def test_lays_weights_out_as_the_plain_layer(class_name: str, gates: int) -> None:
    before = cudnn(class_name, gates)
    after, (change,), findings = apply_rule(rule, before, SOURCE)
    assert not findings
    assert after.class_name == class_name.removeprefix("CuDNN")
    assert (after.config["recurrent_activation"], after.config["return_sequences"]) == ("sigmoid", True)
    assert change.tensors == ("cudnn/kernel", "cudnn/recurrent_kernel", "cudnn/bias")
    x = np.array([0.3, -1.1, 0.7], "float32")
    given = gate_matrices(before.weights["kernel"].read(), gates, FEATURES)
    for mine, theirs in zip(np.split(after.weights["kernel"].read(), gates, axis=1), given, strict=True):
        np.testing.assert_allclose(x @ mine, theirs @ x, rtol=1e-6)
    old, new = (model.weights["recurrent_kernel"].read() for model in (before, after))
    for mine, theirs in zip(np.split(new, gates, axis=1), np.split(old, gates, axis=1), strict=True):
        np.testing.assert_array_equal(mine, theirs.T)


def test_adds_or_keeps_both_biases() -> None:
    (lstm, (change,), _), (gru, (other,), _) = (
        apply_rule(rule, cudnn(name, gates), SOURCE) for name, gates in (("CuDNNLSTM", 4), ("CuDNNGRU", 3))
    )
    bias = cudnn("CuDNNLSTM", 4).weights["bias"].read()
    np.testing.assert_allclose(lstm.weights["bias"].read(), bias[:8] + bias[8:], rtol=1e-6)
    assert (lstm.weights["bias"].dtype, change.safety) == ("float32", Safety.EXACT)
    both = cudnn("CuDNNGRU", 3).weights["bias"].read()
    np.testing.assert_array_equal(gru.weights["bias"].read(), np.stack([both[:6], both[6:]]))
    assert (gru.config["reset_after"], other.safety) == (True, Safety.LOSSLESS)


def test_reaches_into_wrappers() -> None:
    inner = cudnn("CuDNNGRU", 3)
    after, _changes, _findings = apply_rule(rule, Layer("TimeDistributed", "each", parts={"layer": inner}), SOURCE)
    assert after.parts["layer"].class_name == "GRU"


def test_leaves_plain_layers_alone() -> None:
    check_noop(layer("LSTM", units=2), rule)
