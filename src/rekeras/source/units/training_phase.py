"""Whether a model trains is the argument ``training`` of ``call``; there is no learning phase.

https://keras.io/guides/migrating_to_keras_3/
"""

from __future__ import annotations

import libcst as cst
from libcst import matchers

from rekeras.source._arguments import tight
from rekeras.source._sites import Call, ClassDefinition
from rekeras.source._unit import REMOVE, Expression, Refused, Removal, Unit

unit = Unit(__name__)

ADVICE = "Give the function an argument `training`, and hand it on from `call`."
PHASES = ("learning_phase", "in_train_phase", "in_test_phase")


@unit.call("keras.backend.learning_phase")
def phase(call: Call) -> Expression:
    return _training(call)


@unit.call("keras.backend.in_train_phase", "keras.backend.in_test_phase")
def choice(call: Call) -> Expression:
    """A choice in Python: ``training`` is True or False when ``call`` runs."""
    given = call.bind("x! alt! training")
    original = call.bind("x! alt! training", original=True)
    training = given.get("training")
    if training is None or (isinstance(training, cst.Name) and training.value == "None"):
        training = _training(call)
    wanted, other = (_value(call, given[name], original[name]) for name in ("x", "alt"))
    if call.name.endswith("in_test_phase"):
        wanted, other = other, wanted
    return call.build("{x} if {training} else {alt}", x=wanted, training=training, alt=other)


@unit.call("keras.backend.set_learning_phase", "keras.backend.clear_learning_phase")
def gone(_call: Call) -> Removal:
    return REMOVE


@unit.on_class
def take_training(place: ClassDefinition) -> cst.ClassDef | None:
    """``call`` takes ``training`` where it asked for the learning phase."""
    body = place.node.body
    if not isinstance(body, cst.IndentedBlock) or not isinstance(place.original.body, cst.IndentedBlock):
        return None
    new = [
        _with_training(now) if _asks(place, before) and isinstance(now, cst.FunctionDef) else now
        for before, now in zip(_kept(place.original.body, body), body.body, strict=True)
    ]
    if all(a is b for a, b in zip(new, body.body, strict=True)):
        return None
    return place.node.with_changes(body=body.with_changes(body=new))


def _kept(original: cst.IndentedBlock, now: cst.IndentedBlock) -> list[cst.BaseStatement | None]:
    """For each statement that is left, the function of the same name as it was."""
    functions = {each.name.value: each for each in original.body if isinstance(each, cst.FunctionDef)}
    return [functions.get(each.name.value) if isinstance(each, cst.FunctionDef) else None for each in now.body]


def _asks(place: ClassDefinition, function: cst.CSTNode | None) -> bool:
    if not isinstance(function, cst.FunctionDef) or function.name.value != "call" or _has_training(function):
        return False
    calls = matchers.findall(function, matchers.Call())
    names = (place.meaning(each.func) for each in calls if isinstance(each, cst.Call))
    return any(name in {f"keras.backend.{phase}" for phase in PHASES} for name in names)


def _has_training(function: cst.FunctionDef) -> bool:
    params = function.params
    return any(param.name.value == "training" for param in (*params.params, *params.kwonly_params))


def _with_training(function: cst.FunctionDef) -> cst.FunctionDef:
    training = cst.Param(cst.Name("training"), default=cst.Name("None"), equal=tight())
    params = [each.with_changes(comma=cst.MaybeSentinel.DEFAULT) for each in function.params.params]
    return function.with_changes(params=function.params.with_changes(params=[*params, training]))


def _training(call: Call) -> cst.Name:
    """``training``, where the function around has it, or is the ``call`` of a class and gets it."""
    for node in call.file.around(call.original):
        if isinstance(node, cst.FunctionDef) and (_has_training(node) or node.name.value == "call"):
            return cst.Name("training")
    raise Refused("there is no learning phase, and this function has no argument `training`", ADVICE)


def _value(call: Call, now: Expression, original: Expression) -> Expression:
    """The tensor that the old function made of an argument: functions were called."""
    if isinstance(now, cst.Lambda):
        return now.body
    if isinstance(original, cst.Name) and any(
        isinstance(each, cst.FunctionDef) for each in call.file.defined_by(original)
    ):
        return cst.Call(now)
    return now
