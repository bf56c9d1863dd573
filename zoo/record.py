"""Gives a model its weights, lets the era's framework compute, and saves what users saved."""

from __future__ import absolute_import

import io
import json
import os
import signal
import zipfile

import numpy as np
from era import seed_of

RELOAD_SECONDS = 60


def set_weights(era, model):
    """Random weights that expose mistakes: no zeros, no ones, nothing symmetric; counters stay."""
    kept = [getattr(w, "name", None) for layer in era.kept for w in layer.weights]
    values = []
    for index, weight in enumerate(model.weights):
        if not hasattr(weight, "name") or weight.name in kept or not is_float(weight):
            continue
        value = random_value(era.model_name, index, weight.name, tuple(int(n) for n in weight.shape))
        if value is not None:
            values.append((weight, value))
    era.keras.backend.batch_set_value(values)


def is_float(weight):
    return "float" in str(getattr(weight.dtype, "name", weight.dtype))


def random_value(model_name, index, weight_name, shape):
    random = np.random.RandomState(seed_of("{}/{}".format(model_name, index)))
    last = weight_name.split("/")[-1].split(":")[0]
    if last.startswith(("count", "iteration", "seed")):
        return None
    low, high = -0.6, 0.6
    if "gamma" in last:
        low, high = 0.6, 1.4
    if "variance" in last or "stddev" in last:
        low, high = 0.5, 1.5
    # On a grid of 1/8192: too fine for a float16, yet the lowest bits are zero, which packs well.
    return np.round(random.uniform(low, high, size=shape) * 8192) / 8192


def arrays_of(era, model):
    """The recorded inputs in the order of the model's inputs."""
    if len(era.fed) == 1 and era.fed[0][0] is None:
        return [era.fed[0][1]]
    found = []
    for tensor in model.inputs:
        matching = [data for fed, data in era.fed if fed is tensor]
        if len(matching) != 1:
            raise RuntimeError("no data for input {}".format(tensor))
        found.append(matching[0])
    return found


def nested_inputs(model):
    """The dict of inputs a model was made with, or None."""
    nested = getattr(model, "_nested_inputs", None)
    return nested if isinstance(nested, dict) else None


def predict(model, arrays):
    """Outputs as (names or None, list of arrays), from the state a fresh model starts in."""
    nested = nested_inputs(model)
    data = dict(zip(sorted(nested), arrays)) if nested else arrays
    if not nested and len(arrays) == 1:
        data = arrays[0]
    if getattr(model, "stateful", False):
        model.reset_states()
    outputs = model.predict(data, batch_size=len(arrays[0]), verbose=0)
    if isinstance(outputs, dict):
        names = sorted(outputs)
        return names, [np.asarray(outputs[name]) for name in names]
    return None, [np.asarray(output) for output in flatten(outputs)]


def flatten(outputs):
    """One list; the states of stacked cells come nested."""
    if not isinstance(outputs, (list, tuple)):
        return [outputs]
    return [one for output in outputs for one in flatten(output)]


def same(first, second):
    return len(first) == len(second) and all(
        a.shape == b.shape and np.array_equal(a, b) for a, b in zip(first, second)
    )


def train(model, arrays, options):
    """A few steps, so that the file has an optimizer with state."""
    random = np.random.RandomState(seed_of("targets"))
    _, outputs = predict(model, arrays)
    targets = [random.normal(size=y.shape).astype("float32") for y in outputs]
    nested = nested_inputs(model)
    data = dict(zip(sorted(nested), arrays)) if nested else (arrays if len(arrays) > 1 else arrays[0])
    model.compile(**options)
    model.fit(data, targets if len(targets) > 1 else targets[0], epochs=3, batch_size=2, shuffle=False, verbose=0)


def save(era, model, builder, folder):
    """Writes the model's files; returns their names."""
    name = builder.name
    path = os.path.join(folder, name)
    model.save(path + ".h5", include_optimizer=builder.train is not None)
    files = [name + ".h5"]
    if "json" in builder.also:
        with io.open(path + ".json", "w", encoding="utf-8") as out:
            out.write(u"" + model.to_json())
        model.save_weights(path + "_weights.h5")
        files += [name + ".json", name + "_weights.h5"]
    if "yaml" in builder.also:
        files += save_yaml(era, model, path)
    if "keras" in builder.also and not era.standalone and era.number <= (2, 12):
        model.save(path + ".keras", include_optimizer=builder.train is not None)
        files.append(name + ".keras")
    return files


def save_yaml(era, model, path):
    try:
        text = model.to_yaml()
    except (AttributeError, RuntimeError) as error:
        era.left_out.append("yaml: " + str(error).split("\n")[0][:160])
        return []
    with io.open(path + ".yaml", "w", encoding="utf-8") as out:
        out.write(u"" + text)
    if not os.path.exists(path + "_weights.h5"):
        model.save_weights(path + "_weights.h5")
        return [os.path.basename(path) + end for end in (".yaml", "_weights.h5")]
    return [os.path.basename(path) + ".yaml"]


def stop_waiting(number, frame):
    raise RuntimeError("its loader did not end within {} seconds".format(RELOAD_SECONDS))


def reload(era, path, arrays, outputs):
    """Does the file load again in its own era and compute the same? (True, "") or (False, why).

    TensorFlow 1.14 never ends on some of its own nested models, hence the alarm.
    """
    signal.signal(signal.SIGALRM, stop_waiting)
    signal.alarm(RELOAD_SECONDS)
    try:
        again = era.keras.models.load_model(path, compile=False)
        _, found = predict(again, arrays)
    except Exception as error:  # what an old framework raises on its own file is the thing recorded
        return False, "{}: {}".format(type(error).__name__, str(error).split("\n")[0][:200])
    finally:
        signal.alarm(0)
    if same(outputs, found):
        return True, ""
    if [a.shape for a in outputs] != [b.shape for b in found]:
        return False, "differs in shape"
    largest = max(float(np.max(np.abs(a.astype("float64") - b))) for a, b in zip(outputs, found) if a.size)
    return (True, "") if largest <= 1e-6 else (False, "differs by {:.2g}".format(largest))


def saturated(outputs):
    """The indices of float outputs that show nothing: not finite, or all one number."""
    return [
        index
        for index, y in enumerate(outputs)
        if y.dtype.kind == "f" and (not np.all(np.isfinite(y)) or (y.size > 1 and np.ptp(y) == 0))
    ]


def write_npz(path, model, arrays, names, outputs, more=()):
    """x0.. y0.. (and `names`, `output_names` for dicts) and `more`, with fixed times so that it is byte-stable."""
    entries = [("x{}".format(i), x) for i, x in enumerate(arrays)]
    entries += [("y{}".format(i), y) for i, y in enumerate(outputs)]
    nested = nested_inputs(model)
    if nested:
        entries.append(("names", np.array(sorted(nested))))
    if names:
        entries.append(("output_names", np.array(names)))
    entries += more
    with zipfile.ZipFile(path, "w") as out:
        for name, value in entries:
            held = io.BytesIO()
            np.lib.format.write_array(held, np.asanyarray(value), allow_pickle=False)
            out.writestr(zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0)), held.getvalue())


def classes_of(model):
    """Every class name in the model's configuration: layers, cells, initializers, ..."""
    found = set()

    def walk(value):
        if isinstance(value, dict):
            if isinstance(value.get("class_name"), type(u"")) and "config" in value:
                found.add(value["class_name"])
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(json.loads(model.to_json()))
    return sorted(found)
