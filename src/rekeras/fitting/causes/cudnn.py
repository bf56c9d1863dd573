"""CuDNNLSTM and CuDNNGRU can only be taken for LSTM and GRU that compute what cuDNN does.

https://docs.nvidia.com/deeplearning/cudnn/latest/api/cudnn-adv-library.html
"""

from __future__ import annotations

from collections.abc import Iterator

from rekeras.archive import walk
from rekeras.fitting.causes._cause import Cause, Mismatch, likely
from rekeras.records import Finding

BIASES = {"LSTM": 8, "GRU": 6}
"""How many biases cuDNN has for each unit."""


def look(mismatch: Mismatch) -> Iterator[Finding]:
    """Recurrent layers beside a flat bias as long as that of cuDNN."""
    for place, pair in mismatch.differing():
        assert pair.piece is not None  # noqa: S101 - differing() gives both
        shapes = {entry.tensor.shape for entry in pair.piece.entries}
        for _address, layer in walk(place.layer):
            biases = BIASES.get(layer.class_name)
            if biases is None or (biases * int(layer.config.get("units", 0)),) not in shapes:
                continue
            extra = ", reset_after=True" if layer.class_name == "GRU" else ""
            yield likely(
                __name__,
                place.where,
                f"the weights are of CuDNN{layer.class_name}, and the {layer.class_name} of the architecture computes "
                "something else",
                f"Build it with {layer.class_name}(..., activation='tanh', recurrent_activation='sigmoid'{extra}).",
            )
            break


cause = Cause(__name__, look)
