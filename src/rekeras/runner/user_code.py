"""The child's side: imports Python files and modules that a person named, and says what they define.

Run inside a child, beside the script that loads it: it holds nothing of rekeras and imports only Keras.
"""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import sys
import traceback
from pathlib import Path
from types import ModuleType
from typing import Any

import keras

OTHERS = ("builtins", "keras", "tensorflow", "tf_keras", "jax", "torch", "numpy", "typing", "collections", "abc")
"""Packages whose classes a module may import; they are not the person's own."""


class UserCodeError(Exception):
    """Code that a person named cannot be imported, or does not define what it should.

    Attributes:
        answer: Says it as data: ``error``, ``text``, ``file``, ``line``.
    """

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__(answer["text"])
        self.answer = answer


def load(sources: list[dict[str, Any]]) -> dict[str, Any]:
    """Import every source; classes and functions by the name under which a model knows them.

    Args:
        sources: Each with ``path`` (a file) or ``module`` (a dotted name), ``folder`` (where its imports begin) and
            ``names``: the object's own name by the model's name for it; empty for everything that it defines.

    Raises:
        UserCodeError: It does not parse, raises, exits, or lacks a name.
    """
    objects: dict[str, Any] = {}
    for source in sources:
        module = _import(source)
        own = _defined(module)
        for wanted, name in source["names"].items():
            if not hasattr(module, name):
                text = f"defines no {name}"
                raise UserCodeError(
                    {"stage": "import", "error": "NotThere", "text": text, "source": source["text"], "has": sorted(own)}
                )
            objects[wanted] = getattr(module, name)
        if not source["names"]:
            objects |= own
    return objects


def _import(source: dict[str, Any]) -> ModuleType:
    if source["folder"] not in sys.path:
        sys.path.insert(0, source["folder"])
    try:
        return _imported(source)
    except (Exception, SystemExit) as error:  # whatever a person's code raises is the answer
        raise UserCodeError(told("import", error, source)) from error


def _imported(source: dict[str, Any]) -> ModuleType:
    if not source["path"]:
        return importlib.import_module(source["module"])
    name = Path(source["path"]).stem
    if name in sys.modules and getattr(sys.modules[name], "__file__", "") == source["path"]:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, source["path"])
    if spec is None or spec.loader is None:
        raise ImportError(f"{source['path']} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _defined(module: ModuleType) -> dict[str, Any]:
    """Classes and functions of a module that are a person's own, wherever in their package they stand."""
    return {
        name: value
        for name, value in vars(module).items()
        if (inspect.isclass(value) or inspect.isfunction(value))
        and str(getattr(value, "__module__", "")).partition(".")[0] not in OTHERS
    }


def described(value: Any) -> dict[str, Any]:
    """What a class or function is, how Keras 3 writes it, and which arguments its constructor and ``call`` take."""
    registered = keras.saving.get_registered_name(value)
    answer = {
        "name": value.__name__,
        "kind": kind_of(value),
        "module": value.__module__,
        "registered_name": registered,
    }
    if inspect.isclass(value):
        answer |= {"init": arguments(value.__init__), "call": arguments(getattr(value, "call", None))}
    else:
        answer["written"] = keras.saving.serialize_keras_object(value)
    return answer


def by_registered_name(objects: dict[str, Any]) -> dict[str, Any]:
    """The same objects by the names under which Keras 3 writes them."""
    return {keras.saving.get_registered_name(value): value for value in objects.values()}


def kind_of(value: Any) -> str:
    """``layer``, ``model``, ``loss``, ``metric`` ..., ``class`` or ``function``."""
    if not inspect.isclass(value):
        return "function"
    kinds = {
        "model": keras.Model,
        "layer": keras.layers.Layer,
        "loss": keras.losses.Loss,
        "metric": keras.metrics.Metric,
        "initializer": keras.initializers.Initializer,
        "regularizer": keras.regularizers.Regularizer,
        "constraint": keras.constraints.Constraint,
        "optimizer": keras.optimizers.Optimizer,
        "schedule": keras.optimizers.schedules.LearningRateSchedule,
    }
    return next((name for name, base in kinds.items() if issubclass(value, base)), "class")


def arguments(function: Any) -> dict[str, Any]:
    """Names of the arguments, which of them must be given, and whether any other is taken, too."""
    try:
        parameters = list(inspect.signature(function).parameters.values())[1:]
    except (TypeError, ValueError):
        return {"names": [], "required": [], "open": True}
    named = [one for one in parameters if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    return {
        "names": [one.name for one in named],
        "required": [one.name for one in named if one.default is one.empty],
        "open": any(one.kind is one.VAR_KEYWORD for one in parameters),
    }


def told(stage: str, error: BaseException, source: dict[str, Any] | None = None) -> dict[str, Any]:
    """An error as data, with the innermost place in a person's own code where there is one."""
    answer = {"stage": stage, "error": type(error).__name__, "text": _text(error), "file": "", "line": 0, "code": ""}
    if isinstance(error, SyntaxError) and error.filename:
        answer |= {"file": error.filename, "line": error.lineno or 0, "code": (error.text or "").strip()}
    else:
        answer |= _place(error)
    return answer | ({"source": source["text"]} if source else {})


def _text(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"it ends the interpreter with exit code {error.code}"
    return str(error.msg if isinstance(error, SyntaxError) else error)[:2000]


def _place(error: BaseException) -> dict[str, Any]:
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if not _is_installed(frame.filename)]
    if not own:
        return {}
    return {"file": own[-1].filename, "line": own[-1].lineno or 0, "code": own[-1].line or ""}


def _is_installed(filename: str) -> bool:
    here = str(Path(__file__).parent)
    parts = Path(filename).parts
    return filename.startswith(("<", here, sys.base_prefix)) or "site-packages" in parts or "dist-packages" in parts
