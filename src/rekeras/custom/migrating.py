"""Old code is brought to Keras 3 before it is run: a copy beside the result, the person's own file stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rekeras.containers.output_file import whole_file
from rekeras.custom.given import GivenCode
from rekeras.custom.sources import CodeSource, sources_of
from rekeras.errors import OutputError, UnreadableFileError
from rekeras.records import Finding, Severity
from rekeras.source.files import migrate_file
from rekeras.source.result import MigratedCode

SUFFIX = "_keras3.py"
"""What stands behind the name of the person's file in that of its copy."""


@contextmanager
def migrated(given: Sequence[str | Path], folder: Path, *, overwrite: bool = False) -> Iterator[GivenCode]:
    """Write a copy for Keras 3 of every file into a folder; where what follows fails, the copies are removed again.

    Args:
        given: As ``--custom`` names code.
        folder: Where the converted model will stand.
        overwrite: Whether a copy may take the place of a file that is there.

    Raises:
        UnreadableFileError: A file cannot be read, or what is named is no file.
        OutputError: A copy cannot be written.
        MissingExtraError: LibCST is not installed.
    """
    sources = sources_of(given)
    read = {path: migrate_file(path) for path in _files(sources)}
    copies = {path: folder / f"{path.stem}{SUFFIX}" for path, code in read.items() if code.before != code.after}
    for copy in copies.values():
        if copy.exists() and not overwrite:
            raise OutputError(copy, "exists already", "Give it with --custom, or allow overwriting with --force.")
    written: list[Path] = []
    try:
        for path, copy in copies.items():
            with whole_file(copy, overwrite=overwrite) as file:
                file.write(read[path].after.encode())
            written.append(copy)
        yield GivenCode(tuple(_instead(source, copies) for source in sources), _findings(read, copies))
    except BaseException:
        for copy in written:
            copy.unlink(missing_ok=True)
        raise


def _files(sources: Sequence[CodeSource]) -> list[Path]:
    for source in sources:
        if source.path is None:
            found = "is a module, and only files are migrated"
            raise UnreadableFileError(source.text, found, advice="Name the file, or migrate it with: rekeras code")
    return [source.path for source in sources if source.path]


def _instead(source: CodeSource, copies: dict[Path, Path]) -> CodeSource:
    if source.path not in copies:
        return source
    copy = copies[source.path].resolve()
    return replace(source, path=copy, module=copy.stem, folder=source.path.parent)


def _findings(read: dict[Path, MigratedCode], copies: dict[Path, Path]) -> tuple[Finding, ...]:
    found = [
        Finding("code_migrated", Severity.NOTE, str(path), f"its classes, migrated to Keras 3, are in {copy}")
        for path, copy in copies.items()
    ]
    left = [
        Finding("code_left", Severity.ATTENTION, f"{path}, line {one.line}", one.what, one.reason, one.advice)
        for path, code in read.items()
        for one in code.findings
    ]
    return (*found, *left)
