"""Who wrote a file, for the tests of training."""

from __future__ import annotations

from pathlib import Path

from rekeras.archive import Archive, Layer, Source

KERAS_1 = Source(Path("old.h5"), "keras_h5", "1.2.2", "theano")
KERAS_224 = Source(Path("old.h5"), "keras_h5", "2.2.4", "tensorflow")
KERAS_231 = Source(Path("old.h5"), "keras_h5", "2.3.1", "tensorflow")
TF_20 = Source(Path("old.h5"), "keras_h5", "2.2.4-tf", "tensorflow")
TF_215 = Source(Path("old.h5"), "keras_h5", "2.15.0", "tensorflow")
KERAS_3 = Source(Path("old.keras"), "keras_v3", "3.5.0")


def dense(name: str, units: int) -> Layer:
    return Layer("Dense", name, {"units": units, "use_bias": True, "activation": "linear"})


def archive(model: Layer, source: Source = TF_215) -> Archive:
    return Archive(source, model)
