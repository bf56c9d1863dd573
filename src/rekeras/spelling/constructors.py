"""How a layer is made: its class with the arguments that are not the default."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rekeras.archive import Layer
from rekeras.keras3.catalog import REQUIRED, CatalogClass, catalog
from rekeras.keras3.newer import written_keys
from rekeras.keras3.objects import classes_of, is_object, kind_of
from rekeras.spelling.expressions import Atom, Expression, call, sequence
from rekeras.spelling.values import constant, same, short, shortened, text

OfModel = Callable[[Layer], Expression]
"""Spells a model that a layer holds."""

LEFT_TO_KERAS = ("forward_layer", "backward_layer", "build_input_shape")


def constructor(layer: Layer, of_model: OfModel) -> Expression:
    """The expression that makes a layer, or a whole model inside another."""
    if layer.is_model:
        return of_model(layer)
    if layer.package:
        registered = call("keras.saving.get_registered_object", Atom(text(f"{layer.package}>{layer.class_name}")))
        return call(registered, **_given(layer.config, None), name=Atom(text(layer.name)))
    if layer.class_name == "InputLayer":
        return _input(layer)
    known = catalog().classes[layer.class_name]
    inner = _parts(layer, of_model)
    given = {key: value for key, value in _given(written_keys(layer), known).items() if key not in LEFT_TO_KERAS}
    required = [key for key, default in known.keys.items() if default is REQUIRED and key in given | inner]
    arguments = {**inner, **given}
    first = (arguments.pop(required[0]),) if len(required) == 1 else ()
    ordered = {key: arguments.pop(key) for key in required if key in arguments} | arguments
    return call(f"layers.{layer.class_name}", *first, **ordered, name=Atom(text(layer.name)))


def _input(layer: Layer) -> Expression:
    config = dict(layer.config)
    shape = config.pop("batch_shape", None)
    given = {key: value for key, value in config.items() if value not in (None, False, True)}
    if given.get("dtype") == "float32":
        del given["dtype"]
    if config.get("sparse"):
        given["sparse"] = True
    if config.get("optional"):
        given["optional"] = True
    said = {key: constant(short(value)) for key, value in given.items() if key in ("dtype", "sparse", "optional")}
    size = {"shape": _shape(shape[1:])} if shape[0] is None else {"batch_shape": _shape(shape)}
    return call("keras.Input", **size, **said, name=Atom(text(layer.name)))


def _shape(shape: Any) -> Expression:
    return sequence(*map(constant, shape), ends="()")


def _given(config: Mapping[str, Any], known: CatalogClass | None) -> dict[str, Expression]:
    """The arguments that are not the default."""
    given = {}
    for key, written in config.items():
        value = short(written)
        if known is not None and _is_default(key, value, known, config):
            continue
        given[key] = _argument(key, value)
    return given


def _is_default(key: str, value: Any, known: CatalogClass, config: Mapping[str, Any]) -> bool:
    default = config["pool_size"] if key == "strides" and "pool_size" in config else known.keys.get(key)
    if value is None and key == "strides":
        return True
    if key == "dtype":
        return value in (None, "float32")
    return default is not REQUIRED and same(value, short(default), key)


def _argument(key: str, value: Any) -> Expression:
    if not is_object(value):
        return constant(value)
    module, name = str(value.get("module") or f"keras.{kind_of(key)}"), value["class_name"]
    config = value["config"]
    if kind_of(key) == "regularizers":
        return _regularizer(name, {inner: shortened(number) for inner, number in config.items()})
    if kind_of(key):
        known = classes_of(kind_of(key)).get(name)
        return call(f"{module}.{name}", **_given(config, known))
    if module == "keras.layers":
        kept = {inner: item for inner, item in config.items() if inner != "name"}
        return call(f"layers.{name}", **_given(kept, catalog().classes.get(name)))
    return call(f"{module}.{name}", **{inner: _argument(inner, short(item)) for inner, item in config.items()})


def _regularizer(name: str, config: Mapping[str, Any]) -> Expression:
    numbers = {key: value for key, value in config.items() if value}
    if name in ("L1L2", "L1", "L2") and len(numbers) == 1:
        ((key, value),) = numbers.items()
        return call(f"keras.regularizers.{key.upper()}", constant(value))
    return call(f"keras.regularizers.{name}", **{key: constant(value) for key, value in config.items()})


def _parts(layer: Layer, of_model: OfModel) -> dict[str, Expression]:
    """The inner layers, as the arguments that they are given in."""
    if layer.class_name == "Bidirectional":
        return _directions(layer, of_model)
    cells = [constructor(part, of_model) for place, part in layer.parts.items() if place.startswith("cells.")]
    if cells:
        return {"cells": sequence(*cells)}
    return {place: constructor(part, of_model) for place, part in layer.parts.items()}


def _directions(layer: Layer, of_model: OfModel) -> dict[str, Expression]:
    """The layer forward, and that backward where it is not the same the other way round."""
    forward, backward = layer.parts["forward_layer"], layer.parts["backward_layer"]
    bare = forward.name.removeprefix("forward_")
    one = {"layer": constructor(_named(forward, bare), of_model)}
    if (
        forward.parts
        or dict(backward.config) != {**forward.config, "go_backwards": True}
        or backward.name != f"backward_{bare}"
    ):
        return one | {"backward_layer": constructor(backward, of_model)}
    return one


def _named(layer: Layer, name: str) -> Layer:
    return Layer(layer.class_name, name, layer.config, layer.weights, layer.parts, package=layer.package)
