"""A file that a person names, wherever it stands: HDF5 and folders are read where they are, archives are fetched."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from rekeras.containers.remote_path import RemotePath, WholeFilesOnlyError, forget, is_remote
from rekeras.containers.signature import read_head
from rekeras.containers.zip_file import SIGNATURE
from rekeras.limits import Limits


def located(path: Path, limits: Limits, stack: ExitStack) -> Path:
    """The path to read: itself, or that of a remote file, or of a copy that is there as long as the stack.

    A zip archive is fetched, because its checksums need every byte of it; so is what a server only gives as a whole.

    Args:
        path: As it was named; ``s3://bucket/model.h5`` too.
        limits: How large a file may be.
        stack: Removes the copy.

    Raises:
        UnreadableFileError: It is not there, access is denied, or the storage cannot be reached.
        LimitError: It is larger than allowed.
    """
    if not is_remote(path):
        return path
    forget()
    remote: Path = RemotePath(str(path))
    if remote.is_dir():
        return remote
    try:
        in_parts = read_head(remote, len(SIGNATURE)) != SIGNATURE
    except WholeFilesOnlyError:
        in_parts = False
    limits.require("size of the file in bytes", remote.stat().st_size, limits.total_bytes, remote)
    if in_parts:
        return remote
    import tempfile  # noqa: PLC0415 - most files are here already

    copy = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rekeras-")), remote.name)
    remote.get(copy)  # type: ignore[attr-defined]
    return copy
