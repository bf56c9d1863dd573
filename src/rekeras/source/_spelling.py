"""How a name of Keras is written in a file: through the imports that it has."""

from __future__ import annotations

import libcst as cst

from rekeras.source._file import SourceFile
from rekeras.source._names import is_public
from rekeras.source._renamed import renamed


def respelled(file: SourceFile, node: cst.Name | cst.Attribute, name: str) -> cst.BaseExpression:
    """A name of Keras as Keras 3 has it; the node itself where it is right already, or Keras 3 has no such thing."""
    target = renamed(name)
    if not is_public(target):
        return node
    root = root_of(node)
    bound_to = file.name_of(root)
    if root is node:
        text = imported_name(file, root.value, name)
    elif target.startswith(f"{bound_to}."):
        text = root.value + target[len(bound_to) :]
    else:
        text = file.spelled(target)
    if text == cst.Module([]).code_for_node(node):
        return node
    new = cst.parse_expression(text)
    return new.with_changes(lpar=node.lpar, rpar=node.rpar)


def imported_name(file: SourceFile, local: str, name: str) -> str:
    """The name that a thing has in the file after its import was migrated: its new one, unless it was given one."""
    target = renamed(name)
    new = target.rpartition(".")[2]
    if target == name or local != name.rpartition(".")[2] or not file.is_free(new, target):
        return local
    return new


def root_of(node: cst.BaseExpression) -> cst.Name:
    """``tf`` of ``tf.keras.layers``."""
    while isinstance(node, cst.Attribute):
        node = node.value
    assert isinstance(node, cst.Name)  # noqa: S101 - names with a meaning are chains that begin with a name
    return node
