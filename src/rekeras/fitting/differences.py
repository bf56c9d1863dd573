"""Where an old layer and the layer that gets its weights compute differently although the weights fit."""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import Layer
from rekeras.fitting.era import function_name
from rekeras.records import Finding, Severity

ENDS = ("_initializer", "_regularizer", "_constraint", "_rank")
OF_TRAINING = frozenset(
    {
        *(
            "batch_input_shape",
            "batch_shape",
            "build_input_shape",
            "cudnn",
            "dropout",
            "dtype",
            "dynamic",
            "implementation",
        ),
        *("input_length", "input_shape", "momentum", "name", "noise_shape", "ragged", "rate", "recurrent_dropout"),
        *(
            "renorm",
            "seed",
            "sparse",
            "synchronized",
            "time_major",
            "trainable",
            "unit_forget_bias",
            "unroll",
            "use_cudnn",
        ),
        *("stddev", "training", "zero_output_for_mask", "virtual_batch_size", "quantization_config"),
    }
)
"""Keys that say nothing of what a trained layer computes, or that name things."""
ADVICE = "Weights alone do not carry this over: change the architecture if it shall compute what the old model did."


def differences(old: Layer, new: Layer, where: str) -> Iterator[Finding]:
    """One finding for each thing in which two layers with the same weights differ, inner layers included.

    Args:
        old: The layer that the weights come from, in the words of Keras 3.
        new: The layer that gets them.
        where: Its address.
    """
    if old.class_name != new.class_name:
        found = f"the weights come from a layer that is {_named(old)} in Keras 3; here it is {_named(new)}"
        yield _finding("class_differs", where, found)
        return
    for key in sorted(old.config.keys() & new.config.keys()):
        if key in OF_TRAINING or key.endswith(ENDS) or _same(old.config[key], new.config[key]):
            continue
        found = f"{old.class_name}: `{key}` was {_shown(old.config[key])}, and is {_shown(new.config[key])} here"
        yield _finding("config_differs", where, found)
    inner = dict(new.parts)
    for place, part in old.parts.items():
        if place in inner:
            yield from differences(part, inner[place], f"{where} / {place}")
    by_name = {layer.name: layer for layer in new.layers}
    for layer in old.layers:
        if layer.name in by_name:
            yield from differences(layer, by_name[layer.name], f"{where} / {layer.name}")


def _named(layer: Layer) -> str:
    return "a model of several layers" if layer.is_model else layer.class_name


def _finding(code: str, where: str, found: str) -> Finding:
    return Finding(code, Severity.ATTENTION, where, found, "", ADVICE)


def _same(one: object, other: object) -> bool:
    return _plain(one) == _plain(other)


def _plain(value: object) -> object:
    """An object by its name where it has one, a list of one number as that number."""
    if name := function_name(value):
        return name
    if isinstance(value, dict) and "class_name" in value:
        return value["class_name"], _plain(value.get("config"))
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if key not in ("name", "dtype", "trainable")}
    if isinstance(value, list | tuple):
        return _plain(value[0]) if len(value) == 1 else [_plain(inner) for inner in value]
    return value


def _shown(value: object) -> str:
    if name := function_name(value):
        return repr(name)
    text = str(value["class_name"]) if isinstance(value, dict) and "class_name" in value else repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."
