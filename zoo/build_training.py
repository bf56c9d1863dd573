"""Builds the models of `models_training`: trains them some steps, saves them, and records how training went on.

build_training.py ERA FOLDER [--only NAME ...]    run it with the Python of that era and with KERAS_BACKEND set

What is recorded is the model that was never interrupted: its losses, and its weights after 1, 2 and 10 more steps.
"""

from __future__ import absolute_import, print_function

import functools
import glob
import io
import os
import sys

import build
import models_training
import numpy as np
import record
from era_training import training_era

STEPS = (1, 2, 10)


def one_or_list(arrays):
    return arrays[0] if len(arrays) == 1 else list(arrays)


def step(era, model):
    """Trains on the data once; returns the loss before the step."""
    if hasattr(model, "reset_metrics"):
        model.reset_metrics()  # some average over steps otherwise
    weights = {"sample_weight": one_or_list(era.sample_weights)} if era.sample_weights else {}
    found = model.train_on_batch(one_or_list(era.arrays), one_or_list(era.targets), **weights)
    return float(np.ravel(np.asarray(found, "float64"))[0])


def evaluate(era, model):
    """The names of loss and metrics, and their values; from the state that is saved."""
    weights = {"sample_weight": one_or_list(era.sample_weights)} if era.sample_weights else {}
    size = len(era.arrays[0])
    data = one_or_list(era.arrays), one_or_list(era.targets)
    if era.is_keras_3:
        found = model.evaluate(*data, batch_size=size, verbose=0, return_dict=True, **weights)
        return list(found), list(found.values())
    values = model.evaluate(*data, batch_size=size, verbose=0, **weights)
    return list(model.metrics_names), list(np.ravel(np.asarray(values, "float64")))


def weights_of(era, model):
    """Every variable: the name of its outermost layer, its own name, its value; in the order of the file."""
    found = []
    for layer in model.layers:
        weights = layer.weights if hasattr(layer, "weights") else layer.trainable_weights + layer.non_trainable_weights
        values = layer.get_weights() if era.is_keras_3 else era.keras.backend.batch_get_value(weights)
        for weight, value in zip(weights, values):
            found.append((layer.name, str(getattr(weight, "path", weight.name)), np.array(value)))
    return found


def go_on(era, model):
    """Losses and weights of the next steps, as the arrays of the recording."""
    entries, losses = [], []
    for number in range(1, max(STEPS) + 1):
        losses.append(step(era, model))
        if number in STEPS:
            found = weights_of(era, model)
            entries += [("w{}_{}".format(number, index), value) for index, (_, _, value) in enumerate(found)]
    entries += [
        ("losses", np.array(losses, "float64")),
        ("weight_layers", np.array([layer for layer, _, _ in found], "U")),
        ("weight_names", np.array([name for _, name, _ in found], "U")),
    ]
    return entries


def save(era, model, builder, folder):
    """Writes the model in every container that this era has and the builder wants; returns the names of the files."""
    path = os.path.join(folder, builder.name)
    files = []
    if not era.is_keras_3:
        model.save(path + ".h5")
        files.append(builder.name + ".h5")
    if era.is_keras_3 or era.tf(2, 13):
        model.save(path + ".keras")
        files.append(builder.name + ".keras")
    if era.is_keras_3:
        return files
    if "saved_model" in builder.also and era.tf(2, 0):
        options = {"save_traces": False} if era.tf(2, 4) else {}
        model.save(path + "_saved_model", save_format="tf", **options)
        files.append(builder.name + "_saved_model")
    if "checkpoint" in builder.also and era.tf():
        with io.open(path + ".json", "w", encoding="utf-8") as out:
            out.write(u"" + model.to_json())
        model.save_weights(path + "_weights", save_format="tf")
        files.append(builder.name + ".json")
        files += sorted(os.path.basename(one) for one in glob.glob(path + "_weights.*"))
    return files


def reloaded(era, path, entries):
    """Does the era itself go on as if nothing had happened? (True, "") or (False, why)."""
    expected = dict(entries)["losses"]
    try:
        found = dict(go_on(era, era.keras.models.load_model(path)))["losses"]
    except Exception as error:  # what an old framework raises on its own file is the thing recorded
        return False, "{}: {}".format(type(error).__name__, str(error).split("\n")[0][:200])
    worst = float(np.max(np.abs(expected - found)))
    return worst <= 1e-5, "" if worst <= 1e-5 else "losses differ by {:.2g}".format(worst)


def build_one(era, builder, folder):
    """Trains, saves and records one model; returns its entry in the manifest."""
    era.start(builder.name)
    model = builder.function(era)
    (era.set_weights if era.is_keras_3 else functools.partial(record.set_weights, era))(model)
    era.arrays = record.arrays_of(era, model)
    model.compile(**builder.settings(era))
    for _ in range(builder.steps):
        step(era, model)
    names, values = evaluate(era, model)
    output_names, outputs = record.predict(model, era.arrays)
    files = save(era, model, builder, folder)
    entries = go_on(era, model)
    entries += [("metric_names", np.array(names, "U")), ("metrics", np.array(values, "float64"))]
    entries += [("t{}".format(index), target) for index, target in enumerate(era.targets)]
    entries += [("s{}".format(index), weight) for index, weight in enumerate(era.sample_weights)]
    record.write_npz(os.path.join(folder, builder.name + ".npz"), model, era.arrays, output_names, outputs, entries)
    if not np.all(np.isfinite(dict(entries)["losses"])):
        raise RuntimeError("the losses show nothing: {}".format(dict(entries)["losses"]))
    reload_ok, reload_reason = reloaded(era, os.path.join(folder, files[0]), entries)
    return {
        "family": builder.family,
        "classes": record.classes_of(model),
        "optimizer": type(model.optimizer).__name__,
        "files": files + [builder.name + ".npz"],
        "left_out": era.left_out,
        "reload_ok": reload_ok,
        "reload_reason": reload_reason,
    }


def suit(build, era):
    """Suits the driver to an era."""
    if era.startswith("keras-1."):
        import build_keras1  # noqa: F401 - importing it suits `build` to Keras 1
    elif era.endswith(("-theano", "-cntk")):
        import build_backend  # noqa: F401 - the same for Theano and CNTK
    elif era.startswith("keras-3."):
        import build_keras_v3

        build.Era = build_keras_v3.KerasEra
    build.Era = training_era(build.Era)
    build.build_one = build_one


if __name__ == "__main__":
    suit(build, sys.argv[1])
    build.models = models_training
    sys.exit(build.main())
