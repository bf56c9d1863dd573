"""Rewrites import statements so that they say what Keras 3 offers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from rekeras.source._file import SourceFile
from rekeras.source._names import canonical, is_public, public_names
from rekeras.source._renamed import renamed
from rekeras.source._spelling import imported_name

Migrated = Sequence[cst.BaseSmallStatement]


def migrated_import(_file: SourceFile, node: cst.Import) -> Migrated:
    """``import tensorflow.keras.backend as K`` as ``import keras.backend as K``."""
    aliases = list(map(_module_alias, node.names))
    if all(new is old for new, old in zip(aliases, node.names, strict=True)):
        return [node]
    return [node.with_changes(names=aliases)]


def _module_alias(alias: cst.ImportAlias) -> cst.ImportAlias:
    module = canonical(alias.evaluated_name)
    if not module.startswith("keras") or not is_public(module):
        return alias
    if alias.evaluated_alias is None:
        module = "keras"
    if module == alias.evaluated_name:
        return alias
    asname = None if alias.evaluated_alias == module else alias.asname
    return alias.with_changes(name=dotted(module), asname=asname)


def migrated_import_from(file: SourceFile, node: cst.ImportFrom) -> Migrated:
    """``from tensorflow.keras.layers import Dense`` as ``from keras.layers import Dense``."""
    if node.relative or node.module is None:
        return [node]
    module = cst.helpers.get_full_name_for_node_or_raise(node.module)
    if isinstance(node.names, cst.ImportStar):
        new = canonical(module)
        return [node.with_changes(module=dotted(new))] if new != module and new in public_names() else [node]
    groups: dict[str, list[cst.ImportAlias]] = {}
    for alias in node.names:
        place, new_alias = _placed(file, module, alias)
        group = groups.setdefault(place, [])
        if all(_name_of(new_alias) != _name_of(other) for other in group):
            group.append(new_alias)
    if list(groups) == [module] and all(alias in node.names for alias in groups[module]):
        return [node]
    return list(_statements(node, groups))


def _placed(file: SourceFile, module: str, alias: cst.ImportAlias) -> tuple[str, cst.ImportAlias]:
    """The module of Keras 3 that has it (empty for a module itself), and its alias there."""
    name = canonical(f"{module}.{alias.evaluated_name}")
    target = renamed(name)
    if not name.startswith("keras") or not is_public(target):
        return module, alias
    given = alias.evaluated_alias
    local = given or imported_name(file, alias.evaluated_name, name)
    place, _, last = target.rpartition(".")
    if place == module and last == alias.evaluated_name:
        return module, alias
    asname = None if local == last else cst.AsName(cst.Name(local))
    return place, alias.with_changes(name=cst.Name(last), asname=asname)


def _name_of(alias: cst.ImportAlias) -> tuple[str, str | None]:
    return alias.evaluated_name, alias.evaluated_alias


def _statements(node: cst.ImportFrom, groups: dict[str, list[cst.ImportAlias]]) -> Iterator[cst.BaseSmallStatement]:
    """One statement a module; the largest group keeps the form of the old one."""
    largest = max(groups, key=lambda place: len(groups[place]))
    for place, aliases in groups.items():
        if not place:
            yield cst.Import([_bare(alias) for alias in aliases])
        elif place == largest:
            yield node.with_changes(module=dotted(place), names=ended_like(aliases, node))
        else:
            yield cst.ImportFrom(dotted(place), spaced(_bare(alias) for alias in aliases))


def ended_like(aliases: Sequence[cst.ImportAlias], node: cst.Import | cst.ImportFrom) -> list[cst.ImportAlias]:
    """Aliases, the last of which ends as the last of the old statement does."""
    assert not isinstance(node.names, cst.ImportStar)  # noqa: S101 - a star has no aliases
    last = node.names[-1]
    kept = [
        alias if isinstance(alias.comma, cst.Comma) else alias.with_changes(comma=cst.Comma(whitespace_after=SPACE))
        for alias in aliases
    ]
    return [*kept[:-1], kept[-1].with_changes(comma=last.comma)]


SPACE = cst.SimpleWhitespace(" ")


def spaced(aliases: Iterator[cst.ImportAlias]) -> list[cst.ImportAlias]:
    """Aliases with commas between them."""
    bare = list(aliases)
    return [*(alias.with_changes(comma=cst.Comma(whitespace_after=SPACE)) for alias in bare[:-1]), bare[-1]]


def _bare(alias: cst.ImportAlias) -> cst.ImportAlias:
    return alias.with_changes(comma=cst.MaybeSentinel.DEFAULT)


def dotted(name: str) -> cst.Name | cst.Attribute:
    """``keras.layers`` as code."""
    node = cst.parse_expression(name)
    assert isinstance(node, cst.Name | cst.Attribute)  # noqa: S101 - names of modules only
    return node
