"""Print, as JSON, what the Keras 3 that runs this knows: classes, config keys, calls and saved variables.

Run by `make_catalog.py`, once for each version of Keras: KERAS_BACKEND=numpy python observe_keras.py
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from functools import cache
from typing import Any

import keras
from catalog_samples import ARGUMENTS, BY_RANK, INPUTS, RICH, SPECIAL
from keras import layers
from saved_variables import saved

NOT_OURS = {"Layer", "Wrapper", "InputSpec", "JaxLayer", "FlaxLayer", "TorchModuleWrapper", "TFSMLayer"}
NOT_CALLED = {"InputLayer", "Lambda", "Pipeline", "MaxNumBoundingBoxes", "RandomElasticTransform"}
WRAPPERS = {"Bidirectional", "TimeDistributed", "RNN", "StackedRNNCells", "SpectralNormalization"}
REQUIRED = {"required": True}


def is_plain(kind: type, base: type) -> bool:
    return inspect.isclass(kind) and issubclass(kind, base) and kind is not base


@cache
def parameters(cls: type) -> dict[str, inspect.Parameter]:
    """The named arguments of the constructor; where it passes ``**kwargs`` on, also what its bases take."""
    found: dict[str, inspect.Parameter] = {}
    for base in inspect.getmro(cls):
        if "__init__" not in vars(base):
            continue
        own = inspect.signature(base.__init__).parameters  # type: ignore[misc]
        for name, parameter in own.items():
            named = parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
            if named and name != "self" and name not in found and (base is cls or accepts(cls, found, name, parameter)):
                found[name] = parameter
        if base is keras.Layer or not any(parameter.kind is parameter.VAR_KEYWORD for parameter in own.values()):
            break
    return found


def accepts(cls: type, known: dict[str, inspect.Parameter], name: str, parameter: inspect.Parameter) -> bool:
    """Whether the constructor takes an argument of a base, instead of setting that itself."""
    if parameter.default is parameter.empty:
        return False
    try:
        cls(**sample(cls, known), **{name: parameter.default})
    except (TypeError, ValueError):  # how constructors refuse keywords
        return False
    return True


def constructor_kwargs(cls: type) -> tuple[str, ...]:
    """Names that the constructors take out of ``**kwargs``; they are accepted though no signature shows them."""
    names: set[str] = set()
    for base in inspect.getmro(cls):
        if "__init__" in vars(base) and base is not keras.Layer and issubclass(base, keras.Layer):
            source = inspect.getsource(base.__init__)  # type: ignore[misc]
            names |= set(re.findall(r"""kwargs\.pop\(\s*["'](\w+)["']""", source))
            names |= set(re.findall(r"""["'](\w+)["'] in kwargs""", source))
    return tuple(sorted(names - {"name", "dtype"}))


def sample(cls: type, known: dict[str, inspect.Parameter]) -> dict[str, Any]:
    """Sample arguments for what the constructor requires."""
    special = SPECIAL.get(cls.__name__, {})
    given = {}
    for name, parameter in known.items():
        if name in special or (parameter.default is parameter.empty and name in ARGUMENTS):
            value = special.get(name, ARGUMENTS.get(name))
            given[name] = value() if callable(value) else value
    return given


def arguments(cls: type, **wanted: Any) -> dict[str, Any]:
    """Sample arguments: what the constructor requires, and of ``wanted`` what it has."""
    known = parameters(cls)
    return sample(cls, known) | {name: value for name, value in wanted.items() if name in known}


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return value.tolist()
    return value if isinstance(value, str | int | float | bool) or value is None else type(value).__name__


def keys_of(cls: type, instance: Any) -> dict[str, Any]:
    """Every key the constructor accepts, with the value ``get_config`` gives where nobody set it."""
    config = plain(instance.get_config())
    keys: dict[str, Any] = {}
    for name, parameter in parameters(cls).items():
        own = None if parameter.default is parameter.empty else plain(parameter.default)
        sampled = name in SPECIAL.get(cls.__name__, {}) or name in ("name", "dtype", "seed", "value_dim")
        by_object = isinstance(config.get(name), dict)  # the short spelling instead: "glorot_uniform"
        keys[name] = own if sampled or by_object or isinstance(own, float) else config.get(name, own)
        if parameter.default is parameter.empty:
            keys[name] = REQUIRED
    sampled_state = cls.__name__ in SPECIAL
    return keys | {name: None if sampled_state else config[name] for name in config.keys() - keys.keys()}


def tensors(shapes: Any) -> Any:
    if isinstance(shapes, list):
        return [tensors(shape) for shape in shapes]
    return keras.KerasTensor(shapes)


def built(cls: type, **wanted: Any) -> Any:
    layer = cls(**arguments(cls, **wanted))
    name = cls.__name__
    if name in NOT_CALLED or not (name in INPUTS or BY_RANK.match(name)):
        return layer
    rank = int(re.search(r"([123])D", name).group(1)) if re.search(r"([123])D", name) else 1  # type: ignore[union-attr]
    layer(*(tensors(shape) for shape in INPUTS.get(name, [(2, *(9, 8, 7)[:rank], 6)])))
    return layer


def observe_layer(cls: type) -> dict[str, Any]:
    variables = saved(built(cls, **RICH))
    is_wrapper = cls.__name__ in WRAPPERS
    call = [name for name in inspect.signature(cls.call).parameters if name not in ("self", "args", "kwargs")]  # type: ignore[attr-defined]
    return {
        "module": "keras.layers",
        "keys": keys_of(cls, cls(**arguments(cls))),
        "also_accepts": list(constructor_kwargs(cls)),
        "call": call,
        "variables": {path: names for path, names in variables.items() if not (is_wrapper and path)},
        "parts": sorted(path for path in variables if is_wrapper and path),
    }


def observe_objects(space: Any, base: type, module: str) -> dict[str, Any]:
    found = {}
    for name, cls in inspect.getmembers(space, lambda member: is_plain(member, base)):
        if not inspect.isabstract(cls) and name[0].isupper() and name != "RandomInitializer":
            found[name] = {"module": module, "keys": keys_of(cls, cls(**arguments(cls)))}
    return found


def observe() -> dict[str, Any]:
    classes = {}
    for name, cls in inspect.getmembers(layers, lambda member: is_plain(member, keras.Layer)):
        aliases = [alias for alias, other in inspect.getmembers(layers) if other is cls]
        written = cls.__name__ if cls.__name__ in aliases else aliases[0]
        if name == written and name not in NOT_OURS:
            classes[name] = observe_layer(cls)
    functions = {name for name, _ in inspect.getmembers(keras.activations, inspect.isfunction)}
    return {
        "version": keras.__version__,
        "layers": classes,
        "initializers": observe_objects(keras.initializers, keras.initializers.Initializer, "keras.initializers"),
        "regularizers": observe_objects(keras.regularizers, keras.regularizers.Regularizer, "keras.regularizers"),
        "constraints": observe_objects(keras.constraints, keras.constraints.Constraint, "keras.constraints"),
        "activations": sorted(functions - {"get", "serialize", "deserialize"}),
        "dtype_policies": sorted(name for name, _ in inspect.getmembers(keras.dtype_policies, inspect.isclass))
        if hasattr(keras, "dtype_policies")
        else ["DTypePolicy"],
    }


if __name__ == "__main__":
    json.dump(observe(), sys.stdout, indent=1, sort_keys=True)
