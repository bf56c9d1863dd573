"""The kernel of a LocallyConnected layer, in each layout that Keras gave it, as one kernel for every place."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod

import numpy as np

Sizes = tuple[int, ...]


@dataclass(frozen=True)
class Windows:
    """Which windows a LocallyConnected layer looks through, sizes by spatial axis.

    Attributes:
        given: Sizes of the input.
        places: Sizes of the output.
        window: Sizes of the kernel.
        strides: Steps from one window to the next.
        before: How far the first window reaches in front of the input: half a window with ``same``.
        channels: Channels of the input.
        filters: Channels of the output.
        channels_first: Whether the layer's own layouts have channels and filters in front.
    """

    given: Sizes
    places: Sizes
    window: Sizes
    strides: Sizes
    before: Sizes
    channels: int
    filters: int
    channels_first: bool

    @property
    def padding(self) -> tuple[tuple[int, int], ...]:
        """Zeros before and behind each axis, so that every window lies inside."""
        return tuple(
            (before, max(0, (places - 1) * stride - before + window - given))
            for given, places, window, stride, before in zip(
                self.given, self.places, self.window, self.strides, self.before, strict=True
            )
        )

    def unfold(self, kernel: np.ndarray, implementation: int) -> np.ndarray:
        """The kernel as ``(*places, window x channels, filters)``, the window's axes and the channels flattened."""
        how = {1: self._from_windows, 2: self._from_dense, 3: self._from_nonzero}[implementation]
        return how(kernel).reshape(*self.places, prod(self.window) * self.channels, self.filters)

    def _from_windows(self, kernel: np.ndarray) -> np.ndarray:
        rank = len(self.places)
        if not self.channels_first:
            return kernel
        apart = kernel.reshape(*self.places, self.channels, *self.window, self.filters)
        return np.moveaxis(apart, rank, 2 * rank)

    def _from_dense(self, kernel: np.ndarray) -> np.ndarray:
        """From a matrix of every input to every output, of which only what lies in a window counts."""
        rank = len(self.places)
        if self.channels_first:
            kernel = np.moveaxis(np.moveaxis(kernel, 0, rank), rank + 1, -1)
        apart = np.moveaxis(kernel, rank, 2 * rank)  # (*given, *places, channels, filters)
        inside = self._inside()
        return np.asarray(np.where(inside[..., None, None], apart[(*self._sources(), *self._targets())], 0))

    def _from_nonzero(self, kernel: np.ndarray) -> np.ndarray:
        """From a list of what lies in a window, sorted by output, then by input."""
        rank = len(self.places)
        places, window = tuple(range(rank)), tuple(range(rank, 2 * rank))
        filters, channels = 2 * rank + 1, 2 * rank
        order = (*places, filters, *window, channels)
        if self.channels_first:
            order = (filters, *places, channels, *window)
        unfolded = np.zeros((*self.places, *self.window, self.channels, self.filters), kernel.dtype)
        inside = np.broadcast_to(self._inside()[..., None, None], unfolded.shape).transpose(order)
        unfolded.transpose(order)[inside] = kernel
        return unfolded

    def _positions(self) -> tuple[np.ndarray, ...]:
        """For each axis, where in the input each part of each window lies, as ``(*places, *window)``."""
        rank = len(self.places)
        positions = []
        for axis, (places, window) in enumerate(zip(self.places, self.window, strict=True)):
            starts = np.arange(places) * self.strides[axis] - self.before[axis]
            shape = [1] * (2 * rank)
            shape[axis], shape[rank + axis] = places, window
            positions.append((starts[:, None] + np.arange(window)).reshape(shape))
        return tuple(positions)

    def _inside(self) -> np.ndarray:
        inside = np.ones((*self.places, *self.window), bool)
        for position, given in zip(self._positions(), self.given, strict=True):
            inside &= (position >= 0) & (position < given)
        return inside

    def _sources(self) -> tuple[np.ndarray, ...]:
        return tuple(
            np.clip(position, 0, given - 1) for position, given in zip(self._positions(), self.given, strict=True)
        )

    def _targets(self) -> tuple[np.ndarray, ...]:
        return tuple(np.ix_(*map(np.arange, (*self.places, *self.window))))[: len(self.places)]
