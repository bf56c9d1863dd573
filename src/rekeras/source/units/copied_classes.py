"""``Bidirectional`` copies what it is given through its configuration, for which Keras 3 must know the classes.

Keras 2 found the class of a custom cell by itself.
"""

from __future__ import annotations

import libcst as cst
from libcst import matchers

from rekeras.source._sites import ClassDefinition
from rekeras.source._unit import Unit

unit = Unit(__name__)

REGISTER = "keras.saving.register_keras_serializable"


@unit.on_class
def register(place: ClassDefinition) -> cst.ClassDef | None:
    """Classes that are made inside a ``Bidirectional`` of the same file are registered."""
    decorators = [each.decorator for each in place.original.decorators]
    names = [place.meaning(each.func if isinstance(each, cst.Call) else each) for each in decorators]
    if any(name.endswith(".register_keras_serializable") for name in names) or not _is_copied(place):
        return None
    new = cst.Decorator(place.build(f"{REGISTER}()"))
    return place.node.with_changes(decorators=[new, *place.node.decorators])


def _is_copied(place: ClassDefinition) -> bool:
    made = matchers.Call(func=matchers.Name(place.name))
    for call in matchers.findall(place.file.module, matchers.Call()):
        assert isinstance(call, cst.Call)  # noqa: S101 - as matched
        if place.meaning(call.func) == "keras.layers.Bidirectional" and matchers.findall(call, made):
            return True
    return False
