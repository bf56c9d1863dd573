"""Where CNTK places its windows with padding `same`.

CNTK puts the windows' middles as evenly over the axis as it can: what the strides leave over stays half in front and
half behind. Measured with CNTK 2.7 on the CPU for all windows up to 5, strides up to 4 and sizes from 5 to 10.
"""

from __future__ import annotations

from math import ceil


def front(window: int, stride: int, size: int | None) -> int | None:
    """How far before the axis the first window begins, negative where it begins inside; None where that depends on an
    unknown size.
    """
    middle = (window - 1) // 2
    if stride <= 2:
        return middle
    return None if size is None else middle - _left_over(stride, size) // 2


def back(window: int, stride: int, size: int) -> int:
    """How far behind the axis the last window ends."""
    first = (window - 1) // 2 - _left_over(stride, size) // 2
    return (ceil(size / stride) - 1) * stride + window - first - size


def front_of_transposed(window: int, stride: int, output_padding: int | None) -> int:
    """How much of the whole result of a transposed convolution is cut in front."""
    left_over = stride - 1 if output_padding is None else window % 2 + output_padding - 1
    return (window - 1) // 2 - max(0, left_over) // 2


def _left_over(stride: int, size: int) -> int:
    return size - (ceil(size / stride) - 1) * stride - 1
