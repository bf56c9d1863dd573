"""Whether a file says what the file says that real Keras makes of it; every difference that may be is named here."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from rekeras.keras3.catalog import catalog

LEFT_OUT = {
    "build_config": "layers are built when they are called",
    "build_input_shape": "the InputLayer says it",
    "compile_config": "Keras writes defaults; training shows whether it is right",
    "vocabulary_size": "the length of the vocabulary",
    "shared_object_id": "initializers that Keras happened to share",
    "zero_output_for_mask": "RNNs with a class of their own always have it, whatever the config says",
}
CHANGED_BY_KERAS = {
    "factor": "one number becomes two",
    "height_factor": "one number becomes two",
    "width_factor": "one number becomes two",
    "output_shape": "one number becomes a list",
    "gain": "Keras forgets that of Identity",
    "value_range": "Keras writes its default",
    "attention_axes": "Keras writes those it takes by default",
    "lora_alpha": "Keras writes lora_rank, which it takes by default",
}
ALIASES = {
    "OrthogonalInitializer": "Orthogonal",
    "IdentityInitializer": "Identity",
    "Uniform": "RandomUniform",
    "Normal": "RandomNormal",
    "Zero": "Zeros",
    "One": "Ones",
    "swish": "silu",
    "__numpy__": "__tensor__",
}


def differences(ours: Path, theirs: Path) -> list[str]:
    """Everything that differs for no known reason."""
    one, other = _config(ours), _config(theirs)
    return [*_trees(_weights(ours), _weights(theirs)), *_values(_plain(_renamed(one, other, {})), _plain(other), "")]


def _config(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("config.json"))


def _weights(path: Path) -> dict[str, Any]:
    """Every object of the weights file: numbers with their attributes, groups with the name they belong to."""
    with zipfile.ZipFile(path) as archive, h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
        found: dict[str, Any] = {}
        file.visititems(lambda name, item: found.update({name: _stored(item)}))
        return found


def _stored(item: Any) -> Any:
    attributes = dict(item.attrs)
    return (attributes, item[()]) if isinstance(item, h5py.Dataset) else attributes


def _trees(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[str]:
    for path in ours.keys() - theirs.keys():
        yield f"{path}: not in Keras's file"
    for path in theirs.keys() - ours.keys():
        new = path.startswith("optimizer/") and "optimizer" not in ours  # an optimizer that begins anew
        if not (isinstance(theirs[path], dict) or new):  # Keras makes groups for objects without variables, too
            yield f"{path}: only in Keras's file"
    for path in ours.keys() & theirs.keys():
        one, other = ours[path], theirs[path]
        if isinstance(one, dict):
            if _without_number(one) != _without_number(other):
                yield f"{path}: {one} is {other}"
        elif one[0] != other[0] or not _equal(one[1], other[1]):
            yield f"{path}: the numbers differ"


def _without_number(attributes: Mapping[str, str]) -> dict[str, str]:
    """Keras counts the cells and lookup tables that it makes by itself."""
    return {key: name.rstrip("_0123456789") for key, name in attributes.items()}


def _equal(one: Any, other: Any) -> bool:
    same_kind = one.dtype == other.dtype or one.dtype.kind == other.dtype.kind == "i"  # a count was int64
    return bool(same_kind and one.shape == other.shape and one.astype(other.dtype).tobytes() == other.tobytes())


def _renamed(ours: Any, theirs: Any, names: Mapping[str, str]) -> Any:
    """Our config with the names that Keras chose for operations when it loaded them."""
    if isinstance(ours, dict):
        theirs = theirs if isinstance(theirs, dict) else {}
        names = {**names, **_operations(ours, theirs)}
        return {key: _renamed(item, theirs.get(key), names) for key, item in ours.items()}
    if isinstance(ours, list):
        others = theirs if isinstance(theirs, list) and len(theirs) == len(ours) else [None] * len(ours)
        return [_renamed(item, other, names) for item, other in zip(ours, others, strict=True)]
    return names.get(ours, ours) if isinstance(ours, str) else ours


def _operations(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, str]:
    """The names of the operations of one model."""
    pairs = zip(ours.get("layers") or (), theirs.get("layers") or (), strict=False)
    return {
        one["name"]: other["name"]
        for one, other in pairs
        if str(one.get("module")).startswith("keras.src.ops") and "name" in one
    }


def _plain(value: Any, key: str = "") -> Any:
    """The value without what may differ."""
    if isinstance(value, list):
        return _as_dict(value) if key == "inbound_node" else [_plain(item, key.removesuffix("s")) for item in value]
    if isinstance(value, str) and key.endswith("_initializer"):
        name = "".join(part.capitalize() for part in value.split("_"))
        return ALIASES.get(name, name)
    if isinstance(value, str) and key.endswith("activation"):
        return ALIASES.get(value, value)
    if not isinstance(value, dict):
        return value
    class_name = value.get("class_name")
    if class_name == "DTypePolicy":
        return value["config"]["name"]
    if class_name == "function":
        return value["config"]
    kept = {key: _plain(item, key) for key, item in value.items() if key not in LEFT_OUT}
    if "kwargs" in kept:
        kept["kwargs"] = {key: item for key, item in kept["kwargs"].items() if not _says_nothing(item)}
    if class_name and isinstance(kept.get("config"), dict):
        kept["class_name"] = ALIASES.get(class_name, class_name)
        kept["config"] = _not_default(str(kept.get("module")), class_name, kept["config"])
        if kept.get("module") == "keras.initializers" and not kept["config"]:
            return kept["class_name"]
    return kept


def _says_nothing(argument: Any) -> bool:
    return argument is False or argument is None or (isinstance(argument, list) and not any(argument))


def _as_dict(node: list[Any]) -> dict[str, Any]:
    """A call that is written as Keras 2 wrote it."""
    tensors = [{"class_name": "__keras_tensor__", "config": {"keras_history": entry[:3]}} for entry in node]
    return {"args": tensors if len(tensors) == 1 else [tensors], "kwargs": node[0][3]}


def _not_default(module: str, name: str, config: dict[str, Any]) -> dict[str, Any]:
    known = (catalog().initializers if module == "keras.initializers" else catalog().classes).get(name)
    default = {key: _plain(value, key) for key, value in (known.keys if known else {}).items()}
    default |= {"trainable": True, "dtype": "float32"}
    if "layers" in config:
        config = {key: value for key, value in config.items() if key not in ("dtype", "trainable")} | _ends(config)
    if name.endswith("Lookup"):  # dtype of the tokens; Keras knows it from the class
        default |= {"dtype": config.get("dtype")}
    if module.startswith("keras.src.ops"):
        default |= {"name": config.get("name")}
    if name == "GroupNormalization":
        default |= {"groups": config.get("groups")}  # -1 becomes the number of channels
    return {
        key: v
        for key, v in config.items()
        if key not in CHANGED_BY_KERAS and not _is_same(v, default.get(key)) and not _is_same(default.get(key), v)
    }


def _is_same(one: Any, other: Any) -> bool:
    """Whether two values are equal, or one is the size that the other has in every direction."""
    if isinstance(one, int) and isinstance(other, list) and other:
        return all(_is_same(one, item) for item in other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_is_same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return one == other or np.float32(one) == np.float32(other)
    return bool(one == other)


def _ends(config: dict[str, Any]) -> dict[str, Any]:
    """Outputs of an inner model are counted from 1 by Keras, and written so that older versions read them, too."""
    inner = {layer["name"] for layer in config["layers"] if layer["class_name"] == "Functional" and "name" in layer}

    def counted(value: Any) -> Any:
        if isinstance(value, list) and isinstance(value[0], str) and value[0] in inner:
            return [value[0], max(value[1], 1), value[2]]
        if isinstance(value, list):
            return [counted(item) for item in value]
        return {key: counted(item) for key, item in value.items()} if isinstance(value, dict) else value

    return {key: counted(config[key]) for key in ("input_layers", "output_layers") if key in config}


def _as_known(ours: list[Any], theirs: Any) -> Any:
    """Their shape, as ours where one of them is open; both are only read by people."""
    if not isinstance(theirs, list) or len(ours) != len(theirs):
        return theirs
    return [one if one is None or other is None else other for one, other in zip(ours, theirs, strict=True)]


def _values(ours: Any, theirs: Any, where: str, *, of_operation: bool = False) -> Iterator[str]:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if "keras_history" in ours and isinstance(ours.get("shape"), list):
            theirs = theirs | {"shape": _as_known(ours["shape"], theirs.get("shape"))}
        unknown = "keras_history" in ours and ours.get("shape") in ([None], None)  # no Keras needs it
        for key in sorted(ours.keys() | theirs.keys()):
            if (unknown and key in ("shape", "dtype")) or (key == "training" and key not in ours):
                continue  # the default of the layer, which Keras writes out
            if where.endswith("/config") and of_operation and key not in ours:
                continue  # the default of an operation, which Keras writes out
            one, other = ours.get(key), theirs.get(key)
            operation = str(ours.get("module")).startswith("keras.src.ops")
            yield from _values(one, other, f"{where}/{key}", of_operation=operation)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from _values(one, other, f"{where}/{index}")
    elif not _is_same(ours, theirs):
        yield f"{where}: {ours!r} is {theirs!r}"
