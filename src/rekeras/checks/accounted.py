"""Every tensor of the source is in the new file or was dropped for a reason; bit for bit where no rule touched it."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import h5py
import numpy as np

from rekeras.accounting import AccountingError, fate_of_tensors
from rekeras.archive import Tensor
from rekeras.checks._case import Case, Check
from rekeras.containers.hdf5_tensor import stored_tensor
from rekeras.describe import describe
from rekeras.keras3.places import groups
from rekeras.limits import DEFAULT_LIMITS
from rekeras.records import CheckResult
from rekeras.writers._ready import Ready
from rekeras.writers._training import trained

METADATA, WEIGHTS = "metadata.json", "model.weights.h5"
SHOWN = 5


def judge(check: Check, case: Case) -> Iterator[CheckResult]:
    """One result for all tensors; the new file is read through its zip, in slices, without unpacking it."""
    expected = {
        f"{group.vars_path}/{name}": tensor
        for group in groups(case.upgraded.model)
        for name, tensor in group.variables.items()
    }
    try:
        expected |= _of_training(case)
        read = replace(case.old, leftovers=(*case.old.leftovers, *case.upgraded.leftovers))
        fates = Counter(fate.fate for fate in fate_of_tensors(read, case.changes, expected))
        problems = list(_differences(case.new, expected))
    except (OSError, KeyError, zipfile.BadZipFile, AccountingError) as error:
        yield check.failed(str(error))
        return
    if problems:
        more = f", and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        yield check.failed("; ".join(problems[:SHOWN]) + more)
        return
    counts = ", ".join(f"{fates[fate]} {fate}" for fate in ("kept", "changed", "dropped"))
    yield check.passed(f"{sum(fates.values())} tensors of the source: {counts}; {len(expected)} in the new file")


def _of_training(case: Case) -> Mapping[str, Tensor]:
    """The optimizer's variables by place; none where the file is for a Keras 3 that is too old for them."""
    if case.upgraded.compiled is None:
        return {}
    with zipfile.ZipFile(case.new) as archive:
        keras = json.loads(archive.read(METADATA))["keras_version"]
    model = case.upgraded.model
    return trained(Ready(model, describe(model)[0], (), keras, False, (), case.upgraded.compiled), keras).places


def _differences(new: Path, expected: Mapping[str, Tensor]) -> Iterator[str]:
    with zipfile.ZipFile(new) as archive, archive.open(WEIGHTS) as member, h5py.File(member, "r") as file:
        found = {name: stored_tensor(new, file, name, DEFAULT_LIMITS) for name in _dataset_names(file)}
        for place in sorted(found.keys() - expected.keys()):
            yield f"{place} stands in the new file without a source"
        for place, tensor in expected.items():
            problem = difference(found[place], tensor) if place in found else "is missing from the new file"
            if problem:
                yield f"{place} {problem}"


def _dataset_names(file: h5py.File) -> list[str]:
    names: list[str] = []
    file.visititems(lambda name, item: names.append(name) if isinstance(item, h5py.Dataset) else None)
    return names


def difference(found: Tensor, expected: Tensor) -> str:
    """What differs between two tensors, compared bit for bit in slices; empty where nothing does."""
    if (found.shape, found.dtype) != (expected.shape, expected.dtype):
        return f"is {found.dtype} {found.shape}, not {expected.dtype} {expected.shape}"
    if not _equal(found, expected):
        return f"holds other numbers than {', '.join(expected.origins) or 'those made for it'}"
    return ""


def _equal(one: Tensor, other: Tensor) -> bool:
    """Whether two tensors of one size hold the same bytes; their slices may be cut at different numbers."""
    chunk_bytes = DEFAULT_LIMITS.chunk_bytes
    others, rest = other.chunks(chunk_bytes), np.empty(0, np.uint8)
    for piece in one.chunks(chunk_bytes):
        mine = np.ascontiguousarray(piece).view(np.uint8)
        while rest.size < mine.size:
            rest = np.concatenate((rest, np.ascontiguousarray(next(others)).view(np.uint8)))
        if not np.array_equal(mine, rest[: mine.size]):
            return False
        rest = rest[mine.size :]
    return True


check = Check(__name__, judge)
