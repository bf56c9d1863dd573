"""Write `src/rekeras/keras2/catalog.json`: the layers of Keras 2, their arguments, and the version that first had each.

Run from the project's folder: python scripts/make_keras2_catalog.py OBSERVED.json...

Each file is what `zoo/list_classes.py` printed in one old framework, the oldest first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CATALOG = Path(__file__).parents[1] / "src" / "rekeras" / "keras2" / "catalog.json"

FIXED = {"data_format": ("Cropping1D", "UpSampling1D", "ZeroPadding1D")}
"""Arguments of a base class that these classes give it themselves."""


def merge(observed: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Everything that the newest of them still has, with the number of the first version that had it."""
    newest = observed[-1]
    layers: dict[str, Any] = {}
    for name in newest["layers"]:
        having = [index for index, one in enumerate(observed) if name in one["layers"]]
        keys = {
            key: index
            for index in reversed(having)
            for key in observed[index]["layers"][name]
            if name not in FIXED.get(key, ())
        }
        layers[name] = {"since": having[0], "keys": dict(sorted(keys.items()))}
    activations = {
        name: min(index for index, one in enumerate(observed) if name in one["activations"])
        for name in newest["activations"]
    }
    return {"versions": [one["version"] for one in observed], "layers": layers, "activations": activations}


if __name__ == "__main__":
    merged = merge([json.loads(Path(path).read_text("utf-8").splitlines()[-1]) for path in sys.argv[1:]])
    CATALOG.write_text(json.dumps(merged, indent=1, sort_keys=True) + "\n", encoding="utf-8")
