"""Saves weights alone of the models of `models_weights`, and with Keras 3 their architectures.

build_weights.py ERA FOLDER [NAME ...]     run it with the Python of that era

`<model>_weights.h5` is what `save_weights` wrote by default, `<model>.weights.h5` what it wrote under that name
(TensorFlow 2.12 and later, Keras 3), `<model>_checkpoint.index` the format of TensorFlow, `<model>_arrays.npz` what
`numpy.savez(file, *model.get_weights())` makes of them; `<model>.npz` one input and its outputs.
"""

from __future__ import absolute_import, print_function

import io
import json
import os
import sys

import models_weights
import numpy as np
from era import import_keras, seed_of

CHECKPOINTS = ("normalized", "text_reset_after", "transfer")
ARRAYS = ("normalized", "text_reset_after", "vgg16_notop")


def numbered(era):
    return tuple(int(part) for part in era.split("-")[1].split("."))


def version(keras):
    if hasattr(keras, "__version__"):
        return keras.__version__
    import tensorflow

    return tensorflow.__version__


def inputs_of(model, name):
    random = np.random.RandomState(seed_of(name))
    shape = tuple(int(size) for size in tuple(model.input_shape)[1:])
    if "text" in name:
        return random.randint(1, 11, size=(3,) + shape).astype("int32")
    return random.uniform(-1, 1, size=(3,) + shape).astype("float32")


def filled(model, name):
    """Numbers that expose mistakes, small enough for deep stacks; vectors are positive, as variances must be."""
    values = []
    for index, weight in enumerate(model.get_weights()):
        random = np.random.RandomState(seed_of("{}/{}".format(name, index)))
        low, high = (0.5, 1.4) if weight.ndim == 1 else (-0.6, 0.6)
        values.append(np.round(random.uniform(low, high, size=weight.shape) * 8192) / 8192)
    model.set_weights(values)
    return model


def build(era, keras, name, folder):
    if hasattr(keras.backend, "clear_session"):
        keras.backend.clear_session()
    model = filled(models_weights.MODELS[name](keras), name)
    path = os.path.join(folder, name)
    is_keras_3 = era.startswith("keras-3")
    if is_keras_3:
        with io.open(path + ".json", "w", encoding="utf-8") as out:
            out.write(u"" + model.to_json())
    if is_keras_3 and name in models_weights.ONLY_KERAS_3:
        return
    x0 = inputs_of(model, name)
    np.savez(path + ".npz", x0=x0, y0=np.asarray(model.predict(x0, verbose=0)))
    if not is_keras_3:
        model.save_weights(path + "_weights.h5")
    if is_keras_3 or (era.startswith("tf-") and numbered(era) >= (2, 12)):
        model.save_weights(path + ".weights.h5")
    if era.startswith("tf-2") and name in CHECKPOINTS:
        model.save_weights(path + "_checkpoint", save_format="tf")
    if name in ARRAYS:
        np.savez(path + "_arrays.npz", *model.get_weights())


def main(era, folder, *names):
    if not os.path.isdir(folder):
        os.makedirs(folder)
    keras = import_keras(era)
    is_keras_3 = era.startswith("keras-3")
    for name in names or sorted(models_weights.MODELS):
        if name in models_weights.ONLY_KERAS_3 and not is_keras_3:
            continue
        print(name)
        build(era, keras, name, folder)
    unwanted = os.path.join(folder, "checkpoint")
    if os.path.exists(unwanted):
        os.remove(unwanted)
    with io.open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8") as out:
        out.write(u"" + json.dumps({"era": era, "keras": version(keras)}, sort_keys=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
