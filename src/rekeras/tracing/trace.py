"""One function, followed from its arguments to what it returns."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing.calls import Tracer
from rekeras.tracing.expressions import evaluate
from rekeras.tracing.statements import run
from rekeras.tracing.values import Scope


def trace(
    build: Build,
    tree: ast.Lambda | ast.FunctionDef,
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    free: Mapping[str, Any] | None = None,
    around: Sequence[ast.stmt] = (),
) -> Any:
    """Write down the operations of a function.

    Args:
        build: Where they go.
        tree: The function.
        args: Its arguments by position; tensors as ``TensorRef``, lists of them as lists.
        kwargs: Its arguments by name; those that it does not have are left out.
        free: Variables of the function around it.
        around: What stands before it in its module: imports, constants, other functions.

    Returns:
        What it returns: a ``TensorRef``, or nested lists of them.

    Raises:
        Untranslatable: It does what has no certain translation, or returns no tensor.
    """
    tracer = Tracer(build, evaluate, run)
    scope = Scope(free)
    run(tracer, around, scope)
    function = tracer.function(tree, scope)
    parameters = function.tree.args
    known = {argument.arg for argument in (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs)}
    given = {name: value for name, value in kwargs.items() if name in known or parameters.kwarg}
    return _tensors(tracer.call(function, args, given))


def _tensors(value: Any) -> Any:
    if isinstance(value, TensorRef):
        return value
    if isinstance(value, list | tuple) and value:
        return [_tensors(part) for part in value]
    raise Untranslatable("it returns what is no tensor")
