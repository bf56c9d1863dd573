"""Run as a script: losses and metrics of the installed Keras 3 with their arguments, and what it makes of configs."""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

import keras


def classes(module: Any, base: type) -> dict[str, list[str]]:
    return {
        name: list(inspect.signature(kind.__init__).parameters)[1:]
        for name, kind in vars(module).items()
        if inspect.isclass(kind) and issubclass(kind, base) and kind is not base
    }


def main() -> None:
    given = json.load(sys.stdin)
    read = [keras.saving.deserialize_keras_object(config) for config in given]
    answer = {
        "losses": classes(keras.losses, keras.losses.Loss),
        "metrics": classes(keras.metrics, keras.metrics.Metric),
        "functions": [name for name in vars(keras.losses) if inspect.isfunction(getattr(keras.losses, name))],
        "read": [[type(one).__name__, one.name] for one in read],
    }
    print(json.dumps(answer))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
