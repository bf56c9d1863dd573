"""A model that was saved as two files: the text of its architecture, and its weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rekeras.archive import Archive, Layer, Leftover, Source
from rekeras.layers._description import Description
from rekeras.pairing.model import Paired
from rekeras.readers._assembly import assemble
from rekeras.readers._no_layers import without_layers
from rekeras.readers._reader import Sample
from rekeras.readers._second_file import find_architecture, find_weights, open_weights, weights_names
from rekeras.records import Finding, Severity

SHOWN = 8
KERAS_3 = "3.3"
"""What texts of Keras 3 are taken for, which do not say it; older ones count some outputs of inner models otherwise."""


@dataclass(frozen=True)
class NoWeights:
    """The weights of an architecture that has none."""

    why: Finding
    keras_version: str = ""
    backend: str = ""

    def pair(self, model: Layer, _description: Description) -> Paired:
        """Leave the model as it is, and say why it cannot be converted."""
        return Paired(model, findings=(self.why,))

    def leftovers(self) -> tuple[Leftover, ...]:
        """None."""
        return ()


def is_architecture(document: Any) -> bool:
    """Whether a parsed text is what ``to_json`` or ``to_yaml`` wrote of a model."""
    if not isinstance(document, dict) or not isinstance(document.get("class_name"), str):
        return False
    config = document.get("config")
    return isinstance(config, list) or (isinstance(config, dict) and "layers" in config)


def read_with_weights(document: Mapping[str, Any], format_name: str, sample: Sample) -> Archive:
    """Read an architecture with the weights that were named, or that stand beside it under an obvious name.

    Where there are none, the archive has the layers alone and a finding that refuses it: it can be looked at.

    Raises:
        UnreadableFileError: Either file cannot be read.
    """
    weights = sample.weights or find_weights(sample.path)
    section = open_weights(weights, sample) if weights else NoWeights(_no_weights(weights_names(sample.path)))
    backend = document.get("backend")
    source = Source(
        sample.path,
        format_name,
        _version(document) or section.keras_version,
        backend if isinstance(backend, str) else section.backend,
        weights,
    )
    archive = assemble(source, document, section, sample.limits)
    if weights is None or sample.weights is not None:
        return archive
    found = Finding("weights_found_beside", Severity.NOTE, "", f"the weights are those of {weights.name}, beside it")
    return replace(archive, findings=(found, *archive.findings))


def _version(document: Mapping[str, Any]) -> str:
    """What the text says; Keras 3 writes none, but the module of the class, which `to_json` of Keras 2 does not."""
    version = document.get("keras_version")
    if isinstance(version, str):
        return version
    return KERAS_3 if isinstance(document.get("module"), str) and "keras_version" not in document else ""


def read_with_architecture(format_name: str, sample: Sample) -> Archive:
    """Read weights with the architecture that stands beside them.

    Where there is none, the archive has the tensors alone and a finding that refuses it: it can be looked at.

    Raises:
        UnreadableFileError: Either file cannot be read.
    """
    beside = find_architecture(sample.path)
    if beside is not None:
        text = Sample(beside, sample.path, sample.limits, sample.stack)
        document = text.json if text.json is not None else text.yaml
        if is_architecture(document):
            found = Finding(
                "architecture_found_beside", Severity.NOTE, "", f"the architecture is that of {beside.name}, beside it"
            )
            archive = read_with_weights(document, format_name, text)
            return replace(archive, findings=(found, *archive.findings))
    weights = open_weights(sample.path, sample)
    source = Source(sample.path, format_name, weights.keras_version, weights.backend)
    return without_layers(source, "Weights", weights.tensors, _no_architecture())


def _no_architecture() -> Finding:
    return Finding(
        "no_architecture",
        Severity.REFUSAL,
        "",
        "these are weights without an architecture: how the layers are connected stands in no weights file",
        advice="Save the architecture in the old environment with model.to_json(), then: "
        "rekeras convert model.json --weights THIS_FILE. Or build the model in Keras 3, then: "
        "rekeras weights THIS_FILE --into NEW.keras",
    )


def _no_weights(names: tuple[str, ...]) -> Finding:
    return Finding(
        "no_weights",
        Severity.REFUSAL,
        "",
        "this is an architecture without weights, and none stand beside it; looked for "
        + ", ".join(names[:SHOWN])
        + f" and {len(names) - SHOWN} more names, and for a single weights.h5 or model_weights.h5",
        advice="Name the file: rekeras convert ARCHITECTURE --weights WEIGHTS.h5",
    )
