"""Compare an upgraded model with what Keras 3 knows: nothing unknown passes, and nothing absent changes its meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rekeras.archive import Layer, Source, refs_in, show_address, walk
from rekeras.keras3.absent_keys import means_default
from rekeras.keras3.catalog import REQUIRED, CatalogClass, catalog
from rekeras.keras3.objects import classes_of, is_activation_key, is_function, is_keras_own, is_object, kind_of
from rekeras.keras3.operations import unknown_keys
from rekeras.keras3.strangers import OPERATION_LAYERS, WITHOUT_LAYERS, describe_stranger
from rekeras.records import Finding, Severity

MODEL_KEYS = frozenset({"trainable", "dtype", "build_input_shape"})
MODEL_ARGUMENTS = ("inputs", "training", "mask")
REPORT = "Report the file's layer to rekeras; the model stays as it is."


def findings(model: Layer, source: Source) -> tuple[Finding, ...]:
    """What stands between an upgraded model and Keras 3, all of it refusals.

    Args:
        model: The model after all rules.
        source: Where it came from.
    """
    return tuple(
        Finding(code, Severity.REFUSAL, show_address(address), found, expected, advice)
        for address, layer in walk(model)
        for code, found, expected, advice in _in_layer(layer, source)
    )


_Problem = tuple[str, str, str, str]


def _in_layer(layer: Layer, source: Source) -> Iterator[_Problem]:
    if layer.class_name in WITHOUT_LAYERS:
        return  # its reader has refused it
    if layer.code and layer.code.is_own_class:
        return  # its own code takes this config, or a finding says that it does not
    if layer.is_model and not layer.package:
        yield from _unknown_keys(layer, MODEL_KEYS)
        yield from _unknown_arguments(layer)
        return
    if layer.is_operation:
        for key in unknown_keys(layer):
            yield "unknown_key", f"the operation {layer.class_name} of Keras 3 takes no {key}", "", REPORT
        return
    if layer.class_name in OPERATION_LAYERS:
        return  # the rules that translate them have refused it
    known = None if layer.package else catalog().classes.get(layer.class_name)
    if known is None or layer.class_name == "Lambda":
        found, advice = describe_stranger(layer)
        yield "unknown_layer", found, "", advice
        return
    yield from _unknown_keys(layer, frozenset(known.keys))
    yield from _absent_keys(layer, known, source)
    yield from _unknown_objects(layer)


def _unknown_keys(layer: Layer, known: frozenset[str]) -> Iterator[_Problem]:
    for key, value in layer.config.items():
        if key not in known:
            yield "unknown_key", f"{layer.class_name} in Keras 3 takes no {key}={_short(value)}", "", REPORT


def _unknown_arguments(model: Layer) -> Iterator[_Problem]:
    known = catalog().classes
    classes = {layer.name: layer for layer in model.layers}
    for call in model.graph.calls if model.graph else ():
        layer = classes[call.layer]
        if layer.package or (layer.class_name not in known and not layer.is_model):
            continue
        if not any(True for _ in refs_in((call.args, call.kwargs))):
            advice = (
                "Make the constant part of the model in the original framework (a layer with a weight), save again."
            )
            yield "constant_input", f"{layer.name} is called on numbers alone", "a tensor", advice
        arguments = MODEL_ARGUMENTS if layer.is_model else known[layer.class_name].call_arguments
        for name, value in call.kwargs.items():
            if name not in arguments:
                found = f"{layer.name} is called with {name}={_short(value)}, which {layer.class_name} does not take"
                yield "unknown_argument", found, "", REPORT


def _absent_keys(layer: Layer, known: CatalogClass, source: Source) -> Iterator[_Problem]:
    for key, default in known.keys.items():
        if key in layer.config or key in layer.parts or means_default(layer.class_name, key):
            continue
        if default is REQUIRED:
            if not _has_part(layer, key):
                yield "missing_key", f"{layer.class_name} without {key}", f"a value for {key}", REPORT
            continue
        if source.version >= (3,):
            continue  # what a Keras 3 leaves out of its own file has the value that every Keras 3 takes
        version = source.keras_version or "of unknown version"
        found = f"{layer.class_name} says nothing of {key}, and what Keras {version} meant by that is not known"
        yield "absent_key", found, f"{key}={_short(default)}, as Keras 3 would take it, or another value", REPORT


def _has_part(layer: Layer, key: str) -> bool:
    """Whether inner layers stand for a key: the cells of StackedRNNCells, both layers of Bidirectional."""
    return any(place.startswith(f"{key}.") or place.endswith(f"_{key}") for place in layer.parts)


GIVE_ACTIVATION = (
    "Write it in a file and give it: --lambda {name}=FILE.py:FUNCTION is read and becomes operations of Keras; "
    "--custom FILE.py is run and stays your code."
)


def _unknown_objects(layer: Layer) -> Iterator[_Problem]:
    for key, value in layer.config.items():
        if value is None or (layer.code and key in layer.code.own_keys):
            continue
        if is_activation_key(key):
            if not _is_known_activation(value):
                yield "unknown_activation", f"{key}={_short(value)} is no activation of Keras 3", "", _give(value)
        elif (kind := kind_of(key)) and not is_known_object(kind, value):
            yield "unknown_object", f"{key}={_short(value)} is none of the {kind} of Keras 3", "", REPORT


def _give(value: Any) -> str:
    name = value.get("config") if is_function(value) else value
    return GIVE_ACTIVATION.format(name=name.rpartition(">")[2] if isinstance(name, str) else "NAME")


def _is_known_activation(value: Any) -> bool:
    if isinstance(value, str):
        return value in catalog().activations
    if is_function(value):
        return is_keras_own(value) and value["config"] in catalog().activations
    if not is_object(value) or not is_keras_own(value):
        return False
    if value["class_name"] == "Sequential":
        return all(map(_is_known_activation, value["config"].get("layers", ())))
    known = catalog().classes.get(value["class_name"])
    return known is not None and set(value["config"]) <= set(known.keys)


def is_known_object(kind: str, value: Any) -> bool:
    """Whether Keras 3 can make this initializer, regularizer or constraint, written out or by its short name."""
    classes = classes_of(kind)
    if isinstance(value, str):
        return value in {_snake(name) for name in classes} | set(classes) | SHORT_NAMES
    if not is_object(value) or not is_keras_own(value):
        return False
    known = classes.get(value["class_name"])
    return known is not None and set(value["config"]) <= set(known.keys)


SHORT_NAMES = frozenset({"uniform", "normal", "zero", "one", "l1_l2"})


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
