"""Which code a person named: ``layers.py``, ``package.module``, or either with ``:Name=Class``."""

from __future__ import annotations

import ast
import importlib.machinery
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rekeras.errors import UnreadableFileError

FORM = "FILE.py, MODULE, or either with :Class, :Class=OtherClass (the model's name for it = the code's)"


@dataclass(frozen=True)
class CodeSource:
    """One file or module of a person's own code.

    Attributes:
        text: As the person named it.
        path: The file; None for a module that is imported by name.
        module: Its dotted name; for a file the name under which it is imported.
        names: The code's name of a class by the model's; empty for everything that the code defines.
        folder: Where its imports begin; None for beside the file, or where the command was given.
    """

    text: str
    path: Path | None
    module: str
    names: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None

    @property
    def option(self) -> str:
        """As ``--custom`` takes it, each class by itself."""
        place = str(self.path or self.module)
        return f"{place}:{'='.join(next(iter(self.names.items())))}" if len(self.names) == 1 else place

    def request(self) -> dict[str, Any]:
        """As the child takes it."""
        folder = self.folder or (self.path.parent if self.path else Path.cwd())
        return {
            "text": self.text,
            "path": str(self.path or ""),
            "module": self.module,
            "folder": str(folder),
            "names": dict(self.names),
        }


def sources_of(given: Sequence[str | Path | CodeSource]) -> tuple[CodeSource, ...]:
    """What was named, several classes of one file together; files are read, not run.

    Raises:
        UnreadableFileError: There is no such file, it is no Python, or that is no way to name code.
    """
    found: dict[tuple[str, bool], CodeSource] = {}
    for one in given:
        source = one if isinstance(one, CodeSource) else _source(one)
        key = (str(source.path or source.module), bool(source.names))
        earlier = found.get(key)
        found[key] = replace(source, names={**earlier.names, **source.names}) if earlier else source
    for source in found.values():
        if source.path:
            _require_python(source.path)
    return tuple(found.values())


def _source(given: str | Path) -> CodeSource:
    text = str(given)
    place, names = (text, "") if isinstance(given, Path) or text.endswith(".py") else _divided(text)
    wanted = _names(names, text)
    if place.endswith(".py") or "/" in place or "\\" in place:
        path = Path(place).expanduser().resolve()
        return CodeSource(text, path, path.stem, wanted)
    if not place or not all(part.isidentifier() for part in place.split(".")):
        raise UnreadableFileError(text, "names no code", expected=FORM)
    return CodeSource(text, None, place, wanted)


def _divided(text: str) -> tuple[str, str]:
    """The file or module, and what stands after its colon (the one after a drive letter is none)."""
    place, colon, names = text.rpartition(":")
    return (place, names) if colon and len(place) > 1 else (text, "")


def _names(text: str, whole: str) -> dict[str, str]:
    if not text and not whole.endswith(":"):
        return {}
    wanted, _, name = text.partition("=")
    name = name or wanted
    if not (wanted and name.replace(".", "").isidentifier()):
        raise UnreadableFileError(whole, "names no class", expected=FORM)
    return {wanted: name}


def _require_python(path: Path) -> None:
    try:
        text = path.read_bytes()
        ast.parse(text, str(path))
    except OSError as error:
        raise UnreadableFileError(path, f"cannot be read: {error.strerror}", expected="a Python file") from error
    except SyntaxError as error:
        line = f", line {error.lineno}" if error.lineno else ""
        shown = f": {error.text.strip()}" if error.text else ""
        advice = "Mend it first: the model itself was not looked at."
        raise UnreadableFileError(f"{path}{line}", f"is no Python ({error.msg}){shown}", advice=advice) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(path, f"is no Python: {error}", expected="a Python file") from error
    if path.suffix not in importlib.machinery.SOURCE_SUFFIXES:
        raise UnreadableFileError(path, "is no Python file by its name", expected="a name that ends in .py")
