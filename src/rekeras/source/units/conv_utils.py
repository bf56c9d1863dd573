"""Sizes of convolutions: ``keras.utils.conv_utils`` is private in Keras 3, and short enough to write out."""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Call
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)


@unit.call("keras.utils.normalize_tuple")
def normalize_tuple(call: Call) -> Expression:
    """One number for all axes, or one for each."""
    given = call.bind("value! n! name allow_zero")
    _require_plain(call, given["value"])
    return call.build("({value},) * {n} if isinstance({value}, int) else tuple({value})", **_only(given, "value", "n"))


@unit.call("keras.utils.normalize_padding")
def normalize_padding(call: Call) -> Expression:
    return call.build("{value}.lower()", value=call.bind("value!")["value"])


@unit.call("keras.utils.normalize_data_format", "keras.backend.normalize_data_format")
def normalize_data_format(call: Call) -> Expression:
    value = call.bind("value!")["value"]
    _require_plain(call, value)
    return call.build("keras.config.image_data_format() if {value} is None else {value}.lower()", value=value)


@unit.call("keras.utils.conv_output_length")
def conv_output_length(call: Call) -> Expression:
    """How many steps a convolution gives; None for an unknown number."""
    given = call.bind("input_length! filter_size! padding! stride! dilation")
    for part in given.values():
        _require_plain(call, part)
    lost = "({kernel} - 1)" if "dilation" not in given else "({kernel} - 1) * {dilation}"
    dilation = {"dilation": given["dilation"]} if "dilation" in given else {}
    return call.build(
        "None if {length} is None else "
        f'({{length}} - (0 if {{padding}} in ("same", "causal") else {lost}) + {{stride}} - 1) // {{stride}}',
        length=given["input_length"],
        kernel=given["filter_size"],
        padding=given["padding"],
        stride=given["stride"],
        **dilation,
    )


def _only(given: dict[str, Expression], *names: str) -> dict[str, Expression]:
    return {name: given[name] for name in names}


def _require_plain(call: Call, value: Expression) -> None:
    """The new code says it several times, which a call would not stand."""
    if isinstance(value, cst.Subscript):
        value = value.value
    if not isinstance(value, cst.Name | cst.Attribute | cst.SimpleString | cst.Integer | cst.Tuple):
        raise call.refuse(
            "it is private in Keras 3, and its argument is computed here", "Give the argument a name first."
        )
