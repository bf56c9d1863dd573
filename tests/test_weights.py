"""Weights of genuine old files in architectures of Keras 3: what comes out is what converting the whole model gives."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest

from rekeras.errors import OutputError, UnreadableFileError
from rekeras.fitting.report import Fate, WeightsDoNotFitError
from rekeras.pipeline import convert
from rekeras.records import Severity
from rekeras.weights import put_weights
from tests import zoo
from tests.fitting.cases import KERAS_3, architecture, refused, weights

EVERY = {member.id: member for member in zoo.members()}


def tensors(path: Path) -> dict[str, np.ndarray]:
    """Every tensor of a ``.keras`` or ``.weights.h5`` file by its place."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content = archive.read("model.weights.h5")
    found: dict[str, np.ndarray] = {}
    with h5py.File(io.BytesIO(content)) as file:
        file.visititems(lambda name, item: found.update({name: item[()]} if isinstance(item, h5py.Dataset) else {}))
    return found


def weights_alone(whole: Path, target: Path) -> Path:
    """What ``save_weights`` wrote of a whole HDF5 model: its groups at the root, with what they say of their origin."""
    with h5py.File(whole) as source, h5py.File(target, "w") as file:
        for name, group in source["model_weights"].items():
            source["model_weights"].copy(group, file, name)
        for name, value in source["model_weights"].attrs.items():
            file.attrs[name] = value
        for name in ("keras_version", "backend"):
            if name in source.attrs:
                file.attrs[name] = source.attrs[name]
    return target


def same(found: Path, expected: Path) -> bool:
    """Whether two files hold the same numbers at the same places."""
    one, other = tensors(found), tensors(expected)
    return one.keys() == other.keys() and all(np.array_equal(one[place], other[place]) for place in one)


TWO_FILES = [
    member
    for member in zoo.members()
    if member.weights is not None
    and not member.refused
    and member.path.suffix == ".json"
    and member.archive
    in (
        *(
            "keras-1.0.8-theano",
            "keras-1.1.2-theano",
            "keras-1.2.2-tf",
            "keras-2.2.4",
            "tf-2.15",
            "keras_v3/keras-3.15",
        ),
        *("keras-2.2.4-theano", "checkpoint/tf-1.14", "saved_model/tf-2.0", "keras_v3/tf-2.13"),
    )
]


@pytest.mark.parametrize("member", TWO_FILES, ids=lambda member: member.id)
def test_weights_alone_give_what_converting_gives(member: zoo.Member, tmp_path: Path) -> None:
    convert(member.path, tmp_path / "new.keras", weights=member.weights)
    assert member.weights is not None
    report = put_weights(member.weights, tmp_path / "new.keras", tmp_path / "filled.keras")
    assert same(tmp_path / "filled.keras", tmp_path / "new.keras")
    assert {layer.fate for layer in report.layers} == {Fate.PUT}
    assert {finding.code for finding in report.findings if finding.severity is not Severity.NOTE} <= {"gates_assumed"}


CONVENTIONS = (
    *("keras-2.2.4-theano/backend_conv_net_last.h5", "keras-2.2.4-theano/backend_conv_lstm_first.h5"),
    *("keras-1.2.2-theano/conv2d_th.h5", "keras-1.2.2-tf/conv2d_th.h5", "keras-1.2.2-theano/conv1d.h5"),
    *("keras-1.2.2-theano/lstm.h5", "keras-1.2.2-tf/gru.h5", "keras-1.0.8-theano/batch_normalization.h5"),
    *(
        "keras-2.2.4-theano/backend_conv2d_transpose_last.h5",
        "keras-2.2.4/gru.h5",
        "keras-2.2.4/lstm.h5",
        "keras-2.2.4/bidirectional.h5",
    ),
)


@pytest.mark.parametrize("member", [EVERY[name] for name in CONVENTIONS], ids=lambda member: member.id)
def test_conventions_of_the_era_are_kept(member: zoo.Member, tmp_path: Path) -> None:
    convert(member.path, tmp_path / "new.keras")
    old = weights_alone(member.path, tmp_path / "old.h5")
    put_weights(old, tmp_path / "new.keras", tmp_path / "filled.keras")
    assert same(tmp_path / "filled.keras", tmp_path / "new.keras")


