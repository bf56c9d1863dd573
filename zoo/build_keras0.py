"""Builds models of Keras 0.3, saves them and records their outputs; see `build.py`.

build_keras0.py ERA FOLDER    run it with the Python of that era and with KERAS_BACKEND set
"""

from __future__ import absolute_import, print_function

import io
import json
import os
import sys

import build
import models_keras0
import numpy as np
import record
from era import seed_of
from keras import backend as K


class Later(object):
    """A function that is compiled when it is called: `compile` makes three, and prediction needs one."""

    def __init__(self, *args, **kwargs):
        self.compiled = lambda: compile_function(*args, **kwargs)

    def __call__(self, inputs):
        return self.compiled()(inputs)


compile_function, K.function = K.function, Later


def layers_of(model):
    """All layers that are no models themselves."""
    if hasattr(model, "nodes"):
        inner = model.nodes.values()
    elif hasattr(model, "layers"):
        inner = model.layers
    else:
        return [model]
    return [one for layer in inner for one in layers_of(layer)]


def set_weights(name, model):
    """Random weights as in `record.set_weights`, by their place."""
    index = 0
    for layer in layers_of(model):
        for variable in list(layer.trainable_weights) + list(getattr(layer, "non_trainable_weights", [])):
            kind = "variance" if variable is getattr(layer, "running_std", None) else "kernel"
            value = record.random_value(name, index, kind, K.get_value(variable).shape)
            K.set_value(variable, value.astype("float32"))
            index += 1


def predict(model, arrays):
    """Outputs in their order."""
    if hasattr(model, "input_order"):
        found = model.predict(dict(zip(model.input_order, arrays)))
        return [found[name] for name in model.output_order]
    return [model.predict(arrays if len(arrays) > 1 else arrays[0], batch_size=3)]


def classes_of(document):
    """Class names in the configuration."""
    found = set()

    def walk(value):
        if isinstance(value, dict):
            if "trainable" in value or "layers" in value or "node_config" in value:
                found.add(value["name"])
            value = list(value.values())
        if isinstance(value, list):
            for one in value:
                walk(one)

    walk(document)
    return sorted(found)


def build_one(name, function, folder):
    """Builds, records and saves one model; returns its entry in the manifest."""
    random = np.random.RandomState(seed_of(name + "/inputs"))
    model, arrays = function(random)
    arrays = [array.astype("int32" if array.dtype.kind == "i" else "float32") for array in arrays]
    outputs = ["out"] if not hasattr(model, "output_order") else list(model.output_order)
    losses = "mse" if not hasattr(model, "output_order") else dict.fromkeys(outputs, "mse")
    model.compile("sgd", losses)
    set_weights(name, model)
    text = model.to_json()
    with io.open(os.path.join(folder, name + ".json"), "w", encoding="utf-8") as out:
        out.write(u"" + text)
    model.save_weights(os.path.join(folder, name + "_weights.h5"), overwrite=True)
    found = predict(model, arrays)
    if record.saturated(found):
        raise RuntimeError(name + ": outputs show nothing")
    record.write_npz(os.path.join(folder, name + ".npz"), model, arrays, None, found)
    return {
        "family": "keras0", "classes": classes_of(json.loads(text)), "outputs": outputs,
        "files": [name + ".json", name + "_weights.h5", name + ".npz"], "later": [], "left_out": [], "note": "",
        "deterministic": record.same(found, predict(model, arrays)), "reload_ok": True, "reload_reason": "",
    }


def main():
    era, folder = sys.argv[1:3]
    if not os.path.isdir(folder):
        os.makedirs(folder)
    models = {name: build_one(name, function, folder) for name, function in sorted(models_keras0.MODELS.items())}
    keras = __import__("keras")
    found = {"python": build.platform.python_version(), "keras": keras.__version__}
    for package in ("theano", "numpy", "h5py"):
        found[package] = __import__(package).__version__
    manifest = {"era": era, "versions": found, "models": models, "skipped": {}, "coverage": {}, "uncovered": []}
    with io.open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8") as out:
        out.write(u"" + json.dumps(manifest, indent=1, sort_keys=True))
    print("{} models, 0 skipped, 0 failed".format(len(models)), file=sys.stderr)


if __name__ == "__main__":
    main()
