"""Weights alone in one HDF5 file, as ``model.save_weights()`` of Keras 1 and 2 wrote them; no architecture.

The root holds what ``model_weights`` holds in a whole model. Nothing in it tells how the layers compute or are
connected, so that an architecture is needed: one that stands beside it under an obvious name is taken.
"""

from __future__ import annotations

from dataclasses import replace

from rekeras.archive import Archive
from rekeras.errors import ModelRefusedError
from rekeras.readers._reader import Reader, Sample
from rekeras.readers._second_file import find_architecture
from rekeras.readers._two_files import is_architecture, read_with_weights
from rekeras.readers._weights_section import find_section
from rekeras.records import Finding, Severity


def match(sample: Sample) -> bool:
    """An HDF5 file with weights and without an architecture."""
    file = sample.hdf5
    return file is not None and "model_config" not in file.attributes() and find_section(file) is not None


def read(sample: Sample) -> Archive:
    """Read it with the architecture that stands beside it.

    Raises:
        ModelRefusedError: None stands there.
    """
    beside = find_architecture(sample.path)
    if beside is not None:
        text = Sample(beside, sample.path, sample.limits, sample.stack)
        document = text.json if text.json is not None else text.yaml
        if is_architecture(document):
            found = Finding(
                "architecture_found_beside", Severity.NOTE, "", f"the architecture is that of {beside.name}, beside it"
            )
            archive = read_with_weights(document, reader.name, text)
            return replace(archive, findings=(found, *archive.findings))
    raise ModelRefusedError(sample.path, [_no_architecture()])


def _no_architecture() -> Finding:
    return Finding(
        "no_architecture",
        Severity.REFUSAL,
        "",
        "these are weights without an architecture: how the layers are connected stands in no weights file",
        advice="Save the architecture in the old environment with model.to_json(), then: "
        "rekeras convert model.json --weights THIS_FILE",
    )


reader = Reader(__name__, "Keras weights without architecture (HDF5)", match, read)