@pytest.mark.parametrize("name", ["keras-2.2.4/dense.h5", "tf-2.15/conv_net.h5"])
def test_a_whole_model_is_a_source_too(name: str, tmp_path: Path) -> None:
    convert(EVERY[name].path, tmp_path / "new.keras")
    put_weights(EVERY[name].path, tmp_path / "new.keras", tmp_path / "filled.keras")
    assert same(tmp_path / "filled.keras", tmp_path / "new.keras")


def test_writes_weights_alone(tmp_path: Path) -> None:
    source = EVERY["keras-2.2.4/dense.h5"].path
    convert(source, tmp_path / "new.keras")
    put_weights(source, tmp_path / "new.keras", tmp_path / "filled.weights.h5")
    assert same(tmp_path / "filled.weights.h5", tmp_path / "new.keras")


def test_refuses_with_both_sides_and_writes_nothing(tmp_path: Path) -> None:
    convert(EVERY["keras-2.2.4/lstm.h5"].path, tmp_path / "new.keras")
    with pytest.raises(WeightsDoNotFitError) as refused:
        put_weights(EVERY["keras-2.2.4/dense.h5"].path, tmp_path / "new.keras", tmp_path / "filled.keras")
    assert refused.value.report.refused
    assert not (tmp_path / "filled.keras").exists()


def test_the_architecture_must_be_of_keras_3(tmp_path: Path) -> None:
    member = EVERY["keras-2.2.4/dense.json"]
    assert member.weights is not None
    with pytest.raises(UnreadableFileError, match=r"rekeras convert dense\.json --weights"):
        put_weights(member.weights, member.path, tmp_path / "filled.keras")


def test_reads_no_file_that_it_writes(tmp_path: Path) -> None:
    source = EVERY["keras-2.2.4/dense.h5"].path
    convert(source, tmp_path / "new.keras")
    with pytest.raises(OutputError, match="never overwritten"):
        put_weights(source, tmp_path / "new.keras", tmp_path / "new.keras", overwrite=True)
    (tmp_path / "there.keras").touch()
    with pytest.raises(OutputError, match="exists already"):
        put_weights(source, tmp_path / "new.keras", tmp_path / "there.keras")


def values(name: str, into: Path, tmp_path: Path) -> dict[str, np.ndarray]:
    """The tensors of an architecture of Keras 3 that got the weights of Keras 2.2.4."""
    put_weights(weights(name), into, tmp_path / "filled.weights.h5")
    return tensors(tmp_path / "filled.weights.h5")


def test_an_inner_model_fits_layers_that_stand_in_none(tmp_path: Path) -> None:
    flat = values("transfer", architecture("transfer_flat"), tmp_path)
    with h5py.File(weights("transfer")) as file:
        inner = next(name for name in file if "second" in str(list(file[name])) or "first" in str(list(file[name])))
        np.testing.assert_array_equal(flat["layers/conv2d/vars/0"], file[inner]["first"]["kernel:0"][()])
        np.testing.assert_array_equal(flat["layers/batch_normalization_1/vars/3"], _find(file[inner], "second_bn")[()])


def _find(group: h5py.Group, layer: str) -> h5py.Dataset:
    """The moving variance of a layer."""
    return group[layer]["moving_variance:0"]


def test_layers_of_other_names_are_matched_in_order_and_it_is_said(tmp_path: Path) -> None:
    report = put_weights(weights("stack"), architecture("stack_renamed"), tmp_path / "filled.weights.h5")
    assert [finding.code for finding in report.findings] == ["weights_by_order"]
    np.testing.assert_array_equal(
        tensors(tmp_path / "filled.weights.h5")["layers/dense_2/vars/0"],
        tensors(weights("stack"))["dense_3/dense_3/kernel:0"],
    )


