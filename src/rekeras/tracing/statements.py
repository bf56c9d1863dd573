"""What the statements of a function do."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing import libraries, operators
from rekeras.tracing.calls import Tracer
from rekeras.tracing.expressions import evaluate
from rekeras.tracing.values import Named, Scope, Withheld

LIBRARIES = ("tensorflow", "keras", "tf_keras", "numpy", "math")


@dataclass(frozen=True)
class Returned:
    """The value that a function returned."""

    value: Any


def run(tracer: Tracer, statements: Sequence[ast.stmt], scope: Scope) -> Returned | None:
    """Follow statements until one returns; None where none does.

    Raises:
        Untranslatable: One does what has no certain translation.
    """
    for statement in statements:
        tracer.spend()
        handler = HANDLERS.get(type(statement))
        if handler is None:
            raise Untranslatable(f"{type(statement).__name__} in its source is not understood")
        returned = handler(tracer, statement, scope)
        if returned is not None:
            return returned
    return None


def _return(tracer: Tracer, node: ast.Return, scope: Scope) -> Returned:
    return Returned(None if node.value is None else evaluate(tracer, node.value, scope))


def _assign(tracer: Tracer, node: ast.Assign, scope: Scope) -> None:
    value = evaluate(tracer, node.value, scope)
    for target in node.targets:
        tracer.assign(target, value, scope)


def _augmented(tracer: Tracer, node: ast.AugAssign, scope: Scope) -> None:
    if not isinstance(node.target, ast.Name):
        raise Untranslatable("it changes a part of a value")
    left = evaluate(tracer, ast.Name(node.target.id, ast.Load()), scope)
    value = operators.binary(tracer.build, node.op, left, evaluate(tracer, node.value, scope))
    tracer.assign(node.target, value, scope)


def _if(tracer: Tracer, node: ast.If, scope: Scope) -> Returned | None:
    holds = operators.truth(evaluate(tracer, node.test, scope))
    return run(tracer, node.body if holds else node.orelse, scope)


def _for(tracer: Tracer, node: ast.For, scope: Scope) -> Returned | None:
    for value in tracer.iterate(evaluate(tracer, node.iter, scope)):
        tracer.assign(node.target, value, scope)
        returned = run(tracer, node.body, scope)
        if returned is not None:
            return returned
    return run(tracer, node.orelse, scope)


def _expression(tracer: Tracer, node: ast.Expr, scope: Scope) -> None:
    if not isinstance(node.value, ast.Constant):  # a docstring
        evaluate(tracer, node.value, scope)


def _define(tracer: Tracer, node: ast.FunctionDef, scope: Scope) -> None:
    if node.decorator_list:
        raise Untranslatable("an inner function is decorated")
    scope.values[node.name] = tracer.function(node, scope)


def _import(_tracer: Tracer, node: ast.Import, scope: Scope) -> None:
    for alias in node.names:
        module = alias.name if alias.asname else alias.name.partition(".")[0]
        scope.values[alias.asname or module] = _module(module)


def _import_from(_tracer: Tracer, node: ast.ImportFrom, scope: Scope) -> None:
    module = _module(node.module or "")
    for alias in node.names:
        member = libraries.attribute(module, alias.name) if isinstance(module, Named) else module
        scope.values[alias.asname or alias.name] = member


def _module(name: str) -> Named | Withheld:
    """A module that may be used, or one that may be imported as long as nothing uses it."""
    if name.partition(".")[0] not in LIBRARIES:
        return Withheld(f"it uses {name}")
    return Named(libraries.full_name(name))


def _raise(_tracer: Tracer, _node: ast.Raise, _scope: Scope) -> None:
    raise Untranslatable("it would raise an error here")


Handler = Callable[[Tracer, Any, Scope], "Returned | None"]
HANDLERS: dict[type[ast.stmt], Handler] = {
    ast.Return: _return,
    ast.Assign: _assign,
    ast.AugAssign: _augmented,
    ast.If: _if,
    ast.For: _for,
    ast.Expr: _expression,
    ast.FunctionDef: _define,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Raise: _raise,
    ast.Pass: lambda _tracer, _node, _scope: None,
}
