"""Calls of functions, whoever defined them, and assignments to variables."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rekeras.lexicon._build import Build
from rekeras.lexicon._reasons import Untranslatable
from rekeras.tracing import builtins, libraries, members
from rekeras.tracing.operators import plainly
from rekeras.tracing.values import Function, Method, Named, Scope

MAX_STEPS, MAX_DEPTH = 20_000, 30


@dataclass
class Tracer:
    """One function being followed.

    Attributes:
        build: Where its operations go.
        evaluate: Gives the value of an expression.
        run: Follows statements.
        steps: How much may still be done.
    """

    build: Build
    evaluate: Callable[[Tracer, ast.expr, Scope], Any]
    run: Callable[[Tracer, Sequence[ast.stmt], Scope], Any]
    steps: int = MAX_STEPS
    depth: int = 0

    def spend(self) -> None:
        """Count one step.

        Raises:
            Untranslatable: It was the last one.
        """
        self.steps -= 1
        if self.steps < 0:
            raise Untranslatable(f"it does not come to an end within {MAX_STEPS} steps")

    def iterate(self, value: Any) -> list[Any]:
        """What a loop over a value goes through."""
        return builtins.items(self.build, value)

    def assign(self, target: ast.expr, value: Any, scope: Scope) -> None:
        """Give variables their values.

        Raises:
            Untranslatable: There are more or fewer values than variables.
        """
        if isinstance(target, ast.Name):
            scope.values[target.id] = value
        elif isinstance(target, ast.Subscript):
            container, key = self.evaluate(self, target.value, scope), self.evaluate(self, target.slice, scope)
            if not isinstance(container, list | dict):
                raise Untranslatable("it changes a part of a tensor")
            plainly(container.__setitem__, key, value)
        elif isinstance(target, ast.Tuple | ast.List):
            self._unpack(target.elts, self.iterate(value), scope)
        else:
            raise Untranslatable(f"it assigns to {type(target).__name__}")

    def _unpack(self, targets: list[ast.expr], values: list[Any], scope: Scope) -> None:
        starred = next((index for index, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
        if starred is not None:
            behind = len(targets) - starred - 1
            middle = values[starred : len(values) - behind]
            values = [*values[:starred], middle, *values[len(values) - behind :]]
        if len(values) != len(targets):
            raise Untranslatable(f"it unpacks {len(values)} values into {len(targets)} variables")
        for target, value in zip(targets, values, strict=True):
            self.assign(target.value if isinstance(target, ast.Starred) else target, value, scope)

    def function(self, tree: ast.Lambda | ast.FunctionDef, scope: Scope) -> Function:
        """A function that the source defines, with its defaults as they are now."""
        named = zip(tree.args.kwonlyargs, tree.args.kw_defaults, strict=True)
        return Function(
            tree,
            scope,
            tuple(self.evaluate(self, default, scope) for default in tree.args.defaults),
            {argument.arg: self.evaluate(self, value, scope) for argument, value in named if value is not None},
        )

    def call(self, function: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """Call a function of a library, of the source, or a method.

        Raises:
            Untranslatable: It is none of these, or has no translation.
        """
        if isinstance(function, Named):
            library, _dot, name = function.path.partition(".")
            if library == "builtins":
                return plainly(builtins.FUNCTIONS[name], self.build, *args, **kwargs)
            return libraries.call(self.build, function.path, args, kwargs)
        if isinstance(function, Method):
            return members.call_method(self.build, function, args, kwargs)
        if isinstance(function, Function):
            return self._call_own(function, args, kwargs)
        raise Untranslatable("it calls what is no function")

    def _call_own(self, function: Function, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Untranslatable("its functions call each other too deeply")
        scope = Scope(bound(function, args, kwargs), function.scope)
        if isinstance(function.tree, ast.Lambda):
            value = self.evaluate(self, function.tree.body, scope)
        else:
            returned = self.run(self, function.tree.body, scope)
            value = None if returned is None else returned.value
        self.depth -= 1
        return value


def bound(function: Function, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a function's parameters.

    Raises:
        Untranslatable: The arguments do not fit them.
    """
    parameters = function.tree.args
    positional = [argument.arg for argument in (*parameters.posonlyargs, *parameters.args)]
    values: dict[str, Any] = dict(
        zip(positional[len(positional) - len(function.defaults) :], function.defaults, strict=True)
    )
    values |= function.keyword_defaults or {}
    values |= dict(zip(positional, args, strict=False))
    known = {*positional, *(argument.arg for argument in parameters.kwonlyargs)}
    values |= {name: value for name, value in kwargs.items() if name in known}
    extra = {name: value for name, value in kwargs.items() if name not in known}
    if parameters.vararg:
        values[parameters.vararg.arg] = args[len(positional) :]
    elif len(args) > len(positional):
        raise Untranslatable(f"it takes {len(positional)} arguments and gets {len(args)}")
    if parameters.kwarg:
        values[parameters.kwarg.arg] = extra
    elif extra:
        raise Untranslatable(f"it takes no argument {', '.join(sorted(extra))}")
    missing = known - values.keys()
    if missing:
        raise Untranslatable(f"its argument {', '.join(sorted(missing))} has no value")
    return values
