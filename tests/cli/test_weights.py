"""`rekeras weights` on genuine files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.shell import rekeras
from tests.fitting.cases import architecture, weights


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with weights of Keras 2.2.4 and architectures of Keras 3, by short names."""
    for name in ("vgg16", "normalized"):
        shutil.copy(weights(name), tmp_path / f"{name}.h5")
    for name in ("vgg16", "vgg19", "normalized_without_scale"):
        shutil.copy(architecture(name), tmp_path / f"{name}.json")
    monkeypatch.chdir(tmp_path)
    return tmp_path


VGG19 = """\
vgg16.h5: does not fit vgg19.json, nothing was written
Keras weights without architecture (HDF5), Keras 2.2.4 on tensorflow

     layer                the architecture wants          the file has
  =  (5 layers that fit)
  =  block3_conv2 Conv2D  kernel (3, 3, 4, 4), bias (4,)  kernel (3, 3, 4, 4), bias (4,)
  =  block3_conv3 Conv2D  kernel (3, 3, 4, 4), bias (4,)  kernel (3, 3, 4, 4), bias (4,)
  -  block3_conv4 Conv2D  kernel (3, 3, 4, 4), bias (4,)  nothing
  =  block4_conv1 Conv2D  kernel (3, 3, 4, 5), bias (5,)  kernel (3, 3, 4, 5), bias (5,)
  =  block4_conv2 Conv2D  kernel (3, 3, 5, 5), bias (5,)  kernel (3, 3, 5, 5), bias (5,)
  =  block4_conv3 Conv2D  kernel (3, 3, 5, 5), bias (5,)  kernel (3, 3, 5, 5), bias (5,)
  -  block4_conv4 Conv2D  kernel (3, 3, 5, 5), bias (5,)  nothing
  =  block5_conv1 Conv2D  kernel (3, 3, 5, 6), bias (6,)  kernel (3, 3, 5, 6), bias (6,)
  =  block5_conv2 Conv2D  kernel (3, 3, 6, 6), bias (6,)  kernel (3, 3, 6, 6), bias (6,)
  =  block5_conv3 Conv2D  kernel (3, 3, 6, 6), bias (6,)  kernel (3, 3, 6, 6), bias (6,)
  -  block5_conv4 Conv2D  kernel (3, 3, 6, 6), bias (6,)  nothing
  =  fc1 Dense            kernel (6, 8), bias (8,)        kernel (6, 8), bias (8,)
  =  fc2 Dense            kernel (8, 7), bias (7,)        kernel (8, 7), bias (7,)
  =  predictions Dense    kernel (7, 5), bias (5,)        kernel (7, 5), bias (5,)

Likely causes
  - the architecture has layers between others that the file lacks: block3_conv4, block4_conv4,
    block5_conv4
    Take them out of the architecture, or leave them as they are: --partial.
  - the weights are those of VGG16, the architecture is VGG19
    Build VGG16, or take the weights of VGG19.

Layers   19 with variables: 16 fit, 3 do not
"""
WITHOUT_SCALE = """\
normalized.h5: does not fit normalized_without_scale.json, nothing was written
Keras weights without architecture (HDF5), Keras 2.2.4 on tensorflow

     layer                         the architecture wants                   the file has
  =  first Conv2D                  kernel (3, 3, 3, 4), bias (4,)           kernel (3, 3, 3, 4), bias (4,)
  !  first_bn BatchNormalization   beta, moving_mean, moving_variance (4,)  gamma, beta, moving_mean,
                                                                            moving_variance (4,)
  =  second Conv2D                 kernel (3, 3, 4, 6), bias (6,)           kernel (3, 3, 4, 6), bias (6,)
  !  second_bn BatchNormalization  beta, moving_mean, moving_variance (6,)  gamma, beta, moving_mean,
                                                                            moving_variance (6,)
  =  answer Dense                  kernel (6, 3), bias (3,)                 kernel (6, 3), bias (3,)

Likely causes
  - first_bn, second_bn: BatchNormalization: the file has 4 variables for each, the architecture 3
    Build the layers with BatchNormalization(scale=True).

Layers   5 with variables: 3 fit, 2 do not
"""


