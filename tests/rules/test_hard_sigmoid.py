from __future__ import annotations

import numpy as np
import pytest

from rekeras.archive import Layer, Tensor
from rekeras.records import Safety
from rekeras.rules.hard_sigmoid import NEW, WRITTEN, rule
from rekeras.upgrade import apply_rule
from tests.rule_cases import SOURCE, check_noop, check_upgraded, layer, sequential

LSTM = {"kernel": (4, 12), "recurrent_kernel": (3, 12), "bias": (12,)}


def old_hard_sigmoid(x: np.ndarray) -> np.ndarray:
    return np.clip(0.2 * x + 0.5, 0, 1)


def new_hard_sigmoid(x: np.ndarray) -> np.ndarray:
    return np.clip(x / 6 + 0.5, 0, 1)


def ratio(after: Tensor, before: Tensor) -> np.ndarray:
    assert (after.shape, after.dtype, after.origins) == (before.shape, before.dtype, before.origins)
    return np.asarray(after.read() / before.read())


@pytest.mark.parametrize("class_name", ["LSTM", "LSTMCell", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"])
def test_lstm_gates_are_scaled_and_the_candidate_is_not(class_name: str) -> None:
    before = layer(class_name, "lstm", LSTM, units=3, recurrent_activation="hard_sigmoid", activation="tanh")
    after, (change,), _findings = apply_rule(rule, before, SOURCE)
    for name in LSTM:
        expected = [1.2] * 6 + [1.0] * 3 + [1.2] * 3
        np.testing.assert_allclose(
            ratio(after.weights[name], before.weights[name]).reshape(-1, 12)[0], expected, rtol=1e-6
        )
    assert after.config["recurrent_activation"] == NEW
    assert change.safety is Safety.EXACT
    assert set(change.tensors) == {"lstm/kernel", "lstm/recurrent_kernel", "lstm/bias"}
    check_noop(after, rule)


@pytest.mark.parametrize("bias", [(9,), (2, 9)])
def test_gru_of_both_kinds(bias: tuple[int, ...]) -> None:
    shapes = {"kernel": (4, 9), "recurrent_kernel": (3, 9), "bias": bias}
    before = layer("GRU", "gru", shapes, units=3, recurrent_activation="hard_sigmoid")
    after, _changes, _findings = apply_rule(rule, before, SOURCE)
    for name in shapes:
        rows = ratio(after.weights[name], before.weights[name]).reshape(-1, 9)
        np.testing.assert_allclose(rows, np.tile([1.2] * 6 + [1.0] * 3, (len(rows), 1)), rtol=1e-6)


def test_dense_gives_the_old_numbers() -> None:
    before = layer("Dense", "dense", {"kernel": (4, 3), "bias": (3,)}, units=3, activation="hard_sigmoid")
    after, _changes, _findings = apply_rule(rule, before, SOURCE)
    x = np.random.default_rng(0).normal(size=(50, 4))
    old, new = ({name: tensor.read() for name, tensor in each.weights.items()} for each in (before, after))
    wanted = old_hard_sigmoid(x @ old["kernel"] + old["bias"])
    np.testing.assert_allclose(new_hard_sigmoid(x @ new["kernel"] + new["bias"]), wanted, atol=1e-6)
    assert len(np.unique(wanted)) > 50
    check_noop(after, rule)


def test_separable_convolution_scales_its_last_kernel_only() -> None:
    shapes = {"depthwise_kernel": (3, 3, 2, 1), "pointwise_kernel": (1, 1, 2, 4), "bias": (4,)}
    before = layer("SeparableConv2D", "conv", shapes, activation="hard_sigmoid")
    after, _changes, _findings = apply_rule(rule, before, SOURCE)
    assert after.weights["depthwise_kernel"] is before.weights["depthwise_kernel"]
    np.testing.assert_allclose(ratio(after.weights["pointwise_kernel"], before.weights["pointwise_kernel"]), 1.2)


def test_activation_layer_is_written_out() -> None:
    before = sequential(layer("Activation", "gate", activation="hard_sigmoid"), build_input_shape=[None, 4])
    after, _changes, _findings = apply_rule(rule, before, SOURCE)
    (gate,) = after.layers
    assert (gate.class_name, gate.name) == ("Sequential", "gate")
    assert [inner.class_name for inner in gate.layers] == ["InputLayer", "Rescaling", "ReLU"]
    assert gate.layers[0].config["batch_shape"] == [None, 4]
    assert (gate.layers[1].config["scale"], gate.layers[1].config["offset"]) == (0.2, 0.5)
    assert gate.layers[2].config["max_value"] == 1.0
    check_noop(after, rule)


def test_without_weights_it_asks_for_attention() -> None:
    after, (change,), findings = apply_rule(rule, layer("LSTM", recurrent_activation="hard_sigmoid"), SOURCE)
    assert change.safety is Safety.LOSSY
    assert [finding.code for finding in findings] == ["hard_sigmoid_without_weights"]
    check_noop(after, rule)


def test_leaves_other_activations_alone() -> None:
    check_noop(layer("LSTM", "lstm", LSTM, recurrent_activation="sigmoid"), rule)
    check_noop(Layer("Dense", "dense", {"activation": NEW}), rule)


def test_on_the_cell_state_it_is_written_out() -> None:
    before = layer("LSTM", "lstm", LSTM, activation="hard_sigmoid", recurrent_activation="sigmoid")
    change = check_upgraded(before, before.with_config({"activation": WRITTEN}), rule)
    assert "cell state" in change.what


def test_where_training_goes_on_the_weights_stay() -> None:
    before = layer("LSTM", "lstm", LSTM, units=3, recurrent_activation="hard_sigmoid", activation="tanh")
    after, (change,), _findings = apply_rule(rule, before, SOURCE, trains=True)
    assert after.weights == before.weights
    assert after.config["recurrent_activation"] == WRITTEN
    assert "goes on" in change.what
    frozen, _changes, _findings = apply_rule(rule, before.with_config({"trainable": False}), SOURCE, trains=True)
    assert frozen.config["recurrent_activation"] == NEW
