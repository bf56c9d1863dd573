"""The child's side: builds one layer as Keras does when it loads a model, and calls it.

Run inside a child, beside the script that loads it: it holds nothing of rekeras and imports only Keras.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from typing import Any

import keras


def build(request: dict[str, Any], objects: dict[str, Any]) -> tuple[Any, list[Any], list[dict[str, Any]]]:
    """Make a layer of its config, and call it.

    Args:
        request: ``config`` as Keras 3 writes it; ``calls``, each with ``args`` and ``kwargs``, where a tensor stands as
            ``{"shape": ..., "dtype": ...}`` under the key ``__spec__``.
        objects: Classes by the names that the config has for them.

    Returns:
        The layer; owner, name and variable of every weight that was made meanwhile; what each call gives.
    """
    with created_weights() as created:
        with stage("make"):
            layer = keras.saving.deserialize_keras_object(request["config"], custom_objects=objects, safe_mode=True)
        calls = []
        for call in request["calls"]:
            with stage("call"):
                calls.append(called(layer, call))
            with stage("run"):
                run(layer, call)
    return layer, created, calls


@contextlib.contextmanager
def stage(name: str) -> Iterator[None]:
    """Notes on an exception while what it was raised."""
    try:
        yield
    except BaseException as error:
        error.rekeras_stage = name  # type: ignore[attr-defined]
        raise


@contextlib.contextmanager
def created_weights() -> Iterator[list[Any]]:
    """Gathers every variable that any layer makes meanwhile, tracked or not."""
    made: list[Any] = []
    original = keras.layers.Layer.add_weight

    def add_weight(self: Any, *args: Any, **kwargs: Any) -> Any:
        variable = original(self, *args, **kwargs)
        made.append((type(self).__name__, self.name, variable))
        return variable

    keras.layers.Layer.add_weight = add_weight
    try:
        yield made
    finally:
        keras.layers.Layer.add_weight = original


def called(layer: Any, call: dict[str, Any]) -> dict[str, Any]:
    """The layer's outputs as data."""
    args = [given(argument) for argument in call["args"]]
    kwargs = {name: given(argument) for name, argument in call["kwargs"].items()}
    outputs = layer(*args, **kwargs)
    return {"outputs": specs(outputs)}


def run(layer: Any, call: dict[str, Any]) -> None:
    """Call the layer on numbers, where every size but the batch's is known: old code may fail there alone."""
    if all(is_sized(spec) for spec in specs_in([call["args"], call["kwargs"]])):
        layer(*(ones(argument) for argument in call["args"]), **ones(call["kwargs"]))


def specs_in(value: Any) -> list[dict[str, Any]]:
    """The specs in nested arguments."""
    if isinstance(value, dict):
        return [value["__spec__"]] if "__spec__" in value else specs_in(list(value.values()))
    return [spec for inner in value for spec in specs_in(inner)] if isinstance(value, list) else []


def is_sized(spec: dict[str, Any]) -> bool:
    """Whether there are numbers of that shape, and not too many to try."""
    sizes = spec["shape"][1:]
    return spec["dtype"] != "string" and None not in sizes and math.prod(sizes) <= MOST_NUMBERS


MOST_NUMBERS = 1_000_000


def ones(value: Any) -> Any:
    """Arguments with ones where the request has shapes; a batch of two."""
    if isinstance(value, dict) and "__spec__" in value:
        spec = value["__spec__"]
        return keras.ops.ones([size or 2 for size in spec["shape"]], spec["dtype"])
    if isinstance(value, dict):
        return {name: ones(inner) for name, inner in value.items()}
    return [ones(inner) for inner in value] if isinstance(value, list) else value


def given(value: Any) -> Any:
    """An argument with symbolic tensors where the request has their shapes."""
    if isinstance(value, dict) and "__spec__" in value:
        spec = value["__spec__"]
        return keras.KerasTensor(tuple(spec["shape"]), dtype=spec["dtype"])
    if isinstance(value, dict):
        return {name: given(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [given(inner) for inner in value]
    return value


def specs(outputs: Any) -> Any:
    """Outputs as shapes and dtypes."""
    if hasattr(outputs, "shape") and hasattr(outputs, "dtype"):
        return {"__spec__": {"shape": list(outputs.shape), "dtype": keras.backend.standardize_dtype(outputs.dtype)}}
    if isinstance(outputs, dict):
        return {str(name): specs(inner) for name, inner in outputs.items()}
    if isinstance(outputs, list | tuple):
        return [specs(inner) for inner in outputs]
    return None
