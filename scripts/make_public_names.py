"""Write down what Keras 3 offers to programs: ``src/rekeras/source/public_names.json``, by module.

python -m scripts.make_public_names
"""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from pathlib import Path

import keras

TARGET = Path("src/rekeras/source/public_names.json")


def main() -> None:
    """Walk the modules of the installed Keras."""
    names: dict[str, list[str]] = {}
    for module, name in sorted(set(_walk(keras, "keras"))):
        names.setdefault(module, []).append(name)
    content = {"keras": keras.__version__, "names": {module: " ".join(each) for module, each in names.items()}}
    TARGET.write_text(json.dumps(content, indent=1) + "\n", "utf-8")


def _walk(module: types.ModuleType, path: str) -> Iterator[tuple[str, str]]:
    for name in dir(module):
        value = getattr(module, name)
        if name.startswith("_") or (isinstance(value, types.ModuleType) and not value.__name__.startswith("keras.")):
            continue
        if name in ("src", "api"):
            continue
        yield path, name
        if isinstance(value, types.ModuleType) and path.count(".") < 3:
            yield from _walk(value, f"{path}.{name}")


if __name__ == "__main__":
    main()
