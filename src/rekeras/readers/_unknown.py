"""What a file is that no reader knows, and what its owner can do."""

from __future__ import annotations

import zipfile
from pathlib import Path

from rekeras.containers.hdf5 import Hdf5File
from rekeras.containers.signature import describe_content
from rekeras.readers._reader import Sample

NOT_YET = "This format is not read yet; save the model as HDF5 in the old environment: model.save('model.h5')."
Told = tuple[str, str]


def what_it_is(sample: Sample) -> Told:
    """The end of the sentence "this file ...", and advice."""
    if sample.path.is_dir():
        return _directory(sample.path)
    if sample.hdf5 is not None:
        return _hdf5(sample.hdf5)
    if sample.head.startswith(b"PK"):
        return _zip(sample.path)
    if sample.json is not None:
        return _json(sample.json)
    return _binary(sample)


def _directory(path: Path) -> Told:
    names = {child.name for child in path.iterdir()}
    if {"saved_model.pb", "saved_model.pbtxt"} & names:
        return "is a TensorFlow SavedModel", NOT_YET
    if "checkpoint" in names or any(name.endswith(".index") for name in names):
        return "is a directory of TensorFlow checkpoints", NOT_YET
    models = sorted(name for name in names if name.endswith((".h5", ".hdf5", ".keras", ".json")))
    advice = f"Name one of the files in it: {', '.join(models[:5])}" if models else ""
    return "is a directory", advice


def _hdf5(file: Hdf5File) -> Told:
    members = file.members()
    if {"layers", "_layer_checkpoint_dependencies"} & set(members):
        return (
            "is a weights file in the layout of Keras 3 (.weights.h5), which names no layers",
            "Convert the whole model instead: model.save('model.h5').",
        )
    if set(members) == {"optimizer_weights"}:
        return "is an HDF5 file that holds the state of an optimizer alone", "Convert the model file."
    shown = ", ".join((*members[:8], "...") if len(members) > 8 else members) or "nothing"
    return f"is an HDF5 file that Keras did not write; at its top stand: {shown}", "Check that it is the model file."


def _zip(path: Path) -> Told:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return "is a damaged zip archive", "Download or copy it again."
    if {"config.json", "metadata.json"} <= set(names):
        return "is a model in Keras's own zip format (.keras)", NOT_YET
    if any(name.endswith("data.pkl") for name in names):
        return "is a PyTorch file", "rekeras reads Keras models only."
    inside = [name for name in names if name.endswith((".h5", ".hdf5", ".keras", ".json", ".pb"))]
    what = f"is a zip archive that holds {', '.join(inside[:5])}" if inside else "is a zip archive without a model"
    return what, "Unpack it and convert the model inside." if inside else ""


def _json(value: object) -> Told:
    if isinstance(value, dict) and "modelTopology" in value:
        return "is a TensorFlow.js model", NOT_YET
    if isinstance(value, dict) and isinstance(value.get("class_name"), str):
        return (
            f"describes a {value['class_name']} without a list of layers, so no Functional or Sequential model",
            "If it is a model class of your own, only its code knows its layers: port that to Keras 3.",
        )
    keys = ", ".join(list(value)[:8]) if isinstance(value, dict) else type(value).__name__
    return f"is JSON, but no Keras architecture; its keys are: {keys}", "It should come from model.to_json()."


def _binary(sample: Sample) -> Told:
    head = sample.head
    if head[4:8] == b"TFL3":
        return "is a TensorFlow Lite model", "TFLite keeps no Keras layers; convert the model it was made from."
    if head[:2] in (b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05"):
        return (
            "is a Python pickle (or joblib file)",
            "Opening it would run code; save the Keras model in it with model.save().",
        )
    if sample.path.name.endswith(".index") or ".data-0" in sample.path.name:
        return "is part of a TensorFlow checkpoint", NOT_YET
    if b"ir_version" in head or (head[:1] == b"\x08" and b"onnx" in head.lower()) or b"pytorch" in head[:200]:
        return "is an ONNX model", "rekeras reads Keras models only."
    if head[:1] == b"\x0a" and any(op in head for op in (b"Placeholder", b"Const", b"NodeDef")):
        return "is a frozen TensorFlow graph (.pb)", "It keeps no Keras layers; convert the model it was made from."
    return describe_content(sample.path), ""
