"""Builds the models of Keras 1, saves them and records their outputs; see `build.py`.

build_keras1.py ERA FOLDER [--only NAME ...]     run it with the Python of that era and with KERAS_BACKEND set
"""

from __future__ import absolute_import, print_function

import io
import os
import signal
import sys

import build
import models_keras1
import numpy as np
import record
from era import seed_of
from era_keras1 import EraKeras1


def set_weights(era, model):
    """Random weights as in `record.set_weights`; Theano's variables have no shape of their own."""
    backend = era.keras.backend
    pairs = []
    weights = model.weights if hasattr(model, "weights") else model.trainable_weights + model.non_trainable_weights
    for index, weight in enumerate(weights):
        name = str(weight.name)
        # Keras 1 keeps a variance under the name running_std.
        value = record.random_value(era.model_name, index, name.replace("running_std", "variance"),
                                    backend.get_value(weight).shape)
        pairs.append((weight, value.astype("float32")))
    backend.batch_set_value(pairs)


def arrays_of(era, model):
    """The recorded inputs; several feeds are those of a Sequential whose first layer merges several."""
    if all(tensor is None for tensor, _ in era.fed):
        return [data for _, data in era.fed]
    return record_arrays_of(era, model)


def train(model, arrays, options):
    """A few steps, so that the file has an optimizer with state."""
    random = np.random.RandomState(seed_of("targets"))
    _, outputs = record.predict(model, arrays)
    targets = [random.normal(size=y.shape).astype("float32") for y in outputs]
    model.compile(**options)
    data = arrays if len(arrays) > 1 else arrays[0]
    model.fit(data, targets if len(targets) > 1 else targets[0], nb_epoch=3, batch_size=2, shuffle=False, verbose=0)


def save(era, model, builder, folder):
    """Writes the model's files; returns their names. A compiled model is saved with its optimizer."""
    path = os.path.join(folder, builder.name)
    whole = hasattr(model, "save")  # from Keras 1.0.7 on
    files = []
    if whole:
        model.save(path + ".h5")
        files.append(builder.name + ".h5")
    for kind, text in (("json", model.to_json), ("yaml", model.to_yaml)):
        if kind in builder.also or (kind == "json" and not whole):
            written = u"" + text()
            if "!!python" in written:
                era.left_out.append(kind + ": holds Python objects")
                continue
            with io.open(path + "." + kind, "w", encoding="utf-8") as out:
                out.write(written)
            files.append(builder.name + "." + kind)
    if len(files) > whole:
        model.save_weights(path + "_weights.h5")
        files.append(builder.name + "_weights.h5")
    return files


def reload(era, path, arrays, outputs):
    """Does the file load again in Keras 1 and compute the same? (True, "") or (False, why)."""
    signal.signal(signal.SIGALRM, record.stop_waiting)
    signal.alarm(record.RELOAD_SECONDS * 5)
    try:
        if os.path.exists(path):
            again = era.keras.models.load_model(path)
        else:
            with io.open(path.replace(".h5", ".json"), encoding="utf-8") as architecture:
                again = era.keras.models.model_from_json(architecture.read())
            again.load_weights(path.replace(".h5", "_weights.h5"))
        _, found = record.predict(again, arrays)
    except Exception as error:  # what an old framework raises on its own file is the thing recorded
        return False, "{}: {}".format(type(error).__name__, str(error).split("\n")[0][:200])
    finally:
        signal.alarm(0)
    if [a.shape for a in outputs] != [b.shape for b in found]:
        return False, "other shapes"
    largest = max(float(np.max(np.abs(a.astype("float64") - b))) for a, b in zip(outputs, found) if a.size)
    return largest <= 1e-6, "" if largest <= 1e-6 else "differs by {:.2g}".format(largest)


record_arrays_of = record.arrays_of
record.set_weights = set_weights
record.arrays_of = arrays_of
record.save = save
record.train = train
record.reload = reload
build.Era = EraKeras1
build.models = models_keras1

if __name__ == "__main__":
    sys.exit(build.main())
