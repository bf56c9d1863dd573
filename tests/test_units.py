"""Units of one package do not know each other; what they share stands in modules whose names begin with `_`."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

PACKAGES = (
    "checks",
    "cli.commands",
    "downgrades",
    "layers",
    "lexicon",
    "readers",
    "renderers",
    "rules",
    "source.functions",
    "source.units",
    "views",
    "writers",
)


@pytest.mark.parametrize("name", PACKAGES)
def test_units_import_no_sibling(name: str) -> None:
    package = import_module(f"rekeras.{name}")
    folder = Path(package.__path__[0])
    units = {module.name for module in pkgutil.iter_modules([str(folder)]) if not module.name.startswith("_")}
    assert units, "a package without units: it has moved"
    known = {
        f"{unit}.py imports {imported}"
        for unit in units
        if (folder / f"{unit}.py").is_file()
        for imported in _imports(folder / f"{unit}.py")
        if imported.startswith(f"{package.__name__}.") and imported.rpartition(".")[2] in units
    }
    assert not known


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
