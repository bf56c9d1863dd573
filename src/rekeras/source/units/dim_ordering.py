"""Keras 1 said ``th`` and ``tf`` for ``channels_first`` and ``channels_last``.

https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Call, Comparison
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)

ORDERINGS = {"th": '"channels_first"', "tf": '"channels_last"'}
NAME = "keras.backend.image_dim_ordering"


@unit.call(NAME)
def ordering(call: Call) -> Expression:
    """The old word for what Keras 3 has set."""
    return call.build('"th" if keras.config.image_data_format() == "channels_first" else "tf"')


@unit.comparison
def compare(place: Comparison) -> Expression | None:
    """``K.image_dim_ordering() == "th"`` compares with the new word."""
    original = place.original
    if len(original.comparisons) != 1 or not isinstance(original.left, cst.Call):
        return None
    target = original.comparisons[0]
    word = ORDERINGS.get(_text(target.comparator))
    if word is None or place.meaning(original.left.func) != NAME:
        return None
    if not isinstance(target.operator, cst.Equal | cst.NotEqual):
        return None
    new = target.with_changes(comparator=cst.SimpleString(word))
    return place.node.with_changes(left=place.build("keras.config.image_data_format()"), comparisons=[new])


@unit.call("keras.backend.set_image_dim_ordering")
def set_ordering(call: Call) -> Expression:
    value = call.bind("dim_ordering!")["dim_ordering"]
    word = ORDERINGS.get(_text(value))
    if word is None:
        raise call.refuse("Keras 3 says channels_first for th, and channels_last for tf", "Say it in the new words.")
    return call.build(f"keras.config.set_image_data_format({word})")


def _text(node: Expression) -> str:
    return str(node.evaluated_value) if isinstance(node, cst.SimpleString) else ""
