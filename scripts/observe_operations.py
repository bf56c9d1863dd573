"""Print, as JSON, the operations of the Keras 3 that runs this: constructor keys and arguments of their calls.

Run by `make_operations.py`, once for each version of Keras: KERAS_BACKEND=numpy python observe_operations.py
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import sys
from typing import Any

import keras
from keras.src import ops
from keras.src.ops.function import Function
from keras.src.ops.operation import Operation

REQUIRED = "required"


def arguments(function: Any) -> dict[str, Any]:
    """Names of the arguments with their defaults; ``*args`` as ``*args``."""
    found: dict[str, Any] = {}
    for name, parameter in inspect.signature(function).parameters.items():
        if name == "self" or parameter.kind is parameter.VAR_KEYWORD:
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            found[f"*{name}"] = None
        elif parameter.default is parameter.empty:
            found[name] = REQUIRED
        else:
            found[name] = plain(parameter.default)
    return found


def plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else type(value).__name__


def constructor(cls: type) -> dict[str, Any]:
    """What the constructor takes; the dtype that some versions take for every operation means nothing here."""
    for base in inspect.getmro(cls):
        if "__init__" in vars(base):
            taken = arguments(base.__init__)  # type: ignore[misc]
            if base is Operation:
                taken.pop("dtype", None)
            return taken
    raise TypeError(cls)


def functions() -> dict[str, str]:
    """The public function of each operation: the one that makes it where it gets symbolic tensors."""
    found: dict[str, str] = {}
    for name, function in inspect.getmembers(keras.ops, inspect.isfunction):
        makes = re.findall(r"return (\w+)\([^()]*\)\.symbolic_call\(", inspect.getsource(function))
        for operation in makes:
            if operation not in found or function.__name__ == name:
                found[operation] = name
    return found


def observe() -> dict[str, Any]:
    operations = {}
    public = functions()
    for found in pkgutil.iter_modules(ops.__path__):
        if found.name.endswith("_test"):
            continue
        module = importlib.import_module(f"{ops.__name__}.{found.name}")
        for name, found_class in vars(module).items():
            cls: Any = found_class
            if not inspect.isclass(cls) or cls.__module__ != module.__name__ or not issubclass(cls, Operation):
                continue
            if cls is not Operation and not issubclass(cls, Function):
                operations[name] = {
                    "module": module.__name__,
                    "function": public.get(name),
                    "keys": constructor(cls),
                    "call": arguments(found_class.call),
                }
    return {"version": keras.__version__, "operations": operations}


if __name__ == "__main__":
    json.dump(observe(), sys.stdout, indent=1)
