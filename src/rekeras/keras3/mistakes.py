"""Mistakes that older versions of Keras 3 make on one backend, each with the version that mended it.

What concerns a version on every backend stands in ``mended.py``, what concerns every version in ``rules/``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rekeras.archive import Call, Layer, refs_in, show_address, walk
from rekeras.layers._spatial import per_axis, rank_of
from rekeras.records import Finding, Severity

MISTAKE = "backend_mistake"
"""Code of the findings."""
NAMES = {"jax": "JAX", "torch": "PyTorch", "tensorflow": "TensorFlow"}


@dataclass(frozen=True)
class Mistake:
    """One thing that a backend cannot run or computes otherwise.

    Attributes:
        backend: Keras's name of it.
        until: The first version of Keras that does it right.
        where: The layer.
        what: What happens, as a sentence that begins with the layer's class.
    """

    backend: str
    until: str
    where: str
    what: str

    def concerns(self, version: str, backend: str) -> bool:
        """Whether this Keras on this backend makes it."""
        return backend == self.backend and _numbers(version)[:2] < _numbers(self.until)

    def finding(self) -> Finding:
        """The note for the report."""
        found = f"{self.what} in Keras before {self.until} on {NAMES[self.backend]}"
        advice = f"Use Keras {self.until} or newer there, or another backend."
        return Finding(MISTAKE, Severity.NOTE, self.where, found, advice=advice)


def mistakes(model: Layer) -> tuple[Mistake, ...]:
    """All that a model would meet.

    Args:
        model: As it is written, masks included.
    """
    return tuple(
        Mistake(backend, until, show_address((*address, *name)), what)
        for address, layer in walk(model)
        for name, backend, until, what in _at(layer)
    )


_Known = tuple[str, str, str]
"""The backend, the version that mended it, and what happens."""


def _at(layer: Layer) -> Iterator[tuple[tuple[str, ...], str, str, str]]:
    yield from (((), *known) for known in in_layer(layer))
    by_name = {inner.name: inner for inner in layer.layers}
    for call in layer.graph.calls if layer.graph else ():
        yield from (((call.layer,), *known) for known in in_call(by_name[call.layer], call))


def in_layer(layer: Layer) -> Iterator[_Known]:
    """What concerns a layer wherever it stands.

    Sources: ``_convert_conv_transpose_padding_args_from_keras_to_torch`` and, from 3.15 on,
    ``compute_conv_transpose_output_crops_for_torch`` in ``keras/src/backend/common/backend_utils.py``;
    ``average_pool`` in ``keras/src/backend/torch/nn.py``; ``resize`` in ``keras/src/backend/torch/image.py``.
    """
    name = layer.class_name
    if layer.is_operation:
        yield from _in_operation(name)
        return
    if name.startswith("Conv") and name.endswith("Transpose"):
        paddings = [_torch_padding(*axis) for axis in _axes(layer)]
        if any(extra >= stride for (_cut, extra), stride in zip(paddings, _strides(layer), strict=True)):
            yield "torch", "3.15", f"{name} with this padding fails"
        elif any(cut > 0 and extra > 0 for cut, extra in paddings):
            yield "torch", "3.15", f"{name} with this padding gives other numbers"
    if name.startswith("AveragePooling") and layer.config.get("padding") == "same":
        yield "torch", "3.5", f'{name} with padding="same" may give other numbers'
    resizes = name == "UpSampling2D" and layer.config.get("interpolation") not in (None, "nearest")
    if resizes or name in ("Resizing", "CenterCrop", "RandomCrop"):
        yield "torch", "3.9", f"{name} needs the package torchvision"


def _in_operation(name: str) -> Iterator[_Known]:
    """What concerns an operation of ``keras.ops``; the kernel of a convolution is not in its config."""
    if name == "ConvTranspose":
        yield "torch", "3.15", f"{name} may give other numbers"
    if name == "Resize":
        yield "torch", "3.9", f"{name} needs the package torchvision"


def in_call(layer: Layer, call: Call) -> Iterator[_Known]:
    """What concerns a layer that is called in this way.

    Source: ``_step`` of ``rnn`` in ``keras/src/backend/jax/rnn.py``.
    """
    cell = layer.parts.get("cell")
    several = cell is not None and any(part.class_name == "LSTMCell" for part in cell.parts.values())
    if several and any(True for _ in refs_in(call.kwargs.get("mask"))):
        yield "jax", "3.10", f"{layer.class_name} with a mask and cells of several states fails"


def _strides(layer: Layer) -> tuple[int, ...]:
    return per_axis(layer.config.get("strides", 1), rank_of(layer))


def _axes(layer: Layer) -> Iterator[tuple[int, int, bool, int | None]]:
    """Size of the dilated kernel, stride, whether the padding is "same", and the padding of the output."""
    rank, config = rank_of(layer), layer.config
    kernel, dilation = per_axis(config["kernel_size"], rank), per_axis(config.get("dilation_rate", 1), rank)
    given = config.get("output_padding")
    padding = (None,) * rank if given is None else per_axis(given, rank)
    for size, step, stride, extra in zip(kernel, dilation, _strides(layer), padding, strict=True):
        yield (size - 1) * step + 1, stride, config.get("padding") == "same", extra


def _torch_padding(kernel: int, stride: int, same: bool, extra: int | None) -> tuple[int, int]:
    """What these versions tell PyTorch to cut on both sides, and to add at the end; with both it cuts wrongly."""
    if not same:
        return 0, max(kernel, stride) - kernel if extra is None else extra
    odd = kernel % 2
    extra = stride - odd if extra is None else extra
    cut = max(-((odd - kernel + extra) // 2), 0)
    return cut, 2 * cut + odd - kernel + extra


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
