"""When ``keras.ops.add`` of the TensorFlow backend adds a vector along another axis than broadcasting does.

What squeezes to a vector is taken for a bias of the last axis, or else of the one behind the batch, whichever is as
long.
Source: ``add`` in ``keras/src/backend/tensorflow/numpy.py`` of Keras 3.7 to 3.15.
"""

from __future__ import annotations

from rekeras.layers._description import Shape


def is_mistaken(bias: tuple[int, ...], given: Shape) -> bool:
    """Whether TensorFlow adds such a bias along another axis than broadcasting does, or may.

    Args:
        bias: Its shape.
        given: The shape that it is added to; None where it is not known.
    """
    long = [axis for axis, size in enumerate(bias) if size > 1]
    if len(long) != 1 or (long[0] == len(bias) - 1 and (given is None or given[-1] == bias[-1])):
        return False
    if given is None:
        return True
    size, axis = bias[long[0]], len(given) - len(bias) + long[0]
    takes_last = given[-1] in (size, None) and axis != len(given) - 1
    return takes_last or (given[1] in (size, None) and axis != 1)
