"""One name for each thing of Keras, wherever TensorFlow, tf_keras or an old version of Keras kept it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

ROOT = re.compile(
    r"^(?:tensorflow(?:_core)?(?:\.(?:contrib|python|compat\.v[12]|_api\.v[12]))*\.keras|tf_keras|keras)"
    r"(?:\.(?:src|api|python|_v[12]|_tf_keras|keras))*(?=\.|$)"
)
"""Where Keras lived: what stands for ``keras``."""

OF_TENSORFLOW = re.compile(
    r"^tensorflow\.(?:compat\.v2\.)?"
    r"((?:losses|metrics|optimizers)\.[A-Z].*|initializers\.(?:[A-Z]|he_|lecun_|glorot_).*)$"
)
"""Classes of Keras that TensorFlow 2 also offers without ``keras``."""

HOMES: Final = {
    "engine": "layers",
    "engine.training": "models",
    "engine.network": "models",
    "engine.functional": "models",
    "engine.sequential": "models",
    "initializations": "initializers",
    "legacy.layers": "layers",
    "legacy.models": "models",
    "metrics.metrics": "metrics",
    "objectives": "losses",
    "optimizers.learning_rate_schedule": "optimizers.schedules",
    "optimizers.experimental": "optimizers",
    "optimizers.legacy": "optimizers",
    "optimizers.schedules.learning_rate_schedule": "optimizers.schedules",
    "optimizer_v1": "optimizers",
    "optimizer_v2": "optimizers",
    "optimizer_v2.learning_rate_schedule": "optimizers.schedules",
}
"""Modules of Keras, and where today's Keras has what stood in them."""

SHARED: Final = ("Model", "Sequential", "Network", "Functional")
"""Classes of ``keras.engine`` that are models now, not layers."""

OPEN: Final = (
    *("layers", "backend", "utils", "models", "losses", "metrics", "callbacks", "initializers", "optimizers"),
    *("regularizers", "constraints", "activations", "saving", "engine", "objectives", "initializations"),
)
"""Packages whose private modules (``layers.core``, ``utils.np_utils``) say no more than the package."""

PRIVATE: Final = frozenset(
    {
        *("advanced_activations", "activation", "attention", "base_layer", "base_preprocessing_layer"),
        *("containers", "conv_utils", "convolutional", "convolutional_recurrent", "core"),
        *("cudnn_recurrent", "data_utils", "dense_attention", "embeddings", "experimental"),
        *("generic_utils", "initializers_v1", "initializers_v2", "input_layer", "input_spec", "io_utils"),
        *("kernelized", "layer_normalization", "layer_utils", "legacy", "local", "losses_utils"),
        *("merging", "multi_head_attention", "noise", "normalization", "np_utils", "optimizer_v2"),
        *("pooling", "preprocessing", "recurrent", "recurrent_v2", "regularization", "reshaping", "rnn"),
        *("serialization", "tensorflow_backend", "tf_utils", "theano_backend", "topology", "vis_utils"),
        *("visualize_util", "wrappers"),
    }
)
"""Modules that programs imported as such: ``from keras.utils import np_utils``."""


@cache
def public_names() -> Mapping[str, frozenset[str]]:
    """What each module of Keras 3 offers (``scripts/make_public_names.py`` asked it)."""
    text = Path(__file__).with_name("public_names.json").read_text("utf-8")
    return {module: frozenset(names.split()) for module, names in json.loads(text)["names"].items()}


def is_public(name: str) -> bool:
    """Whether Keras 3 has this name: ``keras.layers.Dense``, ``keras.layers``, ``keras.Model.fit``."""
    if name == "keras":
        return True
    module, _, last = name.rpartition(".")
    return last in public_names().get(module, ()) or (module.rpartition(".")[2][:1].isupper() and is_public(module))


OPS_OF_TENSORFLOW = re.compile(r"^tensorflow\.python\.(?:ops|framework|eager|util|data)\.(\w+)\.(\w.*)$")
"""TensorFlow's private modules, which layers taken out of its own source import."""
PLACES: Final = {"nn": "nn.", "nn_ops": "nn.", "random_ops": "random.", "linalg_ops": "linalg.", "image_ops": "image."}


@cache
def canonical(qualified: str) -> str:
    """The name without its history: ``keras.layers.Dense`` for ``tensorflow.python.keras.layers.core.Dense``.

    Names outside Keras come back as they are (``tensorflow.reduce_mean``, ``numpy.sum``).
    """
    if found := OF_TENSORFLOW.match(qualified):
        return f"keras.{found[1]}"
    found = ROOT.match(qualified)
    if not found:
        return _of_tensorflow(qualified)
    parts = qualified[found.end() :].split(".")[1:]
    return ".".join(("keras", *_at_home(parts)))


def _of_tensorflow(qualified: str) -> str:
    """TensorFlow's name without the module or the version of its interface: ``tensorflow.reduce_mean``."""
    if found := OPS_OF_TENSORFLOW.match(qualified):
        return f"tensorflow.{PLACES.get(found[1], '')}{found[2]}"
    return re.sub(r"^tensorflow\.compat\.v[12](?=\.|$)", "tensorflow", qualified)


def _at_home(parts: list[str]) -> list[str]:
    """Parts of a name below ``keras``, where today's Keras would have them."""
    if parts[:1] == ["engine"] and parts[-1] in SHARED:
        return ["models", parts[-1]]
    for length in (3, 2, 1):
        home = HOMES.get(".".join(parts[:length]))
        if home:
            return [*home.split("."), *_without_private(home.split("."), parts[length:])]
    if parts[:1] and parts[0] in OPEN:
        return [parts[0], *_without_private(parts[:1], parts[1:])]
    return parts


def _without_private(package: list[str], rest: list[str]) -> list[str]:
    """Leave out modules that only old versions had; the last part may be one itself."""
    kept: list[str] = []
    for index, part in enumerate(rest):
        module = ".".join(("keras", *package, *kept))
        is_last = index == len(rest) - 1
        if part in public_names().get(module, ()) or part[:1].isupper():
            return [*kept, *rest[index:]]
        if part not in PRIVATE and is_last:
            kept.append(part)
    return kept
