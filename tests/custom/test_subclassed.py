from __future__ import annotations

from pathlib import Path

import numpy as np

from rekeras.archive import Archive, ArrayTensor, Layer, Outline, Signature, Source
from rekeras.custom.subclassed import called_on, flattened, is_subclassed
from rekeras.layers._description import Spec
from rekeras.records import Finding, Severity


def tensor() -> ArrayTensor:
    return ArrayTensor(np.ones((2,), "float32"))


def model() -> Layer:
    head = Layer(
        "Sequential",
        "head",
        layers=(Layer("Dropout", "d"), Layer("Dense", "one", weights={"bias": tensor()})),
    )
    unit = Layer("Unit", "unit", weights={"scale": tensor()})
    return Layer("Classifier", "c", parts={"head": head, "units.0": unit}, package="its author")


def test_tensors_stand_under_the_attributes_on_the_way_to_them() -> None:
    flat = flattened(model())
    assert list(flat.weights) == ["head/layer_with_weights-0/bias", "units/0/scale"]
    assert not flat.parts


def test_a_functional_model_is_left_alone() -> None:
    source = Source(Path("m"), "saved_model")
    assert not is_subclassed(Archive(source, Layer("Functional", "m")))
    finding = Finding("no_model", Severity.REFUSAL, "(model)", "a class of its author")
    assert is_subclassed(Archive(source, model(), findings=(finding,)))


def test_is_called_on_what_was_served() -> None:
    one = Signature("serving_default", {"input_1": ("float32", (None, 7))}, {})
    assert called_on(Outline((one,))).args == (Spec((None, 7), "float32"),)


def test_several_inputs_have_no_known_order() -> None:
    two = Signature("serving_default", {"a": ("float32", (None, 7)), "b": ("float32", (None, 7))}, {})
    assert not called_on(Outline((two,))).args
    assert not called_on(Outline()).args
