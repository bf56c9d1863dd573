"""Migrates files and folders of Python and notebooks."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from rekeras.containers.output_file import whole_file
from rekeras.errors import MissingExtraError, UnreadableFileError
from rekeras.source.result import CodeReport, MigratedCode

SUFFIXES = (".py", ".pyw", ".ipynb")
SKIPPED = frozenset({"__pycache__", "build", "dist", "env", "node_modules", "site-packages", "venv"})
"""Folders that hold nobody's own source; those whose name begins with a dot are skipped as well."""
_Machinery = tuple[Callable[[str, str], MigratedCode], Callable[[str, str], MigratedCode], type[Exception]]
LARGEST = 2**24
"""Bytes of a file that is read."""


def migrate_code(*paths: str | Path, write: bool = False) -> CodeReport:
    """Bring Python source to Keras 3: files, notebooks, or folders of them; nothing of it is run.

    Args:
        paths: Files (``.py``, ``.ipynb``), or folders, in which all such files are taken.
        write: Put the new code in the place of the old. Files that cannot be read stay as they are.

    Raises:
        MissingExtraError: LibCST is not installed (the extra ``code``).
        UnreadableFileError: There is no such file or folder.
        OutputError: A file cannot be written; those before it are.
    """
    migrated: list[MigratedCode] = []
    unreadable: list[str] = []
    files = sorted({file for path in paths for file in _files(Path(path))})
    for file in files:
        try:
            migrated.append(migrate_file(file))
        except UnreadableFileError as problem:
            unreadable.append(str(problem))
    concerned = tuple(each for each in migrated if each.changed or each.findings)
    if write:
        for each in concerned:
            _replace(Path(each.name), each)
    return CodeReport(concerned, tuple(unreadable), write, len(files))


def migrate_file(path: Path) -> MigratedCode:
    """Migrate one file, without writing it.

    Raises:
        UnreadableFileError: It is no text, no Python 3, or no notebook.
        MissingExtraError: LibCST is not installed.
    """
    migrate, migrate_notebook, not_python = _machinery()
    text = _text(path)
    try:
        return (migrate_notebook if path.suffix == ".ipynb" else migrate)(text, str(path))
    except not_python as problem:
        raise UnreadableFileError(
            f"{path}:{problem.line}",  # type: ignore[attr-defined] # NotPythonError's
            f"is not Python 3 here: {problem.code.strip()[:80]}",  # type: ignore[attr-defined]
            advice="If it is Python 2, bring it to Python 3 first, for example with 2to3.",
        ) from None
    except RecursionError:
        raise UnreadableFileError(path, "is nested too deeply to be read") from None


def _machinery() -> _Machinery:
    try:
        return _imported()
    except ModuleNotFoundError as problem:
        if (problem.name or "").partition(".")[0] != "libcst":
            raise
        raise MissingExtraError("Migrating source code", "LibCST", "code") from None


def _imported() -> _Machinery:
    from rekeras.source.migrate import NotPythonError, migrate  # noqa: PLC0415 - LibCST is an extra
    from rekeras.source.notebook import migrate_notebook  # noqa: PLC0415 - as above

    return migrate, migrate_notebook, NotPythonError


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or those in the folder."""
    if path.is_dir():
        yield from _in_folder(path)
    elif path.is_file():
        yield path
    else:
        raise UnreadableFileError(path, "there is no such file or folder")


def _in_folder(folder: Path) -> Iterable[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if not entry.name.startswith(".") and entry.name not in SKIPPED and not entry.is_symlink():
                yield from _in_folder(entry)
        elif entry.suffix in SUFFIXES and entry.is_file():
            yield entry


def _text(path: Path) -> str:
    """The text, in the encoding that Python would take it for; its line ends stay."""
    if path.stat().st_size > LARGEST:
        raise UnreadableFileError(path, f"has over {LARGEST >> 20} MiB, which no source file has")
    data = path.read_bytes()
    try:
        encoding, _lines = tokenize.detect_encoding(io.BytesIO(data).readline)
        return data.decode(encoding)
    except (SyntaxError, UnicodeDecodeError, LookupError) as problem:
        advice = "Save it as UTF-8, or name its encoding in the first line (PEP 263)."
        raise UnreadableFileError(path, f"is no text that Python can read ({problem})", advice=advice) from None


def _replace(path: Path, code: MigratedCode) -> None:
    """Put the new text in the place of the old, in the same encoding and with the same permissions."""
    if not code.changed:
        return
    target = path.resolve()
    encoding, _lines = tokenize.detect_encoding(io.BytesIO(target.read_bytes()).readline)
    mode = target.stat().st_mode
    with whole_file(target, overwrite=True) as file:
        file.write(code.after.encode(encoding))
    target.chmod(mode)
