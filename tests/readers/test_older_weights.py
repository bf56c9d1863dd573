from __future__ import annotations

import pytest

from rekeras.errors import ModelRefusedError
from rekeras.pipeline import check, convert
from tests.fitting.cases import architecture, weights


def test_old_weights_beside_an_architecture_of_keras_3_are_put_by_another_command() -> None:
    with pytest.raises(ModelRefusedError, match=r"rekeras weights normalized_weights\.h5 --into normalized\.json"):
        convert(architecture("normalized"), weights=weights("normalized", "keras-2.2.4-theano"))


def test_weights_of_keras_3_are_of_the_same_era() -> None:
    report = check(architecture("normalized"), weights=weights("normalized", "keras-3.15", ".weights.h5"))
    assert not report.refused
