"""Every tensor and config key of the source has one fate, and the totals add up."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rekeras.accounting import AccountingError, created_tensors, fate_of_config_keys, fate_of_tensors
from rekeras.archive import Archive, ArrayTensor, Layer, Leftover, MappedTensor, Source
from rekeras.records import Change, Safety, TensorFate

KERNEL = ArrayTensor(np.array([[1, 2], [3, 4]], "float32"), ("dense/kernel:0",))
BIAS = ArrayTensor(np.array([5, 6], "float32"), ("dense/bias:0",))
STEPS = ArrayTensor(np.array(7, "int64"), ("optimizer/iterations:0",))
SEED = ArrayTensor(np.array([8, 9], "uint32"))
DOUBLED = MappedTensor((KERNEL,), lambda kernel: 2 * kernel, (2, 2), "float32")


def archive() -> Archive:
    dense = Layer("Dense", "dense", {"units": 2, "activation": "relu"}, {"kernel": KERNEL, "bias": BIAS})
    model = Layer("Sequential", "model", {"trainable": True}, layers=(dense,))
    return Archive(Source(Path("a.h5"), "keras_h5"), model, leftovers=(Leftover(STEPS, "optimizer state"),))


def change(where: str = "dense", **more: object) -> Change:
    return replace(Change("doubling", where, "Doubled.", Safety.EXACT), **more)  # type: ignore[arg-type]


def test_tensors_are_kept_changed_and_dropped_with_reasons() -> None:
    places = {"layers/dense/vars/0": DOUBLED, "layers/dense/vars/1": BIAS, "layers/dropout/vars/0": SEED}
    fates = fate_of_tensors(archive(), (change(tensors=("dense/kernel:0",)),), places)
    assert fates == (
        TensorFate("dense/kernel:0", "changed", "layers/dense/vars/0", "doubling"),
        TensorFate("dense/bias:0", "kept", "layers/dense/vars/1"),
        TensorFate("optimizer/iterations:0", "dropped", "", "optimizer state"),
    )
    assert created_tensors(places, ["layers/dropout/vars/0"]) == ("layers/dropout/vars/0",)


def test_a_tensor_that_nobody_wrote_is_a_mistake() -> None:
    with pytest.raises(AccountingError, match=r"dense/bias:0 is lost"):
        fate_of_tensors(archive(), (), {"layers/dense/vars/0": KERNEL})


def test_a_tensor_that_no_rule_changed_is_a_mistake() -> None:
    with pytest.raises(AccountingError, match=r"dense/kernel:0 was changed by no rule"):
        fate_of_tensors(archive(), (), {"layers/dense/vars/0": DOUBLED, "layers/dense/vars/1": BIAS})


def test_a_tensor_from_nowhere_is_a_mistake() -> None:
    places = {"a": KERNEL, "b": BIAS, "c": ArrayTensor(np.array([1], "float32"), ("other/kernel:0",))}
    with pytest.raises(AccountingError, match=r"not read: other/kernel:0"):
        fate_of_tensors(archive(), (), places)


def test_a_created_tensor_that_the_writer_does_not_name_is_a_mistake() -> None:
    with pytest.raises(AccountingError, match="seed"):
        created_tensors({"seed": SEED}, [])


def test_config_keys_are_kept_changed_and_dropped() -> None:
    before = archive().model
    dense = before.layers[0].with_config({"activation": "linear"}, drop=("units",))
    changes = (change(before={"units": 2, "activation": "relu"}, after={"activation": "linear"}),)
    assert fate_of_config_keys(before, replace(before, layers=(dense,)), changes) == {
        "kept": 1,
        "changed": 1,
        "dropped": 1,
    }


def test_a_renamed_layer_is_followed_with_what_is_inside_it() -> None:
    inner = Layer("Sequential", "a/b", {"trainable": True}, layers=(Layer("Dense", "dense", {"units": 2}),))
    before = Layer("Sequential", "model", {}, layers=(inner,))
    after = replace(before, layers=(replace(inner, name="a_b", layers=(Layer("Dense", "dense", {"units": 3}),)),))
    changes = (
        change("a/b", before={"name": "a/b"}, after={"name": "a_b"}),
        change("a_b / dense", before={"units": 2}, after={"units": 3}),
    )
    assert fate_of_config_keys(before, after, changes) == {"kept": 1, "changed": 1, "dropped": 0}


def test_a_key_that_no_rule_changed_is_a_mistake() -> None:
    before = archive().model
    after = replace(before, layers=(before.layers[0].with_config({"units": 3}),))
    with pytest.raises(AccountingError, match="dense: config key units"):
        fate_of_config_keys(before, after, ())


def test_a_key_that_a_rule_of_the_outer_model_changed_is_counted() -> None:
    before = archive().model
    after = replace(before, layers=(before.layers[0].with_config({"units": 3}),))
    assert fate_of_config_keys(before, after, (change("(model)"),)) == {"kept": 2, "changed": 1, "dropped": 0}


def test_nan_is_kept() -> None:
    model = Layer("Lambda", "lambda", {"fill": float("nan")})
    assert fate_of_config_keys(model, model, ()) == {"kept": 1, "changed": 0, "dropped": 0}


def test_what_stands_inside_a_changed_layer_is_explained_by_it_and_what_stands_beside_it_is_not() -> None:
    inner = Layer("Dense", "dense", {"units": 2})
    before = Layer("Sequential", "model", {}, layers=(Layer("Sequential", "a", {}, layers=(inner,)), inner))
    inside = replace(before, layers=(Layer("Sequential", "a", {}, layers=(inner.with_config({"units": 3}),)), inner))
    beside = replace(before, layers=(before.layers[0], inner.with_config({"units": 3})))
    assert fate_of_config_keys(before, inside, (change("a"),))["changed"] == 1
    with pytest.raises(AccountingError):
        fate_of_config_keys(before, beside, (change("a"),))


def test_thousands_of_layers_and_changes_take_no_time() -> None:
    layers = tuple(Layer("Dense", f"dense_{index}", {"units": index}) for index in range(20_000))
    before = Layer("Sequential", "model", {}, layers=layers)
    after = replace(before, layers=tuple(layer.with_config({"units": -1}) for layer in layers))
    changes = [change(layer.name, before={"units": 0}, after={"units": -1}) for layer in layers]
    started = time.process_time()
    assert fate_of_config_keys(before, after, changes)["changed"] == 20_000
    assert time.process_time() - started < 5