def test_by_name_leaves_what_the_architecture_does_not_have(tmp_path: Path) -> None:
    report = put_weights(weights("vgg16"), architecture("vgg16_notop"), tmp_path / "filled.weights.h5", by_name=True)
    assert report.totals() == {"put": 13, "differs": 0, "missing": 0, "left": 3}
    assert report.needs_a_person
    assert {fate.source for fate in report.tensors if fate.fate == "dropped"} == {
        f"{name}/{name}/{variable}:0" for name in ("fc1", "fc2", "predictions") for variable in ("kernel", "bias")
    }


def test_by_name_needs_every_name(tmp_path: Path) -> None:
    report = refused(weights("stack"), architecture("stack_renamed"), by_name=True)
    assert report.totals()["missing"] == 3


def test_partial_keeps_the_values_that_the_architecture_has(tmp_path: Path) -> None:
    convert(
        architecture("vgg16_classes"), tmp_path / "new.keras", weights=weights("vgg16_classes", KERAS_3, ".weights.h5")
    )
    report = put_weights(weights("vgg16"), tmp_path / "new.keras", tmp_path / "filled.keras", partial=True)
    assert report.untouched == ("predictions",)
    assert [layer.values_from for layer in report.layers if layer.values_from] == ["new.keras"]
    assert report.needs_a_person
    filled, new = tensors(tmp_path / "filled.keras"), tensors(tmp_path / "new.keras")
    np.testing.assert_array_equal(filled["layers/dense_2/vars/0"], new["layers/dense_2/vars/0"])
    np.testing.assert_array_equal(filled["layers/dense/vars/0"], tensors(weights("vgg16"))["fc1/fc1/kernel:0"])


def test_partial_refuses_where_a_layer_would_have_no_values(tmp_path: Path) -> None:
    with pytest.raises(WeightsDoNotFitError, match="without values for it") as error:
        alone = shutil.copy(architecture("vgg16_classes"), tmp_path / "model.json")
        put_weights(weights("vgg16"), alone, tmp_path / "filled.keras", partial=True)
    assert [finding.where for finding in error.value.report.findings if finding.code == "no_values"] == ["predictions"]


@pytest.mark.parametrize("name", ["normalized", "vgg16_notop", "text_reset_after"])
def test_arrays_of_get_weights_are_taken_in_order(name: str, tmp_path: Path) -> None:
    for era in ("keras-2.2.4", "tf-2.15", KERAS_3):
        put_weights(
            weights(name, era, "_arrays.npz"), architecture(name), tmp_path / "filled.weights.h5", overwrite=True
        )
        expected = weights(name, KERAS_3, ".weights.h5")
        assert same(tmp_path / "filled.weights.h5", expected), era


@pytest.mark.parametrize("ending", [".weights.h5", "_checkpoint.index"])
@pytest.mark.parametrize("name", ["normalized", "transfer"])
def test_other_files_of_tensorflow_2(name: str, ending: str, tmp_path: Path) -> None:
    put_weights(weights(name, "tf-2.15", ending), architecture(name), tmp_path / "filled.weights.h5")
    put_weights(weights(name, "tf-2.15"), architecture(name), tmp_path / "expected.weights.h5")
    assert same(tmp_path / "filled.weights.h5", tmp_path / "expected.weights.h5")


def test_kernels_of_theano_are_turned_around(tmp_path: Path) -> None:
    put_weights(weights("normalized", "keras-2.2.4-theano"), architecture("normalized"), tmp_path / "filled.weights.h5")
    found = tensors(tmp_path / "filled.weights.h5")["layers/conv2d/vars/0"]
    with h5py.File(weights("normalized", "keras-2.2.4-theano")) as file:
        stored = next(array[()] for array in file["first"]["first"].values() if array.ndim == 4)
    np.testing.assert_array_equal(found, stored[::-1, ::-1])


def test_writes_nothing_else_than_keras_and_weights(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"neither a \.keras nor a \.weights\.h5"):
        put_weights(weights("stack"), architecture("stack"), tmp_path / "filled.h5")


def test_says_that_the_architecture_is_not_compiled_any_more(tmp_path: Path) -> None:
    compiled = EVERY["keras_v3/keras-3.15/compiled_adam.keras"].path
    report = put_weights(compiled, compiled, tmp_path / "filled.keras")
    assert "training_left_out" in {finding.code for finding in report.findings}
    assert not report.needs_a_person
