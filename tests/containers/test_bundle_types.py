from __future__ import annotations

import ml_dtypes
import numpy as np
import pytest

from rekeras.containers.bundle_types import stored_dtype, type_name


def test_names() -> None:
    assert [type_name(number) for number in (1, 7, 14, 19, 101, 99)] == [
        "float32",
        "str",
        "bfloat16",
        "float16",
        "float32",  # a reference to one
        "type 99",
    ]


@pytest.mark.parametrize("name", ["float32", "int64", "uint8", "bool", "complex64"])
def test_numbers_are_stored_little_endian(name: str) -> None:
    assert stored_dtype(name) == np.dtype(name).newbyteorder("<")


def test_what_numpy_does_not_have() -> None:
    assert stored_dtype("bfloat16") == np.dtype(ml_dtypes.bfloat16)
    assert all(stored_dtype(name) is None for name in ("str", "variant", "resource", "qint8", "type 99"))
