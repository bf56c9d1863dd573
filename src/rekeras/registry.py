"""Discovery: a unit is a module; adding one edits no list."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import TypeVar

Unit = TypeVar("Unit")


class NamedByModule:
    """A unit that has the name and the documentation of its file.

    Attributes:
        module: ``__name__`` of its module.
    """

    module: str

    @property
    def name(self) -> str:
        """Its name: that of its file."""
        return self.module.rpartition(".")[2]

    @property
    def documentation(self) -> str:
        """The docstring of its module."""
        return sys.modules[self.module].__doc__ or ""


@cache
def modules_of(package: str) -> tuple[ModuleType, ...]:
    """Import and return the unit modules of a package, by name; those that start with ``_`` are no units."""
    return tuple(importlib.import_module(f"{package}.{name}") for name in unit_names(package))


def unit_names(package: str) -> list[str]:
    """Names of the unit modules of a package, none of which is imported."""
    paths = importlib.import_module(package).__path__
    return sorted(module.name for module in pkgutil.iter_modules(paths) if not module.name.startswith("_"))


def units_of(package: str, attribute: str, kind: type[Unit]) -> Iterator[Unit]:
    """Yield the object called ``attribute`` of every unit module in ``package``.

    Raises:
        TypeError: A module of the package does not hold one; the package would silently lose a unit.
    """
    for module in modules_of(package):
        unit = getattr(module, attribute, None)
        if not isinstance(unit, kind):
            raise TypeError(f"{module.__name__} has no `{attribute}` of type {kind.__name__}")
        yield unit
