"""Blocks of pixels become channels, and back."""

from __future__ import annotations

from typing import Any

from rekeras.archive import TensorRef
from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family
from rekeras.lexicon._reasons import Untranslatable

family = Family()


@family.on("nn.depth_to_space", "nn.depth_to_space_v2", "compat.v1.depth_to_space", raw="DepthToSpace")
def depth_to_space(b: Build, input: Any, block_size: int, data_format: Any = "NHWC") -> Any:
    """Channels become blocks of pixels."""
    _batch, height, width, channels = _image(b, input, data_format)
    n, rest = block_size, channels // block_size**2
    x = b.op("Reshape", input, newshape=[-1, height, width, n, n, rest])
    x = b.op("Transpose", x, axes=[0, 1, 3, 2, 4, 5])
    return b.op("Reshape", x, newshape=[-1, height * n, width * n, rest])


@family.on("nn.space_to_depth", "nn.space_to_depth_v2", "compat.v1.space_to_depth", raw="SpaceToDepth")
def space_to_depth(b: Build, input: Any, block_size: int, data_format: Any = "NHWC") -> Any:
    """Blocks of pixels become channels."""
    _batch, height, width, channels = _image(b, input, data_format)
    n = block_size
    x = b.op("Reshape", input, newshape=[-1, height // n, n, width // n, n, channels])
    x = b.op("Transpose", x, axes=[0, 1, 3, 2, 4, 5])
    return b.op("Reshape", x, newshape=[-1, height // n, width // n, channels * n * n])


def _image(b: Build, value: TensorRef, data_format: Any) -> tuple[int, int, int, int]:
    sizes = b.shape(value)
    if len(sizes) != 4 or None in sizes[1:] or str(data_format).startswith("NC"):
        raise Untranslatable("the images are of unknown size, or have channels in front")
    return -1, sizes[1] or 0, sizes[2] or 0, sizes[3] or 0
