"""Packages whose classes stand in people's files: by the names of these, and by what their registered names begin with.

The facts stand in ``packages.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = "Custom"
"""The package that Keras notes where a class is registered without one."""


@dataclass(frozen=True)
class Package:
    """A package.

    Attributes:
        name: What people call it, and mostly install.
        modules: What its registered names and modules begin with.
        classes: Names of its layers.
        versions: Which versions there are, and what there is of it for Keras 3; empty where not looked up.
    """

    name: str
    modules: tuple[str, ...]
    classes: tuple[str, ...]
    versions: str


@cache
def packages() -> tuple[Package, ...]:
    """Every known package."""
    import tomllib  # noqa: PLC0415 - most files hold nobody's own classes

    known = tomllib.loads(Path(__file__).with_name("packages.toml").read_text(encoding="utf-8"))
    return tuple(
        Package(name, tuple(entry.get("modules", ())), tuple(entry.get("classes", ())), entry.get("versions", ""))
        for name, entry in known.items()
    )


def package_of(class_name: str, registered: str) -> tuple[Package, bool] | None:
    """The package that a class is of.

    Args:
        class_name: Its name.
        registered: The package it is registered under, or the module it was defined in; empty where unknown.

    Returns:
        The package, and whether that is certain: that it merely has a class of this name is not. None where none is
        known.
    """
    start = re.split("[./]", registered)[0]
    for package in packages():
        if start in package.modules:
            return package, True
    if registered and registered != HERE:
        return None
    return next(((package, False) for package in packages() if class_name in package.classes), None)
