"""Where a call of ``keras.backend`` or TensorFlow meets the families of functions."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst

from rekeras.source._drawing import with_seed
from rekeras.source._file import SourceFile
from rekeras.source._sites import Call, Reference
from rekeras.source._sizes import put_together
from rekeras.source._unit import Refused
from rekeras.source.functions._given import Untranslatable
from rekeras.source.functions._lookup import knows, reference, translate
from rekeras.source.functions._text import code_of

FUNCTIONS = "functions"
"""The name under which all of them are reported."""


def is_function(name: str) -> bool:
    """Whether a family says something about it."""
    return knows(name)


def called_function(call: Call) -> cst.BaseExpression:
    """What a call of a function becomes."""
    if shape := put_together(call):
        return shape
    try:
        made = translate(call.name, call.node, _spelled(call.file)).expression
    except Untranslatable as problem:
        raise Refused(problem.reason, problem.advice) from None
    return with_seed(call, _bare(made, call))


def named_function(place: Reference) -> cst.BaseExpression:
    """What a function becomes that is handed on."""
    try:
        return reference(place.name, _spelled(place.file)).expression
    except Untranslatable as problem:
        raise Refused(problem.reason, problem.advice) from None


def _bare(made: cst.BaseExpression, call: Call) -> cst.BaseExpression:
    """Without the parentheses that nothing beside the call asks for."""
    alone = isinstance(call.file.parent_of(call.original), cst.Arg | cst.Assign | cst.Return | cst.Element)
    if alone and "\n" not in code_of(made) and not isinstance(made, cst.GeneratorExp | cst.NamedExpr | cst.Tuple):
        return made.with_changes(lpar=[], rpar=[])
    return made


def _spelled(file: SourceFile) -> Mapping[str, str]:
    return {"ops": file.local("keras.ops"), "keras": file.local("keras"), "math": file.local("math")}
