"""Say in one line what a rule makes of a layer; every rule keeps the same promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from rekeras.archive import ArrayTensor, Layer, Source, Tensor, walk
from rekeras.records import Change, Finding, Severity
from rekeras.rules._rule import Rule
from rekeras.upgrade import apply_rule

SOURCE = Source(Path("model.h5"), "keras_h5", "2.15.0", "tensorflow")


def source(keras_version: str) -> Source:
    """A source that this version of Keras wrote."""
    return replace(SOURCE, keras_version=keras_version)


def layer(
    class_name: str, name: str = "layer", weights: Mapping[str, tuple[int, ...]] | None = None, **config: Any
) -> Layer:
    """A layer with random weights of these shapes, none of them zero."""
    random = np.random.default_rng(len(class_name) + len(name))
    tensors: dict[str, Tensor] = {
        variable: ArrayTensor(random.uniform(0.5, 1.5, shape).astype("float32"), (f"{name}/{variable}",))
        for variable, shape in (weights or {}).items()
    }
    return Layer(class_name, name, config, tensors)


def sequential(*layers: Layer, name: str = "sequential", **config: Any) -> Layer:
    """A Sequential model of these layers."""
    return Layer("Sequential", name, config, layers=layers)


def check_upgraded(before: Layer, after: Layer, rule: Rule, written_by: Source = SOURCE) -> Change:
    """The rule makes one layer of the other with one change, leaves the result alone, and loses no tensor."""
    upgraded, changes, findings = apply_rule(rule, before, written_by)
    check_same(upgraded, after)
    assert [change.rule for change in changes] == [rule.name]
    assert not [finding for finding in findings if finding.severity is Severity.REFUSAL]
    check_noop(upgraded, rule, written_by)
    assert set(_origins(before)) <= {*_origins(upgraded), *changes[0].tensors}
    return changes[0]


def check_noop(before: Layer, rule: Rule, written_by: Source = SOURCE) -> None:
    """The rule leaves the layer as it is."""
    after, changes, findings = apply_rule(rule, before, written_by)
    assert after == before
    assert not changes
    assert not findings


def check_refused(before: Layer, rule: Rule, code: str, written_by: Source = SOURCE) -> Finding:
    """The rule leaves the layer as it is and says why it cannot be converted, and what to do."""
    after, changes, findings = apply_rule(rule, before, written_by)
    assert after == before
    assert not changes
    assert [(finding.code, finding.severity) for finding in findings] == [(code, Severity.REFUSAL)]
    assert findings[0].found
    assert findings[0].advice
    return findings[0]


def check_same(one: Layer, other: Layer) -> None:
    """Two layers are equal at every depth, their tensors number for number."""
    ones, others = list(walk(one)), list(walk(other))
    assert [address for address, _layer in ones] == [address for address, _layer in others]
    for (_address, mine), (_same, yours) in zip(ones, others, strict=True):
        bare: dict[str, Any] = {"weights": {}, "parts": {}, "layers": ()}
        assert replace(mine, **bare) == replace(yours, **bare)
        assert list(mine.weights) == list(yours.weights)
        for name, tensor in mine.weights.items():
            assert tensor.dtype == yours.weights[name].dtype
            np.testing.assert_allclose(tensor.read(), yours.weights[name].read(), rtol=1e-7)


def _origins(layer: Layer) -> list[str]:
    return [origin for _a, inner in walk(layer) for tensor in inner.weights.values() for origin in tensor.origins]


def upgraded(before: Layer, rule: Rule, written_by: Source = SOURCE) -> Layer:
    """What the rule makes of a layer, once it is seen to be settled and to lose no tensor."""
    after, changes, findings = apply_rule(rule, before, written_by)
    assert changes
    assert not [finding for finding in findings if finding.severity is Severity.REFUSAL]
    check_noop(after, rule, written_by)
    assert set(_origins(before)) <= {*_origins(after), *(name for change in changes for name in change.tensors)}
    return after


def masked(one: Layer, features: int = 4) -> Layer:
    """A model that calls the layer on sequences of 5 embeddings, padding masked."""
    indices = layer("InputLayer", "x", batch_shape=[None, 5], dtype="int32")
    words = layer("Embedding", "words", input_dim=7, output_dim=features, mask_zero=True)
    return sequential(indices, words, one)
