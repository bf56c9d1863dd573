"""Saves models with layers of the user's own in every container of an era, each with its source beside it.

build_custom.py ERA OUTDIR [--only NAME ...]     run it with the Python of that era

`models_custom/tensorflow/`, `models_custom/keras/` and `models_custom/keras1/` hold the sources as people of these eras
wrote them: the classes, and `build_model()`. A model class has the inputs that it is called on in `INPUTS`.
"""

from __future__ import absolute_import, print_function

import argparse
import glob
import importlib
import inspect
import io
import json
import os
import shutil
import sys
import traceback

import build
import record
from era import Era

HERE = os.path.dirname(os.path.abspath(__file__))
TRACED = ("own_weights", "subclassed_model")
"""Saved with their functions too, in the eras that can leave them out; they are large."""
KEPT = ("training_objects", "schedule")
"""Saved with the settings they were compiled with."""
VOCABULARY = 8


def sources(era):
    """Which folder of sources the era runs."""
    if era.name.startswith("keras-1."):
        return "keras1"
    return "keras" if era.standalone else "tensorflow"


def era_of(name):
    if name.startswith("keras-1."):
        from era_keras1 import EraKeras1

        return EraKeras1(name)
    return Era(name)


def data_of(era, dtype, shape):
    if "int" in dtype:
        return era.token_rows(shape[0], VOCABULARY)
    return era.normal(shape)


def arrays_of(era, model, source):
    """Recorded inputs: as the model's own inputs tell, or as its source does."""
    if hasattr(source, "INPUTS"):
        return [data_of(era, dtype, shape) for dtype, shape in source.INPUTS]
    shapes = [tuple(era.keras.backend.int_shape(tensor))[1:] for tensor in model.inputs]
    dtypes = [str(era.keras.backend.dtype(tensor)) for tensor in model.inputs]
    return [data_of(era, dtype, shape) for dtype, shape in zip(dtypes, shapes)]


def set_weights(era, model):
    """As `record.set_weights`; each weight once, by its place in the model and its own name."""
    backend, pairs, seen = era.keras.backend, [], set()
    for index, weight in enumerate(model.weights):
        shape = backend.get_value(weight).shape
        value = record.random_value(era.model_name, index, weight.name, shape)
        if id(weight) not in seen and value is not None and record.is_float(weight):
            seen.add(id(weight))
            pairs.append((weight, value.astype("float32")))
    backend.batch_set_value(pairs)


def own_objects(source):
    """What the source defines, by name: what people gave to load_model as custom_objects."""
    found = {name: value for name, value in vars(source).items() if getattr(value, "__module__", "") == source.__name__}
    return {name: value for name, value in found.items() if inspect.isclass(value) or inspect.isfunction(value)}


def attempt(era, what, function):
    """What the era itself cannot save is noted with its message."""
    try:
        function()
    except Exception as error:
        era.left_out.append("{}: {}: {}".format(what, type(error).__name__, str(error).split("\n")[0][:200]))
        return False
    return True


def save(era, model, name, path):
    """Every container of the era; returns the names of the files."""
    files = []
    options = {} if era.name.startswith("keras-1.") else {"include_optimizer": name in KEPT}
    if attempt(era, "h5", lambda: model.save(path + ".h5", **options)):
        files.append(name + ".h5")
    elif os.path.exists(path + ".h5"):
        os.remove(path + ".h5")
    model.save_weights(path + "_weights.h5")
    files.append(name + "_weights.h5")
    if era.standalone:
        return files
    model.save_weights(path + "_checkpoint", save_format="tf")
    files += sorted(os.path.basename(one) for one in glob.glob(path + "_checkpoint.*"))
    if era.tf(2, 6) or (era.tf(2, 3) and name in TRACED):
        traces = {"save_traces": name in TRACED} if era.tf(2, 6) else {}
        folder = path + "_saved_model"
        if attempt(era, "saved_model", lambda: model.save(folder, save_format="tf", include_optimizer=False, **traces)):
            files.append(name + "_saved_model")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    if era.tf(2, 13) and attempt(era, "keras", lambda: model.save(path + ".keras", save_format="keras")):
        files.append(name + ".keras")
    elif os.path.exists(path + ".keras"):
        os.remove(path + ".keras")
    return files


def reload(era, source, path, arrays, outputs):
    """Does the era's own loader, given the classes, read the file and compute the same?"""
    if era.name.startswith("keras-1."):
        __import__("keras.utils.generic_utils")
        era.keras.utils.generic_utils.get_custom_objects().update(own_objects(source))
        return record.reload(era, path, arrays, outputs)
    with era.keras.utils.CustomObjectScope(own_objects(source)):
        return record.reload(era, path, arrays, outputs)


def build_one(era, name, folder):
    source = importlib.import_module(name)
    era.start(name)
    path = os.path.join(folder, name)
    model = source.build_model()
    arrays = arrays_of(era, model, source)
    if hasattr(source, "INPUTS"):
        model.predict(arrays[0])
    set_weights(era, model)
    names, outputs = record.predict(model, arrays)
    if record.saturated(outputs):
        raise RuntimeError("outputs {} show nothing".format(record.saturated(outputs)))
    files = save(era, model, name, path)
    record.write_npz(path + ".npz", model, arrays, names, outputs)
    shutil.copyfile(os.path.join(HERE, "models_custom", sources(era), name + ".py"), path + ".py")
    reloads = {}
    for file in files:
        if file in (name + ".h5", name + "_saved_model", name + ".keras"):
            found = os.path.join(folder, file)
            reloads[file] = reload(era, source, found, arrays, outputs)[1]
    return {
        "own": sorted(own for own in own_objects(source) if own != "build_model"),
        "weights": [[str(weight.name), list(era.keras.backend.get_value(weight).shape)] for weight in model.weights],
        "files": files + [name + ".py", name + ".npz"],
        "left_out": era.left_out,
        "reloads": reloads,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("era")
    parser.add_argument("folder")
    parser.add_argument("--only", nargs="+")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        os.makedirs(options.folder)
    era = era_of(options.era)
    place = os.path.join(HERE, "models_custom", sources(era))
    sys.path.insert(0, place)
    sys.dont_write_bytecode = True
    entries, failed = {}, {}
    for file in sorted(os.listdir(place)):
        name, ending = os.path.splitext(file)
        if ending != ".py" or (options.only and name not in options.only):
            continue
        try:
            entries[name] = build_one(era, name, options.folder)
        except Exception as error:  # told for all models at once; the exit code says so
            failed[name] = "{}: {}".format(type(error).__name__, str(error).split("\n")[0][:300])
            traceback.print_exc()
        told = failed.get(name) or (entries[name]["left_out"], entries[name]["reloads"])
        print("{:<20} {}".format(name, told), file=sys.stderr)
    if os.path.exists(os.path.join(options.folder, "checkpoint")):
        os.remove(os.path.join(options.folder, "checkpoint"))
    manifest = {"era": era.name, "versions": build.versions(era), "models": entries, "skipped": failed}
    with io.open(os.path.join(options.folder, "manifest.json"), "w", encoding="utf-8") as out:
        out.write(u"" + json.dumps(manifest, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
