"""Convolutions and pooling of ``tf.nn``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np

from rekeras.lexicon._build import Build
from rekeras.lexicon._family import Family, Translate
from rekeras.lexicon._reasons import Untranslatable

family = Family()


def _spatial(value: Any, rank: int, data_format: str) -> list[int]:
    """Sizes of the spatial axes, of one number, of a number for each, or of a number for every axis."""
    sizes = value if isinstance(value, list | tuple) else [value]
    if len(sizes) == rank + 2:
        if sizes[0] != 1 or sizes[1 if data_format == "channels_first" else -1] != 1:
            raise Untranslatable("its windows go over the batch or over channels")
        sizes = sizes[2:] if data_format == "channels_first" else sizes[1:-1]
    return [int(size) for size in (sizes if len(sizes) == rank else [sizes[0]] * rank)]


def _one_for_all(sizes: list[int]) -> int | list[int]:
    """One number where all are the same; with TensorFlow some operations take no lists."""
    return sizes[0] if len(set(sizes)) == 1 else sizes


def _format(data_format: Any) -> str:
    return "channels_first" if str(data_format).startswith("NC") else "channels_last"


def _padding(padding: Any) -> str:
    if padding not in ("SAME", "VALID"):
        raise Untranslatable(f"its padding is {padding}")
    return str(padding).lower()


@dataclass(frozen=True)
class Windows:
    """Windows over the spatial axes."""

    sizes: list[int]
    strides: list[int]
    layout: str

    def pool(self, b: Build, operation: str, value: Any, padding: str) -> Any:
        """One number of each window."""
        kind = {"MaxPool": "MaxPooling", "AveragePool": "AveragePooling"}[operation]
        windows = {"pool_size": self.sizes, "strides": self.strides}
        layer = f"{kind}{len(self.sizes)}D"  # the operation takes no lists on some backends, and configs have no tuples
        return b.layer(layer, value, **windows, padding=padding, data_format=self.layout)


def _padded_average(b: Build, value: Any, windows: Windows) -> Any:
    """The mean of what each window covers of the input; zeros are put around first, as PyTorch counts its padding."""
    shape = b.shape(value)
    sizes = shape[2:] if windows.layout == "channels_first" else shape[1:-1]
    widths, parts = [], []
    for size, window, stride in zip(sizes, windows.sizes, windows.strides, strict=True):
        if size is None:
            raise Untranslatable("it averages with padding over an axis of unknown length")
        count = -(-size // stride)
        total = max(0, (count - 1) * stride + window - size)
        widths.append([total // 2, total - total // 2])
        starts = np.arange(count) * stride - total // 2
        parts.append((np.minimum(starts + window, size) - np.maximum(starts, 0)) / window)
    if not any(map(any, widths)):
        return windows.pool(b, "AveragePool", value, "valid")
    share = reduce(np.multiply.outer, parts).astype("float32")
    first = windows.layout == "channels_first"
    around = [[0, 0], [0, 0], *widths] if first else [[0, 0], *widths, [0, 0]]
    made = windows.pool(b, "AveragePool", b.op("Pad", value, pad_width=around, mode="constant"), "valid")
    spread = share[None, None] if first else share[None, ..., None]
    return b.op("Divide", made, b.operand(spread, value))


def _pooling(operation: str, rank: int) -> Translate:
    def translate(
        b: Build,
        input: Any,
        ksize: Any,
        strides: Any,
        padding: Any,
        data_format: Any = None,
        explicit_paddings: Any = None,
    ) -> Any:
        layout = _format(data_format)
        axes = rank or b.rank(input) - 2
        windows = Windows(_spatial(ksize, axes, layout), _spatial(strides, axes, layout), layout)
        if operation == "AveragePool" and _padding(padding) == "same":
            return _padded_average(b, input, windows)
        return windows.pool(b, operation, input, _padding(padding))

    return translate


for _operation, _kind in (("MaxPool", "max"), ("AveragePool", "avg")):
    family.on(f"nn.{_kind}_pool", f"compat.v1.nn.{_kind}_pool", f"nn.{_kind}_pool_v2")(_pooling(_operation, 0))
    for _rank in (1, 2, 3):
        family.on(f"nn.{_kind}_pool{_rank}d")(_pooling(_operation, _rank))


family.on(raw="MaxPool MaxPool3D")(_pooling("MaxPool", 0))


def _raw_average(b: Build, value: Any, ksize: Any, strides: Any, padding: Any, data_format: Any = None) -> Any:
    return _pooling("AveragePool", 0)(b, value, ksize, strides, padding, data_format)


family.on(raw="AvgPool AvgPool3D")(_raw_average)


def _convolution(rank: int) -> Translate:
    def translate(
        b: Build,
        input: Any,
        filters: Any,
        strides: Any = None,
        padding: Any = None,
        data_format: Any = None,
        dilations: Any = None,
        use_cudnn_on_gpu: Any = True,
        explicit_paddings: Any = None,
    ) -> Any:
        layout = _format(data_format)
        axes = rank or b.rank(input) - 2
        return b.op(
            "Conv",
            input,
            b.operand(filters, input),
            strides=_one_for_all(_spatial(strides or 1, axes, layout)),
            padding=_padding(padding),
            data_format=layout,
            dilation_rate=_one_for_all(_spatial(dilations or 1, axes, layout)),
        )

    return translate


family.on("nn.convolution")(_convolution(0))


for _rank in (1, 2, 3):
    _raw = {2: "Conv2D", 3: "Conv3D"}.get(_rank, "")
    family.on(f"nn.conv{_rank}d", f"nn.conv{_rank}d_v2", f"compat.v1.nn.conv{_rank}d", raw=_raw)(_convolution(_rank))


@family.on("nn.depthwise_conv2d", "nn.depthwise_conv2d_v2", "compat.v1.nn.depthwise_conv2d")
def depthwise_conv2d(
    b: Build,
    input: Any,
    filters: Any,
    strides: Any,
    padding: Any,
    data_format: Any = None,
    dilations: Any = None,
    explicit_paddings: Any = None,
) -> Any:
    """Each channel with kernels of its own."""
    layout = _format(data_format)
    return b.op(
        "DepthwiseConv",
        input,
        b.operand(filters, input),
        strides=_one_for_all(_spatial(strides, 2, layout)),
        padding=_padding(padding),
        data_format=layout,
        dilation_rate=_one_for_all(_spatial(dilations or 1, 2, layout)),
    )


family.on(raw="DepthwiseConv2dNative")(depthwise_conv2d)
