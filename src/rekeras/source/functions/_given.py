"""The arguments of a call in source code, under the names that the old function gave them."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import libcst as cst

from rekeras.source.functions._text import code_of

UNKNOWN = object()
"""What an argument is that is no literal."""

SAME = (
    (
        "axis",
        "axes",
        "dim",
        "dims",
        "dimension",
        "reduction_indices",
        "squeeze_dims",
        "concat_dim",
        "split_dim",
        "perm",
    ),
    ("x", "input", "input_", "inputs", "tensor", "tensors", "value", "values", "input_tensor", "features", "logits"),
    ("x", "a", "t", "image", "images", "X", "reference", "params", "diagonal", "matrix", "elems", "labels"),
    ("y", "b", "output", "logits"),
    ("keepdims", "keep_dims"),
    ("data_format", "dim_ordering"),
    ("padding", "border_mode", "paddings", "pad"),
    ("kernel", "filter", "filters"),
    ("dilation_rate", "dilations", "rate", "filter_dilation"),
    ("num_classes", "nb_classes", "depth"),
    ("target", "labels"),
    ("start", "begin"),
    ("stddev", "std"),
    ("minval", "low"),
    ("maxval", "high"),
    ("multiples", "n"),
    ("x", "variables"),
    ("x", "ref"),
    ("new_x", "increment", "decrement", "value"),
    ("shape", "dims", "size"),
    ("indices", "ids"),
)
"""Names that arguments of the same meaning have in other functions and versions."""

HARMLESS = frozenset(
    ("name", "validate_indices", "back_prop", "swap_memory", "parallel_iterations", "infer_shape", "strict", "stable")
)
"""Arguments that say nothing about the result."""


class Untranslatable(Exception):  # noqa: N818 - it is no error: the code stays, and a person reads why
    """A call has no safe translation.

    Attributes:
        reason: Why not.
        advice: What the person can do instead.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.advice = advice


@dataclass(frozen=True)
class Parameter:
    """One parameter of an old function.

    Attributes:
        name: As templates call it.
        default: What it was where a call left it out, as source; empty where calls must give it.
        marks: What its annotation says: ``written`` (the default is not Keras 3's, and must be written),
            ``axes`` (a list becomes a tuple), ``shape`` (a tensor of sizes becomes a tuple), ``ignored`` (it says
            nothing about the result).
        many: Whether it takes all positional arguments that are left.
    """

    name: str
    default: str = ""
    marks: frozenset[str] = frozenset()
    many: bool = False


@cache
def parameters_of(signature: str) -> tuple[Parameter, ...]:
    """The parameters of a signature as Python writes it: ``x, axis: written = 0, *rest, keepdims=False``."""
    source = f"def f({signature}): ..."
    arguments = ast.parse(source).body[0].args  # type: ignore[attr-defined]
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + arguments.defaults
    found = [_parameter(source, one, default) for one, default in zip(plain, defaults, strict=True)]
    if arguments.vararg is not None:
        found.append(Parameter(arguments.vararg.arg, many=True))
    for one, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        found.append(_parameter(source, one, default))
    return tuple(found)


def _parameter(source: str, argument: ast.arg, default: ast.expr | None) -> Parameter:
    marks = ast.unparse(argument.annotation) if argument.annotation else ""
    return Parameter(
        argument.arg,
        (ast.get_source_segment(source, default) or "") if default else "",
        frozenset(marks.split("_and_")) - {""},
    )


@dataclass(frozen=True)
class Given:
    """What a call gives.

    Attributes:
        parameters: Those of the old function.
        args: The arguments as they stand in the call, by parameter; several for ``*inputs``.
        asked: Parameters that the translation has looked at.
    """

    parameters: Sequence[Parameter]
    args: Mapping[str, tuple[cst.Arg, ...]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Whether the call gives it, and not as None."""
        self.asked.add(name)
        return name in self.args and self.text(name) != "None"

    def text(self, name: str) -> str:
        """Its source; the old default where the call leaves it out."""
        self.asked.add(name)
        if name not in self.args:
            return next(each.default for each in self.parameters if each.name == name)
        return ", ".join(code_of(arg.value) for arg in self.args[name])

    def args_of(self, name: str) -> tuple[cst.Arg, ...]:
        """What a name in a template stands for: ``strides`` for an argument, ``strides__1`` for its second member."""
        whole, _, place = name.partition("__")
        if not place.isdecimal():
            return self.args.get(name, ())
        return (cst.Arg(self.elements(whole)[int(place)]),)

    def elements(self, name: str) -> tuple[cst.BaseExpression, ...]:
        """The members of a list that is written out; none where it is computed."""
        self.asked.add(name)
        value = self.args[name][0].value if name in self.args else None
        if not isinstance(value, cst.List | cst.Tuple) or any(
            isinstance(e, cst.StarredElement) for e in value.elements
        ):
            return ()
        return tuple(each.value for each in value.elements)

    def literal(self, name: str) -> Any:
        """Its value, the old default where the call leaves it out; ``UNKNOWN`` where it is computed."""
        try:
            return ast.literal_eval(self.text(name))
        except (ValueError, SyntaxError, TypeError):
            return UNKNOWN

    def only(self, name: str, *values: Any, advice: str = "") -> Any:
        """Its value, which must be one of these.

        Raises:
            Untranslatable: It is another one, or computed.
        """
        value = self.literal(name)
        if not any(value is each or (type(value) is type(each) and value == each) for each in values):
            raise Untranslatable(f"its argument {name} is {self.text(name)}", advice)
        return value


def bind(signature: str, call: cst.Call) -> Given:
    """Sort the arguments of a call by parameter.

    Raises:
        Untranslatable: The function takes no such arguments, or stars hide which they are.
    """
    parameters = parameters_of(signature)
    places = [each for each in parameters if not each.many]
    rest = next((each.name for each in parameters if each.many), "")
    found: dict[str, tuple[cst.Arg, ...]] = {}
    count = next((index for index, each in enumerate(parameters) if each.many), len(parameters))
    for index, arg in enumerate(call.args):
        name = _name(arg, index, count, places, rest)
        if name in HARMLESS and name not in {each.name for each in parameters}:
            continue
        if name in found and name != rest:
            raise Untranslatable(f"its argument {name} is given twice")
        found[name] = (*found.get(name, ()), arg)
    missing = [each.name for each in places if not each.default and each.name not in found]
    if missing:
        raise Untranslatable(f"its argument {missing[0]} is not given")
    return Given(parameters, found)


def _name(arg: cst.Arg, index: int, count: int, places: Sequence[Parameter], rest: str) -> str:
    if arg.star and not (rest and arg.star == "*"):
        raise Untranslatable(f"{arg.star} hides which arguments it gets", "write the arguments out")
    if arg.keyword is None:
        if index < count:
            return places[index].name
        if not rest:
            raise Untranslatable(f"it gets {index + 1} arguments by position, and takes {count}")
        return rest
    known = {each.name for each in places}
    keyword = arg.keyword.value
    if keyword in known or keyword in HARMLESS:
        return keyword
    others = {each for group in SAME if keyword in group for each in group if each in known}
    if len(others) != 1:
        raise Untranslatable(f"its argument {keyword} is not understood")
    return others.pop()
