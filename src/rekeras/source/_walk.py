"""Walks a file once, inner parts first, and lets the units rewrite what they know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import libcst as cst

from rekeras.source._asking import Asking
from rekeras.source._file import code_of
from rekeras.source._functions import FUNCTIONS, called_function, is_function, named_function
from rekeras.source._sites import Assignment, Call, ClassDefinition, Comparison, Part, Reference, Statement
from rekeras.source._spelling import respelled
from rekeras.source._statements import without_empty
from rekeras.source._unit import OnCall
from rekeras.source.result import CodeChange


class Walk(Asking):
    """One walk over one file."""

    # Names

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        return not self._concerns(self._file.name_of(node))

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        name = self._file.name_of(original_node)
        if self._concerns(name):
            return self._named(name, original_node, updated_node)
        handler = self._units.attributes.get(original_node.attr.value)
        if handler is None or self._is_called(original_node) or name:
            return updated_node
        site = Reference(original_node.attr.value, self._file, updated_node, original_node)
        return self._in_place(
            original_node, self._ask(handler[0], lambda: handler[1](site), original_node, updated_node)
        )

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        name = self._file.name_of(original_node)
        return self._named(name, original_node, updated_node) if self._concerns(name) else updated_node

    def _named(
        self, name: str, original: cst.Name | cst.Attribute, updated: cst.Name | cst.Attribute
    ) -> cst.BaseExpression:
        if isinstance(self._file.parent_of(original), cst.Decorator) and name in self._units.decorators:
            return updated
        handler = None if self._is_called(original) else self._units.references.get(name)
        if handler is None and not self._is_called(original) and is_function(name):
            handler = (FUNCTIONS, named_function)
        if handler is not None:
            site = Reference(name, self._file, updated, original)
            made = self._ask(handler[0], lambda: handler[1](site), original, updated)
            if made is not updated:
                return self._in_place(original, made)
        new = respelled(self._file, updated if handler is None else original, name)
        if new is not original and new is not updated:
            self._changed("names", original, new)
        elif handler is None and not self._is_called(original):
            self._missing(name, original)
        return new

    def visit_Import(self, node: cst.Import) -> bool:
        return False

    def visit_ImportFrom(self, node: cst.ImportFrom) -> bool:
        return False

    # Calls

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        name = self._file.name_of(original_node.func)
        if self._concerns(name):
            handlers = self._units.calls.get(name) or (((FUNCTIONS, called_function),) if is_function(name) else ())
        elif isinstance(original_node.func, cst.Attribute):
            name = original_node.func.attr.value
            handlers = self._units.methods.get(name, ())
        else:
            return updated_node
        before = len(self.findings), len(self._removed)
        made = self._in_place(original_node, self._through(handlers, name, original_node, updated_node))
        if made is updated_node and (len(self.findings), len(self._removed)) == before:
            self._missing(name, original_node)
        return made

    def _through(
        self, handlers: Sequence[tuple[str, OnCall]], name: str, original: cst.Call, updated: cst.Call
    ) -> cst.BaseExpression:
        """One function after the other, as long as it stays a call."""
        made: cst.BaseExpression = updated
        for unit, function in handlers:
            if not isinstance(made, cst.Call):
                break
            site = Call(name, self._file, made, original)
            made = self._ask(unit, partial(function, site), original, made)
        return made

    def leave_Subscript(self, original_node: cst.Subscript, updated_node: cst.Subscript) -> cst.BaseExpression:
        made: cst.BaseExpression = updated_node
        for unit, function in self._units.subscripts:
            if isinstance(made, cst.Subscript):
                site = Part("", self._file, made, original_node)
                made = self._ask(unit, partial(function, site), original_node, made)
        return made

    def leave_Comparison(self, original_node: cst.Comparison, updated_node: cst.Comparison) -> cst.BaseExpression:
        made: cst.BaseExpression = updated_node
        for unit, function in self._units.comparisons:
            if isinstance(made, cst.Comparison):
                site = Comparison("", self._file, made, original_node)
                made = self._ask(unit, partial(function, site), original_node, made)
        return made

    # Statements

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.SimpleStatementLine | cst.FlattenSentinel[cst.SimpleStatementLine]:
        for unit, function in self._units.statements:
            made = function(Statement("", self._file, updated_node, original_node))
            if made is not None:
                line = self._file.line_of(original_node)
                self.changes.append(CodeChange(line, unit, self._code(original_node), self._code(made[0])))
                return cst.FlattenSentinel(made)
        return updated_node

    def leave_Expr(self, original_node: cst.Expr, updated_node: cst.Expr) -> cst.Expr | cst.RemovalSentinel:
        return cst.RemoveFromParent() if original_node.value in self._removed else updated_node

    def leave_Assign(self, original_node: cst.Assign, updated_node: cst.Assign) -> cst.Assign | cst.RemovalSentinel:
        target = original_node.targets[0].target
        if isinstance(target, cst.Name) and self._file.aliases.get(target.value) == "keras":
            self._file.needed["keras"] = target.value
            return cst.RemoveFromParent()
        is_of_self = isinstance(target, cst.Attribute) and isinstance(target.value, cst.Name)
        if not is_of_self or len(original_node.targets) > 1:
            return updated_node
        assert isinstance(target, cst.Attribute)  # noqa: S101 - see above
        handler = self._units.assignments.get(target.attr.value)
        if handler is None:
            return updated_node
        site = Assignment(target.attr.value, self._file, updated_node, original_node)
        made = self._ask(handler[0], lambda: handler[1](site), original_node, updated_node)
        return cst.RemoveFromParent() if original_node in self._removed else made

    def leave_Decorator(
        self, original_node: cst.Decorator, updated_node: cst.Decorator
    ) -> cst.Decorator | cst.RemovalSentinel:
        callee = original_node.decorator
        name = self._file.name_of(callee.func if isinstance(callee, cst.Call) else callee)
        if name not in self._units.decorators or self._belongs_to_tensorflow(original_node):
            return updated_node
        self.changes.append(
            CodeChange(self._file.line_of(original_node), self._units.decorators[name], self._code(original_node), "")
        )
        return cst.RemoveFromParent()

    def _belongs_to_tensorflow(self, decorator: cst.Decorator) -> bool:
        """Whether the function below runs on TensorFlow alone, for which its decorator stays."""
        function = self._file.parent_of(decorator)
        return function is not None and "GradientTape" in code_of(function)

    def leave_ClassDef(self, original_node: cst.ClassDef, updated_node: cst.ClassDef) -> cst.ClassDef:
        bases = self._file.bases_of(original_node)
        for unit, function in self._units.classes:
            site = ClassDefinition(original_node.name.value, self._file, updated_node, original_node, bases)
            updated_node = self._ask(unit, lambda f=function, s=site: f(s), original_node, updated_node)  # type: ignore[misc]
        return updated_node

    def leave_IndentedBlock(
        self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock
    ) -> cst.IndentedBlock:
        return without_empty(updated_node)

    def leave_Module(self, original_node: cst.Module, updated_node: cst.Module) -> cst.Module:
        return without_empty(updated_node)
