"""A unit: one thing that changed in how programs use Keras, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

import libcst as cst

from rekeras.registry import NamedByModule

if TYPE_CHECKING:
    from rekeras.source._sites import Assignment, Call, ClassDefinition, Comparison, Part, Reference, Statement


class Removal(Enum):
    """The type of ``REMOVE``."""

    REMOVE = "remove"


REMOVE: Final = Removal.REMOVE
"""Instead of new code: the statement goes. A call that is part of an expression stays, as a finding."""


class Refused(Exception):  # noqa: N818 - it is no error: the code stays, and a person reads why
    """This code stays as it is, or needs a person still.

    Args:
        reason: Why there is no safe translation.
        advice: What the person can do.
        made: What could be done nevertheless.
    """

    def __init__(self, reason: str, advice: str = "", made: cst.CSTNode | None = None) -> None:
        super().__init__(reason)
        self.reason, self.advice, self.made = reason, advice, made


Expression = cst.BaseExpression
OnCall = Callable[["Call"], "Expression | Removal | None"]
OnReference = Callable[["Reference"], "Expression | None"]
OnClass = Callable[["ClassDefinition"], "cst.ClassDef | None"]
OnComparison = Callable[["Comparison"], "Expression | None"]
OnPart = Callable[["Part"], "Expression | None"]
OnStatement = Callable[["Statement"], "list[cst.SimpleStatementLine] | None"]
OnAssignment = Callable[["Assignment"], "cst.Assign | Removal | None"]
Handler = TypeVar("Handler", bound=Callable[..., object])


@dataclass
class Unit(NamedByModule):
    """One thing that changed.

    The module's docstring is the unit's documentation: its first line says what changed.
    A function gets the place in the code, whose inner parts are migrated already, and returns what stands there
    instead, None to leave it alone, or raises ``Refused``. What it returns must not be something that it, or another
    unit, would change again.

    Attributes:
        module: ``__name__`` of the unit's module; its last part is the unit's name.
        calls: By name of what is called: ``keras.backend.dot``, ``tensorflow.reduce_mean``.
        references: By name, where a thing is named and not called: ``tensorflow.float32``, ``keras.backend.relu``.
        methods: By name of a method of any object that is no module: ``fit_generator``.
        attributes: By name of an attribute of such an object, not called: ``value``.
        assignments: By name of an attribute of ``self`` that is set.
        decorators: By name of the decorator (with or without a call), which is then removed.
        classes: For every class.
        comparisons: For every comparison.
        subscripts: For every ``object[index]``.
        statements: For every simple statement; several may come out.
    """

    module: str
    calls: dict[str, OnCall] = field(default_factory=dict)
    references: dict[str, OnReference] = field(default_factory=dict)
    methods: dict[str, OnCall] = field(default_factory=dict)
    attributes: dict[str, OnReference] = field(default_factory=dict)
    assignments: dict[str, OnAssignment] = field(default_factory=dict)
    decorators: set[str] = field(default_factory=set)
    classes: list[OnClass] = field(default_factory=list)
    comparisons: list[OnComparison] = field(default_factory=list)
    subscripts: list[OnPart] = field(default_factory=list)
    statements: list[OnStatement] = field(default_factory=list)

    def call(self, *names: str) -> Callable[[OnCall], OnCall]:
        """Register a function for calls of these."""
        return _registering(self.calls, names)

    def reference(self, *names: str) -> Callable[[OnReference], OnReference]:
        """Register a function for these names where they are not called."""
        return _registering(self.references, names)

    def method(self, *names: str) -> Callable[[OnCall], OnCall]:
        """Register a function for calls of these methods on objects."""
        return _registering(self.methods, names)

    def attribute(self, *names: str) -> Callable[[OnReference], OnReference]:
        """Register a function for these attributes of objects."""
        return _registering(self.attributes, names)

    def assignment(self, *names: str) -> Callable[[OnAssignment], OnAssignment]:
        """Register a function for assignments to these attributes of ``self``."""
        return _registering(self.assignments, names)

    def subscript(self, function: OnPart) -> OnPart:
        """Register a function for every ``object[index]``."""
        self.subscripts.append(function)
        return function

    def statement(self, function: OnStatement) -> OnStatement:
        """Register a function for every simple statement."""
        self.statements.append(function)
        return function

    def comparison(self, function: OnComparison) -> OnComparison:
        """Register a function for every comparison."""
        self.comparisons.append(function)
        return function

    def on_class(self, function: OnClass) -> OnClass:
        """Register a function for every class."""
        self.classes.append(function)
        return function


def _registering(table: dict[str, Handler], names: tuple[str, ...]) -> Callable[[Handler], Handler]:
    def register(function: Handler) -> Handler:
        for name in names:
            if name in table:
                raise ValueError(f"two functions for {name}")
            table[name] = function
        return function

    return register
