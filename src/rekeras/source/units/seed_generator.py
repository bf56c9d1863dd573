"""A layer that draws random numbers holds a seed generator.

https://keras.io/api/random/seed_generator/
"""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
from libcst import matchers

from rekeras.source._drawing import GENERATOR
from rekeras.source._sites import ClassDefinition
from rekeras.source._unit import Unit

unit = Unit(__name__)

OWN = matchers.Attribute(value=matchers.Name("self"), attr=matchers.Name(GENERATOR))


@unit.on_class
def hold_generator(place: ClassDefinition) -> cst.ClassDef | None:
    """Made in ``__init__``, behind ``super().__init__()``."""
    body = place.node.body
    made = matchers.Assign(targets=[matchers.AssignTarget(OWN)])
    if not isinstance(body, cst.IndentedBlock) or not matchers.findall(body, OWN) or matchers.findall(body, made):
        return None
    value = place.build("keras.random.SeedGenerator()")
    statement = cst.SimpleStatementLine(
        [cst.Assign([cst.AssignTarget(cst.Attribute(cst.Name("self"), cst.Name(GENERATOR)))], value)]
    )
    methods = [each for each in body.body if isinstance(each, cst.FunctionDef) and each.name.value == "__init__"]
    if not methods:
        return place.node.with_changes(body=body.with_changes(body=_with_method(body.body, statement)))
    new = _with_statement(methods[0], statement)
    changed = [new if each is methods[0] else each for each in body.body]
    return place.node.with_changes(body=body.with_changes(body=changed))


def _with_method(body: Sequence[cst.BaseStatement], statement: cst.SimpleStatementLine) -> list[cst.BaseStatement]:
    parsed = cst.parse_module("def __init__(self, *args, **kwargs):\n    super().__init__(*args, **kwargs)\n").body[0]
    assert isinstance(parsed, cst.FunctionDef)  # noqa: S101 - as written above
    method = _with_statement(parsed, statement)
    start = 1 if _is_text(body[0]) else 0
    after = body[start : start + 1]
    if after and isinstance(after[0], cst.FunctionDef) and not after[0].leading_lines:
        after = [after[0].with_changes(leading_lines=[cst.EmptyLine(indent=False)])]
    blank = [cst.EmptyLine(indent=False)] if start else []
    return [*body[:start], method.with_changes(leading_lines=blank), *after, *body[start + 1 :]]


def _is_text(statement: cst.BaseStatement) -> bool:
    first = statement.body[0] if isinstance(statement, cst.SimpleStatementLine) else None
    return isinstance(first, cst.Expr) and isinstance(first.value, cst.SimpleString)


def _with_statement(method: cst.FunctionDef, statement: cst.SimpleStatementLine) -> cst.FunctionDef:
    """The statement goes behind the call of the base's ``__init__``, or to the end."""
    assert isinstance(method.body, cst.IndentedBlock)  # noqa: S101 - __init__ on one line calls no base
    initialised = matchers.Call(func=matchers.Attribute(attr=matchers.Name("__init__")))
    body = list(method.body.body)
    place = next((index + 1 for index, each in enumerate(body) if matchers.findall(each, initialised)), len(body))
    return method.with_changes(body=method.body.with_changes(body=[*body[:place], statement, *body[place:]]))
