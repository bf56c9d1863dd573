"""``metrics=["accuracy"]`` is recorded as ``accuracy``; before Keras 2.3 and TensorFlow 2 it was ``acc``.

A callback that watches ``val_acc`` only warns in Keras 3, and never stops or saves.
"""

from __future__ import annotations

import re

import libcst as cst
from libcst import matchers

from rekeras.source._arguments import with_args
from rekeras.source._file import SourceFile
from rekeras.source._sites import Call, Part
from rekeras.source._unit import Expression, Unit

unit = Unit(__name__)

OLD = re.compile(r"^(val_)?acc$")
IN_FILE_NAME = re.compile(r"(?<=\{)(val_)?acc(?=[:}])")


@unit.call(*(f"keras.callbacks.{name}" for name in ("ModelCheckpoint", "EarlyStopping", "ReduceLROnPlateau")))
def watch(call: Call) -> cst.Call | None:
    """What a callback watches, and the names of files that it writes."""
    if not _is_recorded_as_accuracy(call.file):
        return None
    return with_args(call.node, [arg.with_changes(value=_renamed(arg.value)) for arg in call.node.args])


@unit.subscript
def read(place: Part) -> Expression | None:
    """``history.history["acc"]`` and ``logs["val_acc"]``."""
    node = place.node
    holder = node.value
    name = holder.attr.value if isinstance(holder, cst.Attribute) else getattr(holder, "value", "")
    index = node.slice[0].slice if len(node.slice) == 1 else None
    if name not in ("history", "logs") or not isinstance(index, cst.Index) or not _is_recorded_as_accuracy(place.file):
        return None
    changed = node.slice[0].with_changes(slice=index.with_changes(value=_renamed(index.value)))
    return node.with_changes(slice=[changed])


def _renamed(value: Expression) -> Expression:
    if not isinstance(value, cst.SimpleString) or value.prefix:
        return value
    text = value.raw_value
    new = IN_FILE_NAME.sub(r"\1accuracy", OLD.sub(r"\1accuracy", text))
    return value.with_changes(value=f"{value.quote}{new}{value.quote}") if new != text else value


def _is_recorded_as_accuracy(file: SourceFile) -> bool:
    """Whether the file asks for ``accuracy``, and never for ``acc``."""
    asked = matchers.findall(file.module, matchers.Arg(keyword=matchers.Name("metrics")))
    texts = (text for arg in asked for text in matchers.findall(arg, matchers.SimpleString()))
    words = {text.raw_value for text in texts if isinstance(text, cst.SimpleString)}
    return "accuracy" in words and "acc" not in words
