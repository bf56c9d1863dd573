"""What a file is that no reader knows, and what its owner can do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rekeras.containers.hdf5 import Hdf5File
from rekeras.containers.members import Members
from rekeras.containers.signature import content_of
from rekeras.readers._reader import Sample

MODELS = (".h5", ".hdf5", ".keras", ".json", ".yaml", ".pb", ".index")
SHOWN = 5
Told = tuple[str, str]


def what_it_is(sample: Sample) -> Told:
    """The end of the sentence "this file ...", and advice.

    Raises:
        UnreadableFileError: It is damaged, or made to do harm.
    """
    if sample.path.is_dir():
        return _directory(sample.path)
    if sample.hdf5 is not None:
        return _hdf5(sample.hdf5)
    if sample.members is not None:
        return _zip(sample.members)
    if sample.json is not None:
        return _json(sample.json)
    if ".data-0" in sample.path.name:
        return "is a piece of a TensorFlow checkpoint", "Name its .index file, or the folder."
    return content_of(sample.path)


def _directory(path: Path) -> Told:
    """A folder that is no model; perhaps there are some in it."""
    children = sorted(path.iterdir())
    folders = [child.name for child in children if child.is_dir() and _is_model(child)]
    files = [child.name for child in children if child.is_file() and child.name.endswith(MODELS)]
    what = "is a folder of models" if folders else "is a directory"
    if found := [*folders, *files]:
        return what, f"Name one of these in it: {', '.join(found[:SHOWN])}" + (", ..." if len(found) > SHOWN else "")
    return f"{what} without a model", "Name the file or the folder of the model."


def _is_model(folder: Path) -> bool:
    return any((folder / name).is_file() for name in ("saved_model.pb", "config.json", "model.json", "checkpoint"))


def _hdf5(file: Hdf5File) -> Told:
    members = file.members()
    if members and set(members) <= {"optimizer_weights", "optimizer"}:
        return "is an HDF5 file that holds the state of an optimizer alone", "Convert the model file."
    shown = ", ".join((*members[:8], "...") if len(members) > 8 else members) or "nothing"
    return f"is an HDF5 file that Keras did not write; at its top stand: {shown}", "Check that it is the model file."


def _zip(members: Members) -> Told:
    names = members.names
    if any(name.endswith("data.pkl") for name in names):
        return "is a PyTorch file", "rekeras reads Keras models."
    if names and all(name.endswith(".npy") for name in names):
        shown = ", ".join(name.removesuffix(".npy") for name in names[:SHOWN])
        return (
            f"is a NumPy archive (.npz) of the arrays {shown}" + (", ..." if len(names) > SHOWN else ""),
            "Arrays alone have no architecture, and their names no meaning that rekeras knows; convert the model file.",
        )
    inside = [name for name in names if name.endswith(MODELS)]
    if not inside:
        return "is a zip archive without a model", "Name the model file."
    shown = ", ".join(inside[:SHOWN]) + (", ..." if len(inside) > SHOWN else "")
    return f"is a zip archive that holds {shown}", "Unpack it, and convert the model inside."


def _json(value: Any) -> Told:
    keys = set(value) if isinstance(value, dict) else set()
    for known, what, advice in JSON_KINDS:
        if known <= keys:
            return what, advice
    if isinstance(value, list) and value and isinstance(value[0], dict) and {"paths", "weights"} <= value[0].keys():
        return "is a list of weights of TensorFlow.js, without an architecture", "Convert model.json."
    if isinstance(value, dict) and isinstance(value.get("class_name"), str):
        return (
            f"describes a {value['class_name']} without a list of layers, so no Functional or Sequential model",
            "If it is a model class of your own, only its code knows its layers: port that to Keras 3.",
        )
    shown = ", ".join(list(value)[:8]) if isinstance(value, dict) else type(value).__name__
    return f"is JSON, but no Keras architecture; its keys are: {shown}", "It should come from model.to_json()."


JSON_KINDS: tuple[tuple[set[str], str, str], ...] = (
    ({"keras_version", "date_saved"}, "is the metadata of an unpacked .keras file", "Name the folder it stands in."),
    ({"floatx", "backend"}, "holds the settings of Keras (keras.json)", "Name the model file."),
    ({"cells", "nbformat"}, "is a Jupyter notebook", "Name the model file."),
    ({"architectures", "model_type"}, "is the configuration of a Hugging Face model", "rekeras reads Keras models."),
    ({"transformers_version"}, "is the configuration of a Hugging Face model", "rekeras reads Keras models."),
)
