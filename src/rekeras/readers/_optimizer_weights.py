"""The optimizer's variables in an HDF5 file: the group ``optimizer_weights``, in the optimizer's order.

https://github.com/keras-team/tf-keras/blob/v2.15.0/tf_keras/saving/legacy/hdf5_format.py
"""

from __future__ import annotations

from rekeras.archive import StateTensor
from rekeras.containers.hdf5 import Hdf5File

GROUP = "optimizer_weights"


def optimizer_state(file: Hdf5File) -> tuple[StateTensor, ...]:
    """The optimizer's variables, in its own order; what the group does not list is none of them."""
    names = file.names("weight_names", GROUP) if GROUP in file.members() else None
    paths = {name: f"{GROUP}/{name}" for name in names or ()}
    return tuple(StateTensor(name, file.tensors[path]) for name, path in paths.items() if path in file.tensors)
