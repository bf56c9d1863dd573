from __future__ import annotations

import itertools

import pytest

from tests.source.migrating import line, reasons

IMPORT = "from keras.utils import conv_utils"


def test_settings() -> None:
    assert line("conv_utils.normalize_tuple(k, 2, 'k')", IMPORT) == "(k,) * 2 if isinstance(k, int) else tuple(k)"
    assert line("conv_utils.normalize_padding(p)", IMPORT) == "p.lower()"
    assert line("conv_utils.normalize_data_format(d)", IMPORT) == (
        "keras.config.image_data_format() if d is None else d.lower()"
    )


def keras_2_length(length: int, kernel: int, padding: str, stride: int, dilation: int) -> int:
    """As the documentation of convolutions says: how many places the dilated kernel fits in, rounded up."""
    reach = kernel + (kernel - 1) * (dilation - 1)
    fits = length if padding in ("same", "causal") else length - reach + 1
    return -(-fits // stride)


@pytest.mark.parametrize("padding", ["same", "valid", "causal"])
def test_output_length(padding: str) -> None:
    code = line("conv_utils.conv_output_length(n, k, p, s, dilation=d)", IMPORT)
    for n, k, s, d in itertools.product((7, 8, 20), (1, 3), (1, 2, 3), (1, 2)):
        made = eval(code, {"n": n, "k": k, "p": padding, "s": s, "d": d})  # noqa: S307 - our own result
        assert made == keras_2_length(n, k, padding, s, d)
    assert eval(code, {"n": None}) is None  # noqa: S307 - as above


def test_computed_arguments_are_refused() -> None:
    assert reasons(f"{IMPORT}\nconv_utils.normalize_tuple(f(), 2, 'k')") == [
        "it is private in Keras 3, and its argument is computed here",
    ]
