"""Draws models as `make fuzz` does and writes a fixed few of them to zoo/models_drawn/drawings.json.

Run from the project's folder: python -m scripts.draw_models. It needs tf_keras where `make fuzz` installs it. Then
`zoo/build_drawn.py` builds them for the zoo.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests import zoo
from tests.drawn_layers import FAMILIES, Drawing
from tests.old_keras import OldKeras

DRAWINGS = zoo.ZOO / "models_drawn" / "drawings.json"
OF_EACH_FAMILY = 6
SEED = 20
FIRST = {"data_format": "channels_first", "activation": "softmax"}
ONCE_WRONG: dict[str, Drawing] = {
    "drawn_softmax_unshared": {
        "inputs": [{"shape": [5, 4], "kind": "numbers"}],
        "layers": [{"class": "LocallyConnected1D", "config": {"filters": 3, "kernel_size": 2, **FIRST}}],
    },
    "drawn_softmax_square": {
        "inputs": [{"shape": [3, 5, 5], "kind": "numbers"}],
        "layers": [{"class": "Conv2D", "config": {"filters": 4, "kernel_size": 2, **FIRST}}],
    },
}
"""What `make fuzz` found, now mended."""


def main() -> int:
    """Write the drawings that tf_keras can build."""
    kept = dict(ONCE_WRONG)
    with tempfile.TemporaryDirectory() as folder, OldKeras(Path(folder)) as old_keras:
        for family in FAMILIES:
            built = (drawing for drawing in drawn(family) if not old_keras.build(drawing)[1])
            for number, drawing in zip(range(OF_EACH_FAMILY), built, strict=False):
                kept[f"drawn_{family}_{number}"] = drawing
    DRAWINGS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def drawn(family: str) -> Iterator[Drawing]:
    """Drawings of one family, the same at every run; the first, which are the simplest, left out."""
    found: list[Drawing] = []

    @seed(SEED)
    @settings(
        max_examples=60, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(drawing=FAMILIES[family])
    def keep(drawing: Drawing) -> None:
        found.append(drawing)

    keep()
    distinct = {json.dumps(drawing, sort_keys=True): drawing for drawing in found[20:]}
    yield from distinct.values()


if __name__ == "__main__":
    sys.exit(main())
