"""The Python code of a Lambda layer as operations of Keras 3. The code is read, never run."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from rekeras.archive import Call, Graph, Layer, TensorRef, refs_in
from rekeras.bytecode.code_layout import BytecodeError
from rekeras.bytecode.decompile import decompile, mentioned
from rekeras.bytecode.encoded import is_encoded, read_function
from rekeras.bytecode.given import GivenFunction, defined
from rekeras.bytecode.reach import reaching
from rekeras.layers._description import Spec
from rekeras.lexicon import _lookup
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing.trace import trace
from rekeras.tracing.values import Withheld

UNCHANGING = ("tf.function", "tensorflow.function")
REGISTERING = "register_keras_serializable"
"""Decorators that leave what a function computes as it is."""
BACKENDS = ("keras.backend", "tensorflow_backend", "theano_backend")
_Statement = TypeVar("_Statement", bound=ast.AST)
WITHHELD = {
    "mask": Withheld("it uses the mask of its input"),
    "training": Withheld("it computes another thing while training"),
}
"""What Keras hands to a function that has such an argument."""


@dataclass(frozen=True)
class Code:
    """The function of a Lambda layer.

    Attributes:
        name: Its name; ``<lambda>`` where it has none.
        tree: What it does.
        source: The same as text.
        free: Variables of the function around it, with their values.
        around: Statements of its module that it may need.
    """

    name: str
    tree: ast.Lambda | ast.FunctionDef
    source: str
    free: Mapping[str, Any]
    around: tuple[ast.stmt, ...] = ()


def code_of(layer: Layer) -> Code | None:
    """The function of a Lambda; None where the config holds a name instead of code.

    Raises:
        BytecodeError: It is damaged or not understood.
    """
    function = layer.config.get("function")
    if isinstance(function, GivenFunction):
        return _of_source(function)
    if not is_encoded(function):
        return None
    encoded = read_function(function)
    found = decompile(encoded.data, defaults=encoded.defaults)
    return Code(found.name, found.tree, found.source, dict(zip(found.free, encoded.closure, strict=False)))


def _of_source(given: GivenFunction) -> Code:
    """A function of a module that a person gave in its place; the module is read, not imported."""
    module = ast.parse(given.text)
    found = defined(module)[given.name]
    around = tuple(_undecorated(one) for one in module.body if _is_plain(one) and one is not found)
    return Code(given.name, _undecorated(found), ast.unparse(found), {}, around)


def _undecorated(statement: _Statement) -> _Statement:
    """Without the decorators that leave a function as it is; it is read anew for each, so nothing else has it."""
    if isinstance(statement, ast.FunctionDef):
        statement.decorator_list = [one for one in statement.decorator_list if not _changes_nothing(one)]
    return statement


def _changes_nothing(decorator: ast.expr) -> bool:
    name = ast.unparse(decorator.func if isinstance(decorator, ast.Call) else decorator)
    return name in UNCHANGING or name.rpartition(".")[2] == REGISTERING


def _is_plain(statement: ast.stmt) -> bool:
    """Whether it can be followed without doing anything: imports, functions, constants."""
    if isinstance(statement, ast.Assign):
        return isinstance(statement.value, ast.Constant | ast.Lambda)
    if isinstance(statement, ast.FunctionDef):
        return all(map(_changes_nothing, statement.decorator_list))
    return isinstance(statement, ast.Import | ast.ImportFrom)


def reaching_names(layer: Layer) -> tuple[str, ...]:
    """What the code of a Lambda names that reaches beyond numbers; nothing for code that is no code."""
    function = layer.config.get("function")
    if not is_encoded(function):
        return ()
    try:
        return reaching(mentioned(read_function(function).data))
    except BytecodeError:
        return ()


def translate(build: Build, layer: Layer, call: Call) -> Any:
    """Write down what one call of a Lambda layer does.

    Raises:
        Untranslatable: Its code cannot be read, or does what has no certain translation.
    """
    try:
        code = code_of(layer)
    except BytecodeError as problem:
        raise Untranslatable(f"its code cannot be read: {problem}") from problem
    arguments = _arguments(layer)
    if code is None:
        return _named(build, layer, call, arguments)
    if name := _function_of_backend(layer, code):
        return _lookup.call(build, name, call.args, arguments)
    kwargs = WITHHELD | dict(call.kwargs) | arguments
    try:
        made = trace(build, code.tree, call.args, kwargs, code.free, code.around)
    except Untranslatable as reason:
        raise Untranslatable(f"{reason}. Its source:\n{code.source}") from reason
    if isinstance(layer.config.get("function"), GivenFunction):
        _require_shape(build, layer, made)
    return made if _is_made(made, call) else build.op("Copy", made)


def _require_shape(build: Build, layer: Layer, made: Any) -> None:
    """What a person gave in place of the code must give what the file says that the code gave."""
    declared = layer.config.get("output_shape")
    if not isinstance(declared, list | tuple) or not isinstance(made, TensorRef):
        return
    sizes = build.shape(made)[1:]
    fits = len(sizes) == len(declared) and all(
        None in pair or pair[0] == pair[1] for pair in zip(sizes, declared, strict=True)
    )
    if not fits:
        raise Untranslatable(f"the function given for it gives {tuple(sizes)} where the file says {tuple(declared)}")


def _is_made(made: Any, call: Call) -> bool:
    """Whether the result is more than the input itself, whose mask it must not take along."""
    return not isinstance(made, TensorRef) or made not in set(refs_in(call.args))


def _named(build: Build, layer: Layer, call: Call, arguments: Mapping[str, Any]) -> Any:
    """A function that the config names: one of the backend, or of its author."""
    name = layer.config.get("function")
    if isinstance(name, dict):
        name = name.get("config")
    if isinstance(name, str) and _lookup.entry_of(f"keras.backend.{name}"):
        return _lookup.call(build, f"keras.backend.{name}", call.args, arguments)
    raise Untranslatable(
        f"it calls {name}, a function of the program that made the model, which the file does not hold"
    )


def _function_of_backend(layer: Layer, code: Code) -> str:
    """The name of a function of ``keras.backend`` itself, whose code was saved instead of its name."""
    module = layer.config.get("module")
    if not isinstance(module, str) or not module.endswith(BACKENDS):
        return ""
    name = f"keras.backend.{code.name}"
    return name if _lookup.entry_of(name) else ""


def _arguments(layer: Layer) -> dict[str, Any]:
    arguments = layer.config.get("arguments") or {}
    if not isinstance(arguments, Mapping):
        raise Untranslatable("its arguments are no object")
    return {key: _array_of(value) for key, value in arguments.items()}


def _array_of(value: Any) -> Any:
    """Arrays were saved as objects with a type and nested lists."""
    is_array = isinstance(value, Mapping) and value.get("type") == "ndarray" and isinstance(value.get("value"), list)
    return value["value"] if is_array else value


def as_model(layer: Layer, specs: tuple[Spec, ...], *, is_list: bool) -> Layer:
    """A Lambda that stands alone as a small model of the operations that it does.

    Raises:
        Untranslatable: See ``translate``; or what it is called on is not known.
    """
    if not specs or any(spec.shape is None for spec in specs):
        raise Untranslatable("the shape of its input is not known")
    names = [f"input_{index + 1}" if is_list else "input" for index in range(len(specs))]
    refs = [TensorRef(name) for name in names]
    inputs = tuple(
        Layer("InputLayer", name, {"batch_shape": list(spec.shape or ()), "dtype": spec.dtype, "sparse": False})
        for name, spec in zip(names, specs, strict=True)
    )
    build = Build(dict(zip(refs, specs, strict=True)), {one.name: one for one in inputs})
    given = refs if is_list else refs[0]
    outputs = translate(build, layer, Call(layer.name, 0, (given,)))
    common = {key: layer.config[key] for key in ("trainable",) if key in layer.config}
    graph = Graph(tuple(build.calls), given, outputs)
    return Layer("Functional", layer.name, common, layers=tuple(build.layers.values()), graph=graph)
