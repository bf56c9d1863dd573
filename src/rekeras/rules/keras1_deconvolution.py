"""Transposed convolutions compute the size of their output; Deconvolution2D was told.

Symptom: Unknown layer: 'Deconvolution2D'
Symptom: Unrecognized keyword arguments passed to Conv2DTranspose: {'output_shape':
https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes

Before: Deconvolution2D(3, 3, 3, output_shape=(None, 8, 8, 3), subsample=(2, 2))       (of 3 x 3 images)
After: Conv2DTranspose(3, kernel_size=[3, 3], strides=[2, 2], output_padding=[1, 1])
"""

from __future__ import annotations

from dataclasses import dataclass

from rekeras.archive import Layer
from rekeras.layers._description import UNKNOWN
from rekeras.layers._spatial import take_apart
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.0", safety=Safety.LOSSLESS)


@rule.in_context("Conv2DTranspose")
def say_padding(layer: Layer, context: Context) -> Layer | Upgraded | None:
    if "output_shape" not in layer.config:
        return None
    given = context.description.inputs.first if context.description else UNKNOWN
    asked = tuple(layer.config["output_shape"])
    windows = zip(
        take_apart(layer, given.shape, 2)[1],
        take_apart(layer, asked, 2)[1],
        layer.config["kernel_size"],
        layer.config["strides"],
        strict=True,
    )
    sizes = [_Size(*window, layer.config["padding"]) for window in windows]
    known = layer.with_config(drop=("output_shape",))
    if all(size.is_usual for size in sizes):
        return known.with_config({"output_padding": None})
    extra = [size.output_padding for size in sizes]
    if None not in extra:
        return known.with_config({"output_padding": extra})
    found = f"makes {asked} of {given.shape}, which a transposed convolution does not"
    advice = "Keep this model in the framework that made it, or report it to rekeras."
    return Upgraded(known, findings=(context.refusal("deconvolution_shape", found, advice=advice),))


@dataclass(frozen=True)
class _Size:
    """One axis: its size before and after, and how the window slides."""

    given: int | None
    asked: int | None
    window: int
    stride: int
    padding: str

    @property
    def is_usual(self) -> bool:
        """Whether Keras 3 gives that size by itself."""
        if self.given is None or self.asked is None:
            return False
        more = max(self.window - self.stride, 0) if self.padding == "valid" else 0
        return self.asked == self.given * self.stride + more

    @property
    def output_padding(self) -> int | None:
        """What Keras 3 must add at the end; None where it cannot."""
        if self.given is None or self.asked is None:
            return None
        cut = 2 * (self.window // 2) if self.padding == "same" else 0
        extra = self.asked - (self.given - 1) * self.stride - self.window + cut
        return extra if 0 <= extra < self.stride else None
