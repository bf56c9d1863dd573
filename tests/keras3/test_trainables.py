from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from rekeras.describe import describe
from rekeras.keras3.trainables import trainables
from rekeras.read import open_archive
from rekeras.upgrade import upgrade
from rekeras.write import write
from tests import zoo
from tests.archives import archive, call, dense, functional, input_layer

MODELS = ("bidirectional", "conv_lstm", "multi_head_attention", "separable", "nested", "stacked", "time_distributed")
CONVERTED = [member for member in zoo.members() if member.archive == "tf-2.15" and not member.refused]
MEMBERS = {wanted: next((one for one in CONVERTED if wanted in one.model), None) for wanted in MODELS}


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize("wanted", [wanted for wanted, member in MEMBERS.items() if member])
def test_the_order_is_that_of_keras(wanted: str, tmp_path: Path) -> None:
    import keras  # noqa: PLC0415 - takes long

    member = MEMBERS[wanted]
    assert member is not None
    with open_archive(member.path, weights=member.weights) as opened:
        upgraded = upgrade(opened).archive
        path = write(upgraded, tmp_path / "new.keras").path
        ours = [one.tensor.read() for one in trainables(upgraded.model, describe(upgraded.model)[0])]
    theirs = keras.saving.load_model(path, compile=False).trainable_variables
    assert len(ours) == len(theirs) > 0
    for one, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(one, np.asarray(other.value))


def test_what_is_frozen_is_not_there() -> None:
    frozen = dense("a", 3, 3).with_config({"trainable": False})
    model = functional([input_layer("x", 3), frozen, dense("b", 3, 2)], [call("a", "x"), call("b", "a")], "x", "b")
    made = archive(model)
    assert [one.place for one in trainables(made.model, describe(made.model)[0])] == ["b / kernel", "b / bias"]
