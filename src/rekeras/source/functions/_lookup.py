"""Find what a function becomes, by the name that the source says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeVar

import libcst as cst

from rekeras.lexicon._lookup import reason_of
from rekeras.registry import units_of
from rekeras.source.functions._family import Family, Function, Refusal
from rekeras.source.functions._given import Given, Untranslatable, bind, parameters_of
from rekeras.source.functions._template import Filled, fill
from rekeras.source.functions._text import code_of

Entry = TypeVar("Entry", Function, Refusal)

SPACES = ("", "math.", "nn.", "linalg.", "random.", "image.")
"""Where TensorFlow offers functions again under another name."""

NO_REASON = reason_of("")
UNKNOWN = "rekeras has no translation of it"
UNKNOWN_ADVICE = "look for it in keras.ops (https://keras.io/api/ops/), or write it with the functions there"


@cache
def _merged() -> tuple[Mapping[str, Function], Mapping[str, Refusal]]:
    functions: dict[str, Function] = {}
    refusals: dict[str, Refusal] = {}
    for family in units_of("rekeras.source.functions", "family", Family):
        for function in family.functions:
            _enter(functions, function.names, function)
        for refusal in family.refusals:
            _enter(refusals, refusal.names, refusal)
    if twice := functions.keys() & refusals.keys():
        raise ValueError(f"translated and refused: {sorted(twice)}")
    return functions, refusals


def _enter(entries: dict[str, Entry], names: tuple[str, ...], entry: Entry) -> None:
    for name in names:
        if name in entries:
            raise ValueError(f"two entries for {name}")
        entries[name] = entry


def _spellings(name: str) -> Iterator[str]:
    """The name, and how TensorFlow also calls it: ``tensorflow.reduce_sum`` is ``tensorflow.math.reduce_sum``."""
    yield name
    root, _, rest = name.partition(".")
    if root != "tensorflow":
        return
    space, _, last = rest.rpartition(".")
    if not space or f"{space}." in SPACES:
        yield from (f"tensorflow.{other}{last}" for other in SPACES)


def function_of(name: str) -> Function | None:
    """What is known of a function that is translated."""
    functions, _refusals = _merged()
    return next((functions[each] for each in _spellings(name) if each in functions), None)


def _refusal(name: str) -> Refusal | None:
    _functions, refusals = _merged()
    modules = [".".join(name.split(".")[:count]) + ".*" for count in range(name.count(".") + 1, 0, -1)]
    found = next((refusals[each] for each in (*_spellings(name), *modules) if each in refusals), None)
    return found or _refusal_of_the_lexicon(name)


def _refusal_of_the_lexicon(name: str) -> Refusal | None:
    """What the lexicon says of functions that no family here names."""
    reason = reason_of(name.removeprefix("tensorflow.")) if name.startswith(("tensorflow.", "keras.backend.")) else ""
    return Refusal((name,), reason, UNKNOWN_ADVICE) if reason and reason != NO_REASON else None


def knows(name: str) -> bool:
    """Whether a function, by its canonical name (``keras.backend.sum``), is translated or refused with a reason."""
    return function_of(name) is not None or _refusal(name) is not None


def translate(name: str, call: cst.Call, spelled: Mapping[str, str] | None = None) -> Filled:
    """Translate one call.

    Args:
        name: The canonical name of the function: ``keras.backend.sum``, ``tensorflow.math.reduce_sum``.
        call: The call, the calls among its arguments already translated.
        spelled: What ``ops``, ``keras`` and ``math`` are called in the file, where not so.

    Raises:
        Untranslatable: There is no translation that holds on every backend, or it is not certain what the call means.
    """
    function = function_of(name)
    if function is None or not function.called:
        raise _refused(name)
    given = bind(function.signature, call)
    filled = fill(function.write(given), given, call, spelled or {})
    if code_of(call).count("#") > code_of(filled.expression).count("#"):
        raise Untranslatable("a comment stands where the translation has no place for it", "move the comment")
    return filled


def reference(name: str, spelled: Mapping[str, str] | None = None) -> Filled:
    """Translate a function that is handed on, not called: ``activation=tf.nn.relu``.

    Raises:
        Untranslatable: What it becomes is more than another function with the same arguments.
    """
    function = function_of(name)
    if function is None:
        raise _refused(name)
    if not function.called:
        return fill(function.example, Given(()), None, spelled or {})
    parameters = parameters_of(function.signature)
    template = function.write(Given(parameters)) if function.example else ""
    parsed = cst.parse_expression(template) if template else None
    if not isinstance(parsed, cst.Call) or not _same_order(parsed, [each.name for each in parameters]):
        raise Untranslatable("what it becomes is no single function", "write a function that calls it")
    return fill(code_of(parsed.func), Given(()), None, spelled or {})


def _same_order(call: cst.Call, names: list[str]) -> bool:
    """Whether a template hands on the first argument, or more, in the same order."""
    values = [code_of(arg.value) for arg in call.args if arg.keyword is None]
    return bool(values) and values == names[: len(values)]


def _refused(name: str) -> Untranslatable:
    refusal = _refusal(name)
    return Untranslatable(refusal.reason, refusal.advice) if refusal else Untranslatable(UNKNOWN, UNKNOWN_ADVICE)


def why_not(name: str) -> tuple[str, str]:
    """The reason and the advice for a function without a translation."""
    problem = _refused(name)
    return problem.reason, problem.advice
