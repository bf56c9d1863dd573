"""Saves an era's models as SavedModel and as TensorFlow checkpoint, with the recordings of their outputs.

build_saved_model.py ERA OUTDIR [--only NAME ...]     run it with the Python of that era

The models are those of `models/`; what they are called and what they compute is the same as in the era's own archive.
"""

from __future__ import absolute_import, print_function

import argparse
import glob
import importlib
import io
import json
import os
import pkgutil
import sys
import traceback

import build
import models
import models_saved_model
import record
from era import Era

# One of every way in which variables, tables and states hang on layers.
MODELS = (
    "batch_normalization",
    "bidirectional",
    "bidirectional_backward_layer",
    "bidirectional_cells",
    "compiled_adam",
    "conv2d",
    "conv_lstm_2d_default",
    "created_out_of_order",
    "dense",
    "depthwise_conv2d",
    "dict_inputs_outputs",
    "discretization_adapted",
    "embedding_mask_lstm",
    "frozen_partially",
    "functional_in_functional",
    "gru",
    "integer_lookup",
    "layer_normalization",
    "lstm",
    "mixed_float16",
    "multi_head_attention",
    "names_unusual",
    "names_with_slash",
    "nested_deep",
    "nested_twice",
    "normalization_adapted",
    "normalization_first",
    "rnn_cell_list",
    "rnn_cells",
    "rnn_stacked_cells",
    "separable_conv",
    "sequential",
    "sequential_in_functional_no_input",
    "sequential_in_sequential",
    "shared_layers",
    "spectral_normalization",
    "string_lookup",
    "text_classifier",
    "text_vectorization",
    "time_distributed",
    "time_distributed_model",
    "time_distributed_recurrent",
    "transformer_block",
)
# These have their functions in the file too, as they are saved when nothing is said; the others are saved without,
# where the era can, because functions make a thousand times more bytes than the variables.
TRACED = ("dense", "nested_twice", "own_layer", "own_model", "sequential", "string_lookup")
# Eras that write what the one after them writes have these alone.
SHORT = (
    "bidirectional",
    "compiled_adam",
    "frozen_partially",
    "functional_in_functional",
    "multi_head_attention",
    "normalization_adapted",
    "own_model",
    "rnn_stacked_cells",
    "sequential",
    "spectral_normalization",
    "string_lookup_adapted",
    "string_lookup_file",
    "text_vectorization_adapted",
    "time_distributed_model",
)
SHORT_ERAS = ("tf-2.10", "tf-2.13", "tf_keras-2.21")
CHECKPOINTS = (
    "batch_normalization",
    "bidirectional",
    "frozen_partially",
    "functional_in_functional",
    "multi_head_attention",
    "nested_deep",
    "rnn_cell_list",
    "sequential_in_sequential",
    "shared_layers",
    "time_distributed_model",
)
UNSAVED = {
    "tf-2.0": {
        "embedding_mask_lstm": "TypeError: unsupported callable",
        "lstm": "ValueError: it attempts to save a function which references a symbolic tensor",
        "time_distributed": "TypeError: unsupported callable",
    },
}


def builders(era):
    """The models above, and all that only SavedModel can hold."""
    chosen = set(MODELS)
    known = {builder.name for builder in models.load()}
    for found in pkgutil.iter_modules(models_saved_model.__path__):
        importlib.import_module("models_saved_model." + found[1])
    found = [builder for builder in models.load() if builder.name in chosen or builder.name not in known]
    return [builder for builder in found if builder.name in SHORT] if era.name in SHORT_ERAS else found


def save(era, model, name, folder):
    """Writes the SavedModel, and for some models architecture and checkpoint; returns the names of the files."""
    path = os.path.join(folder, name)
    if not isinstance(model, era.keras.Model):
        import tensorflow as tf

        tf.saved_model.save(model, path, signatures=model.__call__.get_concrete_function())
        return [name]
    options = {} if name in TRACED or not era.tf(2, 6) else {"save_traces": False}
    model.save(path, save_format="tf", include_optimizer=name.startswith("compiled"), **options)
    files = [name]
    if name in CHECKPOINTS:
        with io.open(path + ".json", "w", encoding="utf-8") as out:
            out.write(u"" + model.to_json())
        model.save_weights(path + "_weights", save_format="tf")
        files.append(name + ".json")
        files += sorted(os.path.basename(one) for one in glob.glob(path + "_weights.*"))
    return files


def build_one(era, builder, folder):
    """Builds, records and saves one model; returns its entry in the manifest."""
    era.start(builder.name)
    model = builder.function(era)
    if not isinstance(model, era.keras.Model):
        return dict(described(era, builder, []), files=save(era, model, builder.name, folder))
    record.set_weights(era, model)
    arrays = record.arrays_of(era, model)
    if builder.train:
        record.train(model, arrays, builder.train)
    names, outputs = record.predict(model, arrays)
    files = save(era, model, builder.name, folder)
    record.write_npz(os.path.join(folder, builder.name + ".npz"), model, arrays, names, outputs)
    path = os.path.join(folder, builder.name)
    reload_ok, reload_reason = record.reload(era, path, arrays, outputs)
    own_class = type(model).__name__ not in ("Functional", "Model", "Sequential")
    return dict(
        described(era, builder, [] if own_class else record.classes_of(model)),
        files=files + [builder.name + ".npz"],
        reload_ok=reload_ok,
        reload_reason=reload_reason,
    )


def described(era, builder, classes):
    """What the manifest says of every model."""
    return {
        "family": builder.family,
        "classes": classes,
        "outputs": [],
        "later": list(builder.later),
        "left_out": era.left_out,
        "note": era.note,
        "reload_ok": True,
        "reload_reason": "",
    }



def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("era")
    parser.add_argument("folder")
    parser.add_argument("--only", nargs="+")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        os.makedirs(options.folder)
    era = Era(options.era)
    entries, skipped, failed = {}, {}, {}
    for builder in builders(era):
        if options.only and builder.name not in options.only:
            continue
        reason = era.lacking(builder) or UNSAVED.get(era.name, {}).get(builder.name)
        if reason:
            skipped[builder.name] = reason
            continue
        try:
            entries[builder.name] = build_one(era, builder, options.folder)
        except Exception as error:  # reported below for all models at once; the exit code says so
            failed[builder.name] = "{}: {}".format(type(error).__name__, str(error).split("\n")[0][:300])
            traceback.print_exc()
        state = failed.get(builder.name) or entries[builder.name]["reload_reason"]
        print("{:<40} {}".format(builder.name, state), file=sys.stderr)
        sys.stderr.flush()
    manifest = {"era": era.name, "versions": build.versions(era), "models": entries, "skipped": skipped}
    with io.open(os.path.join(options.folder, "manifest.json"), "w", encoding="utf-8") as out:
        out.write(u"" + json.dumps(manifest, indent=1, sort_keys=True))
    print("{} models, {} skipped, {} failed".format(len(entries), len(skipped), len(failed)), file=sys.stderr)
    for name in sorted(failed):
        print("FAILED {}: {}".format(name, failed[name]), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
