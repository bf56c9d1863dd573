"""Write what `get_config` of every layer, initializer, regularizer and constraint gives in the Keras that runs this.

Run it inside an old framework (Python 3.6 or later): python dump_old_configs.py OUT.json [keras | tf.keras | tf_keras]
"""
# ruff: noqa: I002 - Python 3.6 does not know it

import inspect
import json
import sys
from typing import Any

ARGUMENTS = {  # what the constructors require, by argument name
    "units": 3, "filters": 4, "kernel_size": 3, "pool_size": 2, "input_dim": 7, "output_dim": 5, "rate": 0.25,
    "stddev": 0.1,
    "n": 3, "target_shape": [6], "dims": [2, 1], "num_heads": 2, "key_dim": 4, "num_tokens": 6, "max_tokens": 6,
    "num_bins": 8, "height": 6, "width": 6, "factor": 0.2, "scale": 0.5, "activation": "relu", "equation": "ab,bc->ac",
    "output_shape": [None, 3], "feature_names": ["a"], "bin_boundaries": [0.0, 1.0], "bins": [0.0, 1.0], "axes": 1,
    "batch_input_shape": [None, 4], "input_shape": [4], "height_factor": 0.2, "width_factor": 0.3, "embeddings": 2,
    "l1": 0.01, "l2": 0.02, "value": 0.5,
}  # fmt: skip


def keras_of(name: str) -> Any:
    if name == "tf.keras":
        import tensorflow  # noqa: PLC0415 - only some have it

        return tensorflow.keras, tensorflow.__version__
    module = __import__(name)
    return module, module.__version__


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return value.tolist()
    return value if isinstance(value, (str, int, float, bool)) or value is None else {"object": type(value).__name__}


def arguments_of(cls: Any, keras: Any) -> Any:
    layers = keras.layers
    special = {
        "Bidirectional": lambda: {"layer": layers.LSTM(3)},
        "TimeDistributed": lambda: {"layer": layers.Dense(3)},
        "Wrapper": lambda: {"layer": layers.Dense(3)},
        "SpectralNormalization": lambda: {"layer": layers.Dense(3)},
        "RNN": lambda: {"cell": layers.LSTMCell(3)},
        "StackedRNNCells": lambda: {"cells": [layers.LSTMCell(3), layers.LSTMCell(2)]},
        "Lambda": lambda: {"function": len},
        "GroupNormalization": lambda: {"groups": 2},
        "RandomZoom": lambda: {"height_factor": 0.2},
        "InputLayer": lambda: {"batch_input_shape": (None, 4)},
        "ConvRNN2D": lambda: {"cell": layers.ConvLSTM2DCell(3, 2)},
        "CategoryEncoding": lambda: {"num_tokens": 6},
        "Discretization": lambda: {"bin_boundaries": [0.0, 1.0]},
    }
    if cls.__name__ in special:
        return special[cls.__name__]()  # type: ignore[no-untyped-call]
    parameters = list(inspect.signature(cls.__init__).parameters.values())[1:]
    required = [p.name for p in parameters if p.default is p.empty and p.kind is p.POSITIONAL_OR_KEYWORD]
    given = {name: ARGUMENTS[name] for name in required if name in ARGUMENTS}
    if cls.__name__.startswith("LocallyConnected2D"):
        given["kernel_size"] = (3, 3)
    return given


def dump(namespace: Any, base: Any, keras: Any, problems: Any) -> Any:
    configs = {}
    for name in sorted(dir(namespace)):
        found = getattr(namespace, name)
        if not (inspect.isclass(found) and issubclass(found, base)) or name.startswith("_"):
            continue
        cls = found  # type: Any
        try:
            configs[name] = {
                "class_name": cls.__name__,
                "module": cls.__module__,
                "config": plain(cls(**arguments_of(cls, keras)).get_config()),
            }
        except Exception as problem:  # abstract classes, layers that need a GPU: listed, not hidden
            problems[name] = "{}: {}".format(type(problem).__name__, str(problem)[:120])  # noqa: UP032
    return configs


def main() -> None:
    keras, version = keras_of(sys.argv[2] if len(sys.argv) > 2 else "keras")
    problems = {}  # type: Any
    result = {"version": version, "layers": {}}
    namespaces = [keras.layers]
    experimental = getattr(keras.layers, "experimental", None)
    namespaces += [space for space in (experimental, getattr(experimental, "preprocessing", None)) if space]
    for namespace in namespaces:
        for name, entry in dump(namespace, keras.layers.Layer, keras, problems).items():
            result["layers"].setdefault(name, entry)
    for kind, base in (("initializers", "Initializer"), ("regularizers", "Regularizer"), ("constraints", "Constraint")):
        space = getattr(keras, kind)
        result[kind] = dump(space, getattr(space, base), keras, problems)
    result["problems"] = problems
    with open(sys.argv[1], "w") as out:  # noqa: PTH123 - as old as the frameworks
        json.dump(result, out, indent=1, sort_keys=True)
    print(sys.argv[1], {key: len(value) for key, value in result.items() if isinstance(value, dict)}, problems)


main()
