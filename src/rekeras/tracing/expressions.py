"""What an expression of the source gives."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing import builtins, libraries, members, operators
from rekeras.tracing.calls import Tracer
from rekeras.tracing.values import Function, Named, Scope, Withheld


def evaluate(tracer: Tracer, node: ast.expr, scope: Scope) -> Any:
    """The value of an expression.

    Raises:
        Untranslatable: It does what has no certain translation.
    """
    tracer.spend()
    handler = HANDLERS.get(type(node))
    if handler is None:
        raise Untranslatable(f"{type(node).__name__} in its source is not understood")
    return handler(tracer, node, scope)


def _name(_tracer: Tracer, node: ast.Name, scope: Scope) -> Any:
    try:
        value = scope.find(node.id)
    except KeyError:
        if node.id in libraries.GLOBALS:
            return Named(libraries.GLOBALS[node.id])
        if node.id in builtins.FUNCTIONS:
            return Named(f"builtins.{node.id}")
        raise Untranslatable(f"{node.id} is a variable of the program that made the model, not saved with it") from None
    if isinstance(value, Withheld):
        raise Untranslatable(value.reason)
    return value


def _items(tracer: Tracer, nodes: list[ast.expr], scope: Scope) -> list[Any]:
    found: list[Any] = []
    for node in nodes:
        if isinstance(node, ast.Starred):
            found += tracer.iterate(evaluate(tracer, node.value, scope))
        else:
            found.append(evaluate(tracer, node, scope))
    return found


def _dict(tracer: Tracer, node: ast.Dict, scope: Scope) -> Any:
    made: dict[Any, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        content = evaluate(tracer, value, scope)
        made |= content if key is None else {evaluate(tracer, key, scope): content}
    return made


def _slice(tracer: Tracer, node: ast.Slice, scope: Scope) -> Any:
    ends = (node.lower, node.upper, node.step)
    return slice(*(None if end is None else evaluate(tracer, end, scope) for end in ends))


def _bool_op(tracer: Tracer, node: ast.BoolOp, scope: Scope) -> Any:
    value: Any = None
    for part in node.values:
        value = evaluate(tracer, part, scope)
        if part is not node.values[-1] and operators.truth(value) == isinstance(node.op, ast.Or):
            break
    return value


def _compare(tracer: Tracer, node: ast.Compare, scope: Scope) -> Any:
    left = evaluate(tracer, node.left, scope)
    result: Any = True
    for operation, part in zip(node.ops, node.comparators, strict=True):
        right = evaluate(tracer, part, scope)
        result = operators.compare(tracer.build, operation, left, right)
        if len(node.ops) > 1 and not operators.truth(result):
            break
        left = right
    return result


def _unary(tracer: Tracer, node: ast.UnaryOp, scope: Scope) -> Any:
    value = evaluate(tracer, node.operand, scope)
    if isinstance(node.op, ast.Not):
        return not operators.truth(value)
    return operators.unary(tracer.build, node.op, value)


def _if(tracer: Tracer, node: ast.IfExp, scope: Scope) -> Any:
    holds = operators.truth(evaluate(tracer, node.test, scope))
    return evaluate(tracer, node.body if holds else node.orelse, scope)


def _call(tracer: Tracer, node: ast.Call, scope: Scope) -> Any:
    function = evaluate(tracer, node.func, scope)
    args = tuple(_items(tracer, node.args, scope))
    kwargs: dict[str, Any] = {}
    for keyword in node.keywords:
        value = evaluate(tracer, keyword.value, scope)
        kwargs |= value if keyword.arg is None else {keyword.arg: value}
    return tracer.call(function, args, kwargs)


def _lambda(tracer: Tracer, node: ast.Lambda, scope: Scope) -> Any:
    return tracer.function(node, scope)


def _text(tracer: Tracer, node: ast.JoinedStr, scope: Scope) -> Any:
    parts = []
    for part in node.values:
        value = evaluate(tracer, part.value if isinstance(part, ast.FormattedValue) else part, scope)
        if isinstance(value, TensorRef | Function):
            raise Untranslatable("it makes text of a tensor")
        parts.append(str(value))
    return "".join(parts)


def comprehended(tracer: Tracer, generators: list[ast.comprehension], scope: Scope) -> Iterator[Scope]:
    """The variables at each turn of the loops of a comprehension."""
    if not generators:
        yield scope
        return
    first, *others = generators
    for value in tracer.iterate(evaluate(tracer, first.iter, scope)):
        inner = Scope(around=scope)
        tracer.assign(first.target, value, inner)
        if all(operators.truth(evaluate(tracer, test, inner)) for test in first.ifs):
            yield from comprehended(tracer, others, inner)


def _list_comprehension(tracer: Tracer, node: ast.ListComp | ast.GeneratorExp, scope: Scope) -> Any:
    return [evaluate(tracer, node.elt, inner) for inner in comprehended(tracer, node.generators, scope)]


def _dict_comprehension(tracer: Tracer, node: ast.DictComp, scope: Scope) -> Any:
    turns = comprehended(tracer, node.generators, scope)
    return {evaluate(tracer, node.key, inner): evaluate(tracer, node.value, inner) for inner in turns}


Handler = Callable[[Tracer, Any, Scope], Any]
HANDLERS: dict[type[ast.expr], Handler] = {
    ast.Constant: lambda _tracer, node, _scope: node.value,
    ast.Name: _name,
    ast.Tuple: lambda tracer, node, scope: tuple(_items(tracer, node.elts, scope)),
    ast.List: lambda tracer, node, scope: _items(tracer, node.elts, scope),
    ast.Dict: _dict,
    ast.Slice: _slice,
    ast.BoolOp: _bool_op,
    ast.Compare: _compare,
    ast.UnaryOp: _unary,
    ast.BinOp: lambda tracer, node, scope: operators.binary(
        tracer.build, node.op, evaluate(tracer, node.left, scope), evaluate(tracer, node.right, scope)
    ),
    ast.IfExp: _if,
    ast.Call: _call,
    ast.Lambda: _lambda,
    ast.JoinedStr: _text,
    ast.ListComp: _list_comprehension,
    ast.GeneratorExp: _list_comprehension,
    ast.DictComp: _dict_comprehension,
    ast.Attribute: lambda tracer, node, scope: members.member(
        tracer.build, evaluate(tracer, node.value, scope), node.attr
    ),
    ast.Subscript: lambda tracer, node, scope: members.item(
        tracer.build, evaluate(tracer, node.value, scope), evaluate(tracer, node.slice, scope)
    ),
}
