"""All units, merged into one table of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rekeras.registry import units_of
from rekeras.source._unit import OnAssignment, OnCall, OnClass, OnComparison, OnPart, OnReference, OnStatement, Unit


@dataclass(frozen=True)
class Units:
    """What the units registered, each with the name of its unit."""

    calls: Mapping[str, tuple[tuple[str, OnCall], ...]]
    references: Mapping[str, tuple[str, OnReference]]
    methods: Mapping[str, tuple[tuple[str, OnCall], ...]]
    attributes: Mapping[str, tuple[str, OnReference]]
    assignments: Mapping[str, tuple[str, OnAssignment]]
    decorators: Mapping[str, str]
    classes: tuple[tuple[str, OnClass], ...]
    comparisons: tuple[tuple[str, OnComparison], ...]
    subscripts: tuple[tuple[str, OnPart], ...]
    statements: tuple[tuple[str, OnStatement], ...]


@cache
def every_unit() -> tuple[Unit, ...]:
    """The units, by name."""
    return tuple(units_of("rekeras.source.units", "unit", Unit))


@cache
def units() -> Units:
    """What they registered, merged."""
    return Units(
        calls=_listed("calls"),
        references=_merged("references"),
        methods=_listed("methods"),
        attributes=_merged("attributes"),
        assignments=_merged("assignments"),
        decorators={name: unit.name for unit in every_unit() for name in unit.decorators},
        classes=tuple((unit.name, function) for unit in every_unit() for function in unit.classes),
        comparisons=tuple((unit.name, function) for unit in every_unit() for function in unit.comparisons),
        subscripts=tuple((unit.name, function) for unit in every_unit() for function in unit.subscripts),
        statements=tuple((unit.name, function) for unit in every_unit() for function in unit.statements),
    )


def _merged(kind: str) -> dict[str, Any]:
    """One table of all units.

    Raises:
        ValueError: Two units want the same name; which one came first would be chance.
    """
    table: dict[str, tuple[str, Callable[..., Any]]] = {}
    for unit in every_unit():
        for name, function in getattr(unit, kind).items():
            if name in table:
                raise ValueError(f"units {table[name][0]} and {unit.name} both want {kind} of {name}")
            table[name] = (unit.name, function)
    return table


def _listed(kind: str) -> dict[str, tuple[tuple[str, Any], ...]]:
    """For each name all functions that want it, one after the other by the names of their units."""
    table: dict[str, tuple[tuple[str, Any], ...]] = {}
    for unit in every_unit():
        for name, function in getattr(unit, kind).items():
            table[name] = (*table.get(name, ()), (unit.name, function))
    return table
