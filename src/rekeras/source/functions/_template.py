"""Fills the arguments of a call into the text that Keras 3 wants, and keeps the format of the call where it can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import libcst as cst

from rekeras.source.functions._given import HARMLESS, Given, Parameter, Untranslatable
from rekeras.source.functions._shapes import as_shape, as_tuple
from rekeras.source.functions._text import code_of, enclosed, may_stand_twice

MODULES = ("ops", "keras", "math")
"""Names that templates use and a module must import."""

TIGHT = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


@dataclass(frozen=True)
class Filled:
    """A finished expression.

    Attributes:
        expression: What stands for the call; parenthesised if operators beside it could tear it apart.
        modules: Which of ``MODULES`` it uses.
    """

    expression: cst.BaseExpression
    modules: frozenset[str]


def fill(template: str, given: Given, call: cst.Call | None, spelled: Mapping[str, str]) -> Filled:
    """Fill a template in.

    Args:
        template: A Python expression in which the parameters stand as names. A keyword whose value is a parameter
            that the call does not give is left out; elsewhere the old default takes its place.
        given: The arguments.
        call: The old call, whose commas and line breaks the new one keeps.
        spelled: What the modules of templates are called in the file: ``{"ops": "keras_ops"}``.

    Raises:
        Untranslatable: An argument would be computed twice.
    """
    parsed = cst.parse_expression(template)
    names = _Names()
    parsed.visit(names)
    _refuse_unused(names.count, given)
    _refuse_twice(names.count, given)
    filler = _Filler(given, spelled)
    filler.outermost = parsed.args if isinstance(parsed, cst.Call) else ()
    made = parsed.visit(filler)
    assert isinstance(made, cst.BaseExpression)  # noqa: S101 - the filler removes no expressions
    if isinstance(parsed, cst.Name):
        made = enclosed(made)
    if call is not None and isinstance(made, cst.Call):
        made = _laid_out(made, call)
    return Filled(enclosed(made), frozenset(filler.modules))


def _refuse_unused(used: Counter[str], given: Given) -> None:
    """Refuse an argument that nobody has looked at, unless it is what it was anyway."""
    known = {name.partition("__")[0] for name in used}
    for each in given.parameters:
        unseen = each.name in given.args and each.name not in known | given.asked | HARMLESS
        if unseen and "ignored" not in each.marks and given.text(each.name) not in (each.default, "None"):
            raise Untranslatable(
                f"its argument {each.name} has no equivalent", "leave it out, or write what it says with keras.ops"
            )


def _refuse_twice(used: Counter[str], given: Given) -> None:
    for name, args in given.args.items():
        for arg in args:
            if used[name] > 1 and not may_stand_twice(arg.value):
                text = " ".join(code_of(arg.value).split())
                raise Untranslatable(f"{text} would be computed {used[name]} times", "give it a name first")


class _Names(cst.CSTVisitor):
    """Counts names, but not those after a dot and before an equals sign."""

    def __init__(self) -> None:
        super().__init__()
        self.count: Counter[str] = Counter()

    def visit_Name(self, node: cst.Name) -> None:
        self.count[node.value] += 1

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        node.value.visit(self)
        return False

    def visit_Arg(self, node: cst.Arg) -> bool:
        node.value.visit(self)
        return False


class _Filler(cst.CSTTransformer):
    """Puts arguments in the place of parameters."""

    def __init__(self, given: Given, spelled: Mapping[str, str]) -> None:
        super().__init__()
        self.given = given
        self.spelled = spelled
        self.known: Mapping[str, Parameter] = {each.name: each for each in given.parameters}
        self.modules: set[str] = set()
        self.outermost: Collection[cst.Arg] = ()

    def visit_Attribute(self, node: cst.Attribute) -> bool:
        return False

    def leave_Attribute(self, original_node: cst.Attribute, updated_node: cst.Attribute) -> cst.BaseExpression:
        return updated_node.with_changes(value=updated_node.value.visit(self))

    def visit_Arg(self, node: cst.Arg) -> bool:
        return False

    def leave_Arg(self, original_node: cst.Arg, updated_node: cst.Arg) -> Any:
        parameter = self._parameter(updated_node.value)
        if parameter is None:
            tight = TIGHT if updated_node.keyword else cst.MaybeSentinel.DEFAULT
            return updated_node.with_changes(value=updated_node.value.visit(self), equal=tight)
        args = self.given.args_of(parameter.name)
        if parameter.many:
            return cst.FlattenSentinel(args)
        if not args and updated_node.keyword is not None and "written" not in parameter.marks:
            return cst.RemovalSentinel.REMOVE
        equal = TIGHT if updated_node.keyword else cst.MaybeSentinel.DEFAULT
        outermost = any(original_node is each for each in self.outermost)
        shell = args[0] if args and outermost else updated_node
        return shell.with_changes(keyword=updated_node.keyword, equal=equal, value=self._value(parameter), star="")

    def leave_Element(self, original_node: cst.Element, updated_node: cst.Element) -> cst.Element:
        parameter = self._parameter(original_node.value)
        return updated_node if parameter is None else updated_node.with_changes(value=self._value(parameter))

    def leave_Name(self, original_node: cst.Name, updated_node: cst.Name) -> cst.BaseExpression:
        if parameter := self._parameter(updated_node):
            return enclosed(self._value(parameter))
        if updated_node.value in MODULES:
            self.modules.add(updated_node.value)
            return cst.Name(self.spelled.get(updated_node.value, updated_node.value))
        return updated_node

    def _parameter(self, node: cst.BaseExpression) -> Parameter | None:
        if not isinstance(node, cst.Name):
            return None
        name, _, place = node.value.partition("__")
        return Parameter(node.value) if name in self.known and place.isdecimal() else self.known.get(node.value)

    def _value(self, parameter: Parameter) -> cst.BaseExpression:
        args = self.given.args_of(parameter.name)
        value = args[0].value if args else cst.parse_expression(parameter.default)
        if "axes" in parameter.marks:
            return as_tuple(value)
        return as_shape(value, self.spelled.get("ops", "ops")) if "shape" in parameter.marks else value


def _laid_out(made: cst.Call, call: cst.Call) -> cst.Call:
    """The new call with the line breaks at the edges of the old one, and a last comma only where it had one."""
    args = list(made.args)
    if not args or not call.args:
        return made
    last = call.args[-1]
    *others, end = [_separated(arg) for arg in args]
    end = end.with_changes(comma=last.comma, whitespace_after_arg=last.whitespace_after_arg)
    return made.with_changes(args=[*others, end], whitespace_before_args=call.whitespace_before_args)


def _separated(arg: cst.Arg) -> cst.Arg:
    return arg.with_changes(whitespace_after_arg=cst.SimpleWhitespace(""))
