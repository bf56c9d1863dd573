from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rekeras.errors import UnknownFormatError, UnreadableFileError
from rekeras.read import open_archive
from tests.builders import small_model, small_weights, write_weights


def test_reads_it_with_the_weights_beside_it(tmp_path: Path) -> None:
    write_weights(tmp_path / "net.h5", small_weights())
    path = tmp_path / "net.yaml"
    path.write_text("backend: tensorflow\n" + yaml.safe_dump(small_model()) + "keras_version: 2.1.6\n")
    with open_archive(path) as archive:
        assert len(archive.tensors()) == 4
        assert (archive.source.format, archive.source.version) == ("keras_yaml", (2, 1, 6))


def test_refuses_objects(tmp_path: Path) -> None:
    path = tmp_path / "net.yaml"
    path.write_text("class_name: Sequential\nconfig: !!python/object/apply:os.system ['true']\n")
    with pytest.raises(UnreadableFileError, match="something other than plain values"), open_archive(path):
        pass


def test_leaves_other_yaml_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("config: {a: 1}\n")
    with pytest.raises(UnknownFormatError), open_archive(path):
        pass
