"""Types in annotations: ``tf.Tensor`` is ``keras.KerasTensor``; tensors themselves have the type of their backend."""

from __future__ import annotations

import libcst as cst

from rekeras.source._sites import Reference
from rekeras.source._unit import Expression, Refused, Unit

unit = Unit(__name__)


@unit.reference("tensorflow.Tensor", "tensorflow.types.experimental.TensorLike")
def tensor(place: Reference) -> Expression:
    if not _is_annotation(place):
        raise Refused(
            "each backend has its own type of tensor", "Ask ops.is_tensor(x), or keras.backend.is_keras_tensor(x)."
        )
    return place.build("keras.KerasTensor")


@unit.reference("tensorflow.TensorShape")
def shape(place: Reference) -> Expression:
    if not _is_annotation(place):
        raise Refused("shapes are tuples in Keras 3", "Ask for tuple.")
    return cst.Name("tuple")


@unit.reference("tensorflow.DType", "tensorflow.dtypes.DType")
def dtype(place: Reference) -> Expression:
    if not _is_annotation(place):
        raise Refused("dtypes are text in Keras 3", "Compare keras.backend.standardize_dtype(x.dtype) with its name.")
    return cst.Name("str")


def _is_annotation(place: Reference) -> bool:
    """Whether it stands in an annotation, alone or among others: ``Optional[tf.Tensor]``."""
    return any(isinstance(node, cst.Annotation) for node in place.file.around(place.original))
