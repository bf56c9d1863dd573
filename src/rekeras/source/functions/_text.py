"""Expressions of source code: their text, and whether they may stand twice or without parentheses."""

from __future__ import annotations

import libcst as cst
import libcst.matchers as m

EMPTY = cst.Module([])

LOOSE = (
    cst.BinaryOperation,
    cst.UnaryOperation,
    cst.BooleanOperation,
    cst.Comparison,
    cst.IfExp,
    cst.Lambda,
    cst.Await,
    cst.Yield,
    cst.NamedExpr,
    cst.GeneratorExp,
)
"""Expressions that operators beside them may tear apart."""

ONCE = (
    cst.Await
    | cst.Yield
    | cst.NamedExpr
    | cst.Lambda
    | cst.ListComp
    | cst.SetComp
    | cst.DictComp
    | cst.GeneratorExp
    | cst.FormattedString
)

LONGEST = 40
"""How much text may stand twice."""


def code_of(node: cst.CSTNode) -> str:
    """The source of a node, comments and line breaks included."""
    return EMPTY.code_for_node(node)


def enclosed(node: cst.BaseExpression) -> cst.BaseExpression:
    """The expression in parentheses, where operators beside it could tear it apart."""
    if isinstance(node, LOOSE) and not node.lpar:
        return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    if isinstance(node, cst.Tuple) and not node.lpar:
        return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return node


def may_stand_twice(node: cst.BaseExpression) -> bool:
    """Whether computing the expression a second time gives the same and costs little: no unknown function is called."""
    if len(code_of(node)) > LONGEST or m.findall(node, m.MatchIfTrue(lambda each: isinstance(each, ONCE))):
        return False
    return all(_is_pure(call) for call in m.findall(node, m.Call()))


def _is_pure(call: cst.CSTNode) -> bool:
    return isinstance(call, cst.Call) and code_of(call.func) in {"len", "tuple", "int", "float", "ops.shape"}
