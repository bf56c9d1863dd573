"""Saves models of TensorFlow 1 as architecture and checkpoint, with the recordings of their outputs.

build_checkpoint.py ERA OUTDIR     run it with the Python of that era

`tf.keras.experimental.export_saved_model` writes an architecture and a checkpoint beside its graphs. `tf.train.Saver` writes the names of variables alone; `save_weights` of tf.keras 1.14 an object graph too. `sliced` are
partitioned variables, text and other types, without a model.
"""

from __future__ import absolute_import, print_function

import io
import json
import os
import sys

import build
import models
import numpy as np
import record
import tensorflow as tf
from era import Era

NAMED = ("batch_normalization", "bidirectional", "conv2d", "dense", "functional_in_functional", "gru", "nested_deep",
         "sequential_in_sequential", "shared_layers")
EXPORTED = ("functional_in_functional", "lstm", "sequential")
OBJECTS = ("frozen_partially", "lstm", "sequential", "time_distributed_model")


def build_one(era, builder, folder):
    era.start(builder.name)
    model = builder.function(era)
    record.set_weights(era, model)
    arrays = record.arrays_of(era, model)
    names, outputs = record.predict(model, arrays)
    path = os.path.join(folder, builder.name)
    with io.open(path + ".json", "w", encoding="utf-8") as out:
        out.write(u"" + model.to_json())
    if builder.name in OBJECTS:
        model.save_weights(path + "_weights", save_format="tf")
    else:
        tf.train.Saver().save(era.keras.backend.get_session(), path + "_weights", write_meta_graph=False)
    exported = []
    if era.tf() and builder.name in EXPORTED:
        era.keras.experimental.export_saved_model(model, path + "_exported")
        exported = [builder.name + "_exported"]
    record.write_npz(path + ".npz", model, arrays, names, outputs)
    return {
        "family": builder.family,
        "classes": record.classes_of(model),
        "files": [builder.name + ".json"] + exported + [builder.name + ".npz"],
        "later": list(builder.later),
        "left_out": era.left_out,
    }


def write_sliced(folder):
    """Partitioned variables, and types that no layer has; what they hold stands in `sliced.npz`."""
    with tf.Graph().as_default():
        rows = tf.get_variable("rows", (10, 4), partitioner=tf.fixed_size_partitioner(3, axis=0))
        columns = tf.get_variable("columns", (3, 200), partitioner=tf.fixed_size_partitioner(2, axis=1))
        tf.get_variable("step", initializer=np.int64(7))
        tf.get_variable("flags", initializer=np.array([True, False, True]))
        tf.get_variable("words", initializer=tf.constant(["river", "", u"\xe4\xf6", "long " * 40]))
        tf.get_variable("half", initializer=tf.constant([0.5, 1.5], tf.bfloat16))
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            tf.train.Saver().save(session, os.path.join(folder, "sliced"), write_meta_graph=False)
            held = {"rows": np.concatenate(session.run(list(rows))), "columns": np.concatenate(session.run(list(columns)), 1)}
            np.savez(os.path.join(folder, "sliced.npz"), **held)


def main():
    name, folder = sys.argv[1:]
    if not os.path.isdir(folder):
        os.makedirs(folder)
    era = Era(name)
    entries = {}
    chosen = set(NAMED) | (set(OBJECTS) if era.tf() else set())
    for builder in models.load():
        if builder.name in chosen:
            entries[builder.name] = build_one(era, builder, folder)
            print(builder.name, file=sys.stderr)
    if era.tf():
        write_sliced(folder)
    os.remove(os.path.join(folder, "checkpoint"))
    manifest = {"era": era.name, "versions": build.versions(era), "models": entries, "skipped": {}}
    with io.open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8") as out:
        out.write(u"" + json.dumps(manifest, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
