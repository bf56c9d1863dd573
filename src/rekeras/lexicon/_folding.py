"""Calls on constants and sizes alone: what they give is known before any model runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from rekeras.lexicon._dtypes import dtype_name
from rekeras.lexicon._reasons import Untranslatable
from rekeras.lexicon._sizes import Size, divided, plain, times

Fold = Callable[..., Any]

TYPES = frozenset({"name", "T", "Tidx", "Tshape", "Tperm", "Tdim", "Tlen", "Tpaddings", "Tmultiples", "Tindices"}) | {
    *(
        "Tparams",
        "Taxis",
        "Tout",
        "TI",
        "SrcT",
        "Index",
        "N",
        "out_type",
        "Tshift",
        "index_type",
        "explicit_paddings",
        "Tindex",
    ),
    *("incompatible_shape_error", "use_cudnn_on_gpu", "validate_indices", "Tblock_shape", "Tsplits", "align"),
}
"""Arguments that change no number: types that the tensors have anyway, counts of arguments."""


def fold(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """The result as plain values and sizes.

    Args:
        name: Of the function: ``math.multiply``, ``raw.Mul``.
        args: Its arguments, without any tensor.
        kwargs: Those by name.

    Raises:
        Untranslatable: It is not known what it gives.
    """
    short = name.removeprefix("raw.").rpartition(".")[2].lower()
    function = FOLDS.get(short)
    if function is None:
        raise Untranslatable("it is called on constants alone")
    try:
        return function(*map(plain, args), **{key: plain(value) for key, value in kwargs.items() if key not in TYPES})
    except (ArithmeticError, LookupError, TypeError, ValueError) as problem:
        raise Untranslatable(f"it is called on constants alone ({problem})") from None


def _each(function: Fold) -> Fold:
    def folded(x: Any, *rest: Any, **_types: Any) -> Any:
        if isinstance(x, list):
            others = [one if isinstance(one, list) else [one] * len(x) for one in rest]
            return [folded(*each) for each in zip(x, *others, strict=True)]
        if any(isinstance(one, list) for one in rest):
            (y,) = rest
            return [folded(x, one) for one in y]
        return function(x, *rest)

    def by_name(x: Any = None, y: Any = None, **types: Any) -> Any:
        return folded(x, **types) if y is None else folded(x, y, **types)

    return by_name


def _known(function: Fold) -> Fold:
    def folded(*values: Any) -> Any:
        if any(isinstance(value, Size) for value in values):
            raise Untranslatable("it computes with the size of an axis that the model leaves open")
        return function(*values)

    return folded


def _cast(x: Any, dtype: Any = None, DstT: Any = None, Truncate: Any = None, SrcT: Any = None) -> Any:
    wanted = dtype_name(DstT or dtype)
    if isinstance(x, list):
        return [_cast(one, wanted) for one in x]
    if isinstance(x, Size):
        return Size(x.factor, x.axes, wanted)
    return float(x) if "float" in wanted else int(x)


def _concat(values: Any, axis: Any = 0) -> list[Any]:
    return [one for value in values for one in value]


def _product(x: Any, *_axis: Any, **_rest: Any) -> Any:
    total: Any = 1
    for one in x if isinstance(x, list) else [x]:
        total = times(total, one)
    return total


def _power(x: Any, y: Any) -> Any:
    return x**y


def _difference(x: Any, y: Any) -> Any:
    return 0 if x == y else _known(lambda x, y: x - y)(x, y)


def _chosen(condition: Any, x: Any, y: Any) -> Any:
    if isinstance(condition, list):
        return [_chosen(*each) for each in zip(condition, x, y, strict=True)]
    return x if condition else y


FOLDS: dict[str, Fold] = {
    **dict.fromkeys(("multiply", "mul"), _each(times)),
    **dict.fromkeys(("floordiv", "floor_div", "div"), _each(divided)),
    **dict.fromkeys(("add", "addv2"), _each(_known(lambda x, y: x + y))),
    **dict.fromkeys(("subtract", "sub"), _each(_difference)),
    **dict.fromkeys(("truediv", "divide", "realdiv"), _each(_known(lambda x, y: x / y))),
    **dict.fromkeys(("pow",), _each(_known(_power))),
    **dict.fromkeys(("floormod", "mod"), _each(_known(lambda x, y: x % y))),
    **dict.fromkeys(("maximum",), _each(_known(max))),
    **dict.fromkeys(("minimum",), _each(_known(min))),
    "sqrt": _each(_known(math.sqrt)),
    "rsqrt": _each(_known(lambda x: x**-0.5)),
    "log": _each(_known(math.log)),
    "exp": _each(_known(math.exp)),
    "square": _each(_known(lambda x: x * x)),
    **dict.fromkeys(("negative", "neg"), _each(_known(lambda x: -x))),
    **dict.fromkeys(("where", "selectv2", "select"), _chosen),
    "cast": _cast,
    "identity": lambda input: input,
    **dict.fromkeys(("reduce_prod", "prod"), _product),
    "concat": _concat,
    "concatv2": lambda *values, **_rest: _concat(values[:-1]),
    "stack": lambda values, axis=0: list(values),
    "pack": lambda *values, **_rest: list(values),
    "unstack": lambda value, **_rest: tuple(value),
    "unpack": lambda value, **_rest: tuple(value),
    **dict.fromkeys(("ones_like", "oneslike"), _each(lambda x: 1)),
    **dict.fromkeys(("zeros_like", "zeroslike"), _each(lambda x: 0)),
    "expand_dims": lambda input, axis=0, **_rest: [input],
    "expanddims": lambda input, axis=0, **_rest: [input],
    "convert_to_tensor": lambda value, **_rest: value,
    **dict.fromkeys(("greater",), _each(_known(lambda x, y: x > y))),
    **dict.fromkeys(("equal",), _each(_known(lambda x, y: x == y))),
}
