"""Writes expressions from templates."""

from __future__ import annotations

import re
from collections.abc import Mapping

import libcst as cst

from rekeras.source._file import SourceFile

ATOMS = (
    cst.Name,
    cst.Attribute,
    cst.Call,
    cst.Subscript,
    cst.List,
    cst.Dict,
    cst.Set,
    cst.ListComp,
    cst.DictComp,
    cst.SetComp,
    cst.SimpleString,
    cst.Integer,
    cst.Float,
)
"""Expressions that need no parentheses anywhere."""

HOLE = re.compile(r"(?<!\{)\{(\w+)\}")


def built(file: SourceFile, template: str, parts: Mapping[str, cst.BaseExpression]) -> cst.BaseExpression:
    """An expression from a template (see ``Site.build``)."""
    text = HOLE.sub(r"__part_\1__", template).replace("{{", "{").replace("}}", "}")
    parsed = cst.parse_expression(text)
    filled = parsed.visit(_Filling(file, parts))
    assert isinstance(filled, cst.BaseExpression)  # noqa: S101 - a template is one expression
    return filled


def enclosed(node: cst.BaseExpression) -> cst.BaseExpression:
    """The expression, in parentheses if it could be torn apart by what stands around it."""
    if isinstance(node, ATOMS) or getattr(node, "lpar", None):
        return node
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def _unless_loose(node: cst.BaseExpression) -> cst.BaseExpression:
    """A part of a choice, in parentheses if it binds less than the choice does."""
    return enclosed(node) if isinstance(node, cst.IfExp | cst.Lambda | cst.Tuple | cst.NamedExpr) else node


class _Filling(cst.CSTTransformer):
    """Puts parts into the holes, and says ``ops`` and ``keras`` as the file does."""

    def __init__(self, file: SourceFile, parts: Mapping[str, cst.BaseExpression]) -> None:
        super().__init__()
        self._file, self._parts = file, parts

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        value = updated_node.value
        if value.startswith("__part_"):
            return self._parts[value.removeprefix("__part_").removesuffix("__")].deep_clone()
        if value in ("ops", "keras"):
            return updated_node.with_changes(value=self._file.local("keras.ops" if value == "ops" else "keras"))
        return updated_node

    def visit_Attribute_attr(self, node: cst.Attribute) -> None:
        """Attributes are no names."""

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        return updated_node.with_changes(attr=original_node.attr, value=enclosed(updated_node.value))

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> cst.Arg:
        return updated_node.with_changes(keyword=original_node.keyword)

    def leave_BinaryOperation(
        self, original_node: cst.BinaryOperation, updated_node: cst.BinaryOperation
    ) -> cst.BaseExpression:
        return updated_node.with_changes(
            left=self._apart(original_node.left, updated_node.left),
            right=self._apart(original_node.right, updated_node.right),
        )

    def leave_UnaryOperation(
        self, original_node: cst.UnaryOperation, updated_node: cst.UnaryOperation
    ) -> cst.BaseExpression:
        return updated_node.with_changes(expression=self._apart(original_node.expression, updated_node.expression))

    def leave_Comparison(self, original_node: cst.Comparison, updated_node: cst.Comparison) -> cst.BaseExpression:
        targets = [
            new.with_changes(comparator=self._apart(old.comparator, new.comparator))
            for old, new in zip(original_node.comparisons, updated_node.comparisons, strict=True)
        ]
        return updated_node.with_changes(left=self._apart(original_node.left, updated_node.left), comparisons=targets)

    def leave_BooleanOperation(
        self, original_node: cst.BooleanOperation, updated_node: cst.BooleanOperation
    ) -> cst.BaseExpression:
        return updated_node.with_changes(
            left=self._apart(original_node.left, updated_node.left),
            right=self._apart(original_node.right, updated_node.right),
        )

    def leave_IfExp(self, original_node: cst.IfExp, updated_node: cst.IfExp) -> cst.BaseExpression:
        return updated_node.with_changes(
            test=_unless_loose(updated_node.test),
            body=_unless_loose(updated_node.body),
            orelse=_unless_loose(updated_node.orelse),
        )

    def leave_Subscript(self, original_node: cst.Subscript, updated_node: cst.Subscript) -> cst.BaseExpression:
        return updated_node.with_changes(value=self._apart(original_node.value, updated_node.value))

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        return updated_node.with_changes(func=self._apart(original_node.func, updated_node.func))

    @staticmethod
    def _apart(before: cst.BaseExpression, now: cst.BaseExpression) -> cst.BaseExpression:
        """What came into a hole beside an operator keeps together."""
        is_hole = isinstance(before, cst.Name) and before.value.startswith("__part_")
        return enclosed(now) if is_hole else now
