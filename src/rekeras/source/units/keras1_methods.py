"""Keras 2 renamed a method of layers: ``get_output_shape_for`` became ``compute_output_shape``.

https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Call, ClassDefinition
from rekeras.source._unit import Unit

unit = Unit(__name__)

OLD, NEW = "get_output_shape_for", "compute_output_shape"


@unit.on_class
def rename_method(place: ClassDefinition) -> cst.ClassDef | None:
    body = place.node.body.body
    if not _defines(place.node, OLD) or _defines(place.node, NEW):
        return None
    renamed = [
        each.with_changes(name=cst.Name(NEW)) if isinstance(each, cst.FunctionDef) and each.name.value == OLD else each
        for each in body
    ]
    return place.node.with_changes(body=place.node.body.with_changes(body=renamed))


@unit.method(OLD)
def rename_call(call: Call) -> cst.Call | None:
    """Not where a class has both, one calling the other."""
    around = call.file.around(call.original)
    if any(isinstance(each, cst.ClassDef) and _defines(each, OLD) and _defines(each, NEW) for each in around):
        return None
    func = call.node.func
    assert isinstance(func, cst.Attribute)  # noqa: S101 - it is a method
    return call.node.with_changes(func=func.with_changes(attr=cst.Name(NEW)))


def _defines(cls: cst.ClassDef, name: str) -> bool:
    return any(isinstance(each, cst.FunctionDef) and each.name.value == name for each in cls.body.body)
