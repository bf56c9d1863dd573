"""InputLayer takes `batch_input_shape`; Keras 3 calls it `batch_shape`."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.downgrades._downgrade import Downgrade

downgrade = Downgrade(__name__)


@downgrade.on("InputLayer")
def rename_shape(layer: Layer) -> Layer:
    shape = layer.config.get("batch_shape", layer.config.get("batch_input_shape"))
    dtype = layer.config.get("dtype") or "float32"
    kept = {"batch_input_shape": shape, "dtype": dtype, "sparse": bool(layer.config.get("sparse"))}
    others = tuple(key for key in layer.config if key not in kept and not layer.config[key])
    return layer.with_config(kept, drop=("batch_shape", "trainable", *others))
