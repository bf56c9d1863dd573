"""LeakyReLU takes `alpha`; Keras 3 calls it `negative_slope`."""

from __future__ import annotations

from rekeras.archive import Layer
from rekeras.downgrades._downgrade import Downgrade

downgrade = Downgrade(__name__)


@downgrade.on("LeakyReLU")
def rename_slope(layer: Layer) -> Layer:
    return layer.with_config({"alpha": layer.config.get("negative_slope", 0.3)}, drop=("negative_slope",))
