"""Compares the book of layers with the installed Keras 3."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rekeras.archive import Layer
from rekeras.describe import describe
from rekeras.layers._description import Description, Inputs, Spec, Variable

NAMED_OTHERWISE = {"DepthwiseConv1D": {"depthwise_kernel": "kernel"}, "DepthwiseConv2D": {"depthwise_kernel": "kernel"}}


class RealKeras:
    """Keras in a process of its own; numpy is enough for shapes."""

    def __enter__(self) -> Self:
        environment = os.environ | {"KERAS_BACKEND": "numpy", "TF_CPP_MIN_LOG_LEVEL": "3"}
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("real_keras.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def ask(self, layer: Layer, inputs: Inputs) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        question = {"layer": keras_config(layer), "args": _plain(inputs.args), "kwargs": _plain(inputs.kwargs)}
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def made(class_name: str, **config: Any) -> Layer:
    """A layer; arguments that are layers become its parts, a tuple of layers its cells or the layers of a model."""
    parts = {key: value for key, value in config.items() if isinstance(value, Layer)}
    plain = {key: value for key, value in config.items() if key not in parts}
    layers: tuple[Layer, ...] = plain.pop("layers", ())
    parts |= {f"cells.{index}": cell for index, cell in enumerate(plain.pop("cells", ()))}
    if class_name == "Bidirectional" and "layer" in parts:
        forward = parts.pop("layer")
        parts = {"forward_layer": forward, "backward_layer": parts.pop("backward_layer", forward)}
    return Layer(class_name, "made", plain, parts=parts, layers=layers)


def called(*args: Any, **kwargs: Any) -> Inputs:
    """Inputs from shapes: tuples are shapes, lists are lists of them."""
    return Inputs(tuple(_specs(one) for one in args), {key: _specs(value) for key, value in kwargs.items()})


def keras_config(layer: Layer) -> dict[str, Any]:
    """The layer as Keras 3 writes it."""
    parts = {place: keras_config(part) for place, part in layer.parts.items()}
    cells = [parts.pop(place) for place in tuple(parts) if place.startswith("cells.")]
    if "forward_layer" in parts:
        backward = parts.pop("backward_layer")
        backward["config"] = backward["config"] | {"go_backwards": True}
        parts = {"layer": parts["forward_layer"], "backward_layer": backward}
    config = {"name": layer.name, **layer.config, **parts}
    if cells:
        config["cells"] = cells
    if layer.layers:
        config["layers"] = [keras_config(inner) for inner in layer.layers]
    return {"module": "keras.layers", "class_name": layer.class_name, "config": config, "registered_name": None}


def assert_same(keras: RealKeras, layer: Layer, inputs: Inputs) -> None:
    """The book and Keras agree about variables (order, names, shapes, whether trained) and outputs."""
    real = keras.ask(layer, inputs)
    assert "refused" not in real, real["refused"]
    description, findings = describe(layer, inputs)
    assert findings == ()
    assert book_variables(layer, description) == [
        (path.split("/")[-1], tuple(shape), trainable) for path, shape, trainable in real["variables"]
    ]
    assert _outputs(description.outputs) == real["outputs"]


def assert_both_refuse(keras: RealKeras, layer: Layer, inputs: Inputs, sentence: str) -> None:
    """Keras raises, and the book says why in words."""
    assert "refused" in keras.ask(layer, inputs)
    _description, findings = describe(layer, inputs)
    assert [finding.code for finding in findings] == ["shapes_disagree"]
    assert sentence in findings[0].found


def book_variables(layer: Layer, description: Description) -> list[tuple[str, Any, bool]]:
    """Name, shape, trainable of a layer and all inside it, those that training changes first."""
    every = list(_variables(layer, description))
    ordered = [one for one in every if one.trainable] + [one for one in every if not one.trainable]
    return [(one.name, one.shape, one.trainable) for one in ordered]


def _variables(layer: Layer, description: Description) -> Iterator[Variable]:
    for variable in description.variables:
        name = variable.name.split("/")[-1]
        name = NAMED_OTHERWISE.get(layer.class_name, {}).get(name, name)
        yield Variable(name, variable.shape, variable.trainable)
    for place, inner in layer.children():
        yield from _variables(inner, description.children[place])


def _specs(value: Any) -> Any:
    if isinstance(value, tuple):
        return Spec(value)
    return [_specs(one) for one in value] if isinstance(value, list) else value


def _plain(value: Any) -> Any:
    if isinstance(value, Spec):
        return {"shape": value.shape, "dtype": value.dtype}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _outputs(value: Any) -> Any:
    if isinstance(value, Spec):
        return [list(value.shape or ()), value.dtype]
    if isinstance(value, dict):
        return {key: _outputs(one) for key, one in value.items()}
    return [_outputs(one) for one in value]