@pytest.mark.parametrize(
    ("source", "into", "text"),
    [("vgg16.h5", "vgg19.json", VGG19), ("normalized.h5", "normalized_without_scale.json", WITHOUT_SCALE)],
)
@pytest.mark.usefixtures("folder")
def test_lays_both_sides_next_to_each_other(source: str, into: str, text: str) -> None:
    ran = rekeras("weights", source, "--into", into, "-o", "out.keras")
    assert ran.stdout == text
    assert ran.code == 2
    assert not Path("out.keras").exists()


@pytest.mark.usefixtures("folder")
def test_writes_what_fits() -> None:
    ran = rekeras("weights", "vgg16.h5", "--into", "vgg16.json", "-o", "out.keras")
    assert ran.code == 0
    assert "16 with variables: 16 got the weights of the file" in ran.stdout
    assert "32 in the file: 32 kept bit for bit" in ran.stdout
    assert Path("out.keras").exists()


@pytest.mark.usefixtures("folder")
def test_only_says_what_fits_where_no_output_is_given() -> None:
    ran = rekeras("weights", "vgg16.h5", "--into", "vgg16.json")
    assert ran.code == 0
    assert "nothing was written, as no -o was given" in " ".join(ran.stdout.split())


@pytest.mark.usefixtures("folder")
def test_json_holds_every_layer_and_the_causes() -> None:
    ran = rekeras("weights", "vgg16.h5", "--into", "vgg19.json", "--json")
    said = json.loads(ran.stdout)
    assert ran.code == 2
    assert said["schema"] == "rekeras.weights/1"
    assert said["refused"]
    assert said["totals"] == {"put": 16, "differs": 0, "missing": 3, "left": 0}
    assert [cause["code"] for cause in said["causes"]] == ["missing_layer", "network_variant"]
    assert said["layers"][7] == {
        "where": "block3_conv4",
        "class_name": "Conv2D",
        "variables": [["kernel", [3, 3, 4, 4]], ["bias", [4]]],
        "source": "",
        "tensors": [],
        "fate": "missing",
        "problem": "",
        "values_from": "",
    }


@pytest.mark.usefixtures("folder")
def test_partial_needs_a_person() -> None:
    assert rekeras("weights", "vgg16.h5", "--into", "vgg16.json", "-o", "filled.keras").code == 0
    shutil.copy(weights("vgg16_classes"), "vgg16_other.h5")
    ran = rekeras("weights", "vgg16_other.h5", "--into", "filled.keras", "-o", "out.keras", "--partial")
    assert ran.code == 1
    assert "16 with variables: 15 got the weights of the file, 1 keep the values of filled.keras" in ran.stdout


@pytest.mark.usefixtures("folder")
def test_partial_does_not_take_chance_for_a_fit() -> None:
    assert rekeras("weights", "vgg16.h5", "--into", "vgg16.json", "-o", "filled.keras").code == 0
    ran = rekeras("weights", "normalized.h5", "--into", "filled.keras", "-o", "out.keras", "--partial")
    assert ran.code == 2
    assert "too few layers fit" in ran.stdout
    assert not Path("out.keras").exists()


@pytest.mark.usefixtures("folder")
def test_a_missing_file_is_one_sentence() -> None:
    ran = rekeras("weights", "nowhere.h5", "--into", "vgg16.json")
    assert ran.code == 2
    assert "nowhere.h5: there is no such file" in ran.stderr


def test_convert_takes_an_architecture_for_a_checkpoint(tmp_path: Path) -> None:
    checkpoint = weights("transfer", "tf-2.15", "_checkpoint.index")
    assert (
        rekeras("weights", checkpoint, "--into", architecture("transfer"), "-o", tmp_path / "one.weights.h5").code == 0
    )
    ran = rekeras("convert", checkpoint, "--architecture", architecture("transfer"), "-o", tmp_path / "two.keras")
    assert ran.code == 0
    assert "16 in the source: 16 kept bit for bit" in ran.stdout
    ran = rekeras("convert", checkpoint, "--architecture", "nowhere.py:build", "--verify")
    assert ran.code == 2
    assert "--verify cannot be given together" in ran.stderr
    ran = rekeras(
        "convert", checkpoint, "--architecture", f"{tmp_path / 'nowhere.py'}:build", "-o", tmp_path / "x.keras"
    )
    assert ran.code == 2
    assert "nowhere.py: cannot be read" in ran.stderr
