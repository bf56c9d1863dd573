"""Keras 1 did not write its backend into the file, and what Theano computed differs from what TensorFlow did.

The names of variables tell it, as rekeras reads them; where they do not, a person must say it.

Symptom: a Keras 1 model gives wrong results in Keras 3
https://github.com/keras-team/keras/wiki/Converting-convolution-kernels-from-Theano-to-TensorFlow-and-vice-versa
"""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.layers._spatial import per_axis, rank_of
from rekeras.records import Safety
from rekeras.rules._rule import Context, Rule, Upgraded

rule = Rule(__name__, changed_in="2.3", safety=Safety.MANUAL)

CONVOLUTIONS = ("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "ConvLSTM2D")
POOLING = [f"{kind}Pooling{rank}D" for kind in ("Max", "Average") for rank in (1, 2, 3)]


@rule.in_context(*CONVOLUTIONS, *POOLING)
def refuse_unknown_backend(layer: Layer, context: Context) -> Upgraded | None:
    if context.source.backend or not (0,) <= context.source.version < (2,):
        return None
    if not _depends(layer):
        return None
    finding = context.refusal(
        "backend_unknown",
        f"{layer.class_name} gave other results on Theano than on TensorFlow, and the file does not say which it was",
        advice="Say it: --source-backend theano, or --source-backend tensorflow.",
    )
    return Upgraded(findings=(finding,))


def _depends(layer: Layer) -> bool:
    """Whether backends differ: in the direction of kernels, and in how they pad."""
    if layer.config.get("padding") == "same":
        return True
    return layer.class_name in CONVOLUTIONS and max(per_axis(layer.config["kernel_size"], rank_of(layer))) > 1
