"""Saves an era's models in Keras's own zip format, with the recordings of their outputs.

build_keras_v3.py ERA OUTDIR [--only NAME ...]     run it with the Python of that era: tf-2.13 or newer, or Keras 3

Most models are those of `models/`, so what they are called and what they compute is the same as in the era's own
archive; `models_keras_v3/` has those that only this format can hold.
"""

from __future__ import absolute_import, print_function

import argparse
import io
import json
import os
import shutil
import sys
import traceback
import zipfile

import build
import models
import models_keras_v3
import record
from era import Era

# One of every way in which variables, vocabularies and states hang on layers.
MODELS = (
    *("batch_normalization", "bidirectional", "bidirectional_backward_layer", "bidirectional_cells", "branches"),
    *("compiled_adam", "conv2d", "conv_lstm_2d_default", "created_out_of_order", "depthwise_conv2d"),
    *("dict_inputs_outputs", "discretization_adapted", "einsum_dense", "embedding_mask_lstm", "frozen_partially"),
    *("functional_in_functional", "gru", "integer_lookup", "layer_normalization", "lstm", "mixed_bfloat16"),
    *("mixed_float16", "multi_head_attention", "names_with_slash", "nested_deep", "nested_twice"),
    *("normalization_adapted", "normalization_first", "rnn_cell_list", "rnn_cells", "rnn_stacked_cells"),
    *("separable_conv", "sequential", "sequential_in_functional_no_input", "sequential_in_sequential"),
    *("shared_layers", "spectral_normalization", "string_lookup", "text_classifier", "text_vectorization"),
    *("time_distributed", "time_distributed_model", "transformer_block"),
)
FEWER = (
    *("bidirectional_cells", "branches", "compiled_adam", "lora", "lstm", "mixed_float16", "multi_head_attention"),
    *("nested_deep", "quantized_int8", "rnn_stacked_cells", "sequential", "spectral_normalization"),
    *("string_lookup_adapted", "text_vectorization_adapted", "time_distributed_model"),
)
"""For eras whose files have the layout of another one."""
MANY = (
    *FEWER,
    *("batch_normalization", "bfloat16", "bidirectional", "conv2d", "created_out_of_order", "dict_inputs_outputs"),
    *("embedding_mask_lstm", "functional_in_functional", "gru", "integer_lookup_adapted", "names_with_slash"),
    *("nested_twice", "normalization_adapted", "rnn_cells", "sequential_in_functional_no_input"),
    *("sequential_in_sequential", "shared_layers", "transformer_block"),
)
SELECTED = {"tf-2.12": FEWER, "tf-2.14": FEWER, "keras-3.5": FEWER, "tf_keras-2.21": FEWER, "keras-3.0": MANY, "tf-2.13": MANY}
WEIGHTS_ALONE = ("batch_normalization", "bidirectional", "branches", "nested_deep", "sequential_in_sequential")
LACKS = {
    "keras-3.0": ("dict_inputs_outputs", "multi_head_attention", "rnn_stacked_cells", "time_distributed_model"),
    "keras-3.5": ("multi_head_attention",),
}
"""What these versions cannot make or run."""
FOLDERS = ("nested_deep", "sequential", "string_lookup_adapted")
SHARDED = ("branches", "nested_deep")


class KerasEra(Era):
    """Keras 3 too, which lost some functions of the backend."""

    @property
    def is_keras_3(self):
        return self.standalone and self.number >= (3,)

    def tf(self, *least):
        """Keras 3 has what the newest tf.keras has."""
        return self.is_keras_3 or super(KerasEra, self).tf(*least)

    def lacking(self, builder):
        if builder.name in LACKS.get(self.name, ()):
            return "this version cannot make it, or not run it"
        if self.is_keras_3 and builder.name == "names_with_slash":
            return "Keras 3 allows no slash in a name"
        if self.is_keras_3 and builder.name == "discretization_adapted":
            return "Keras 3 computes another thing when it is called than when it predicts"
        return super(KerasEra, self).lacking(builder)

    def set_weights(self, model):
        if not self.is_keras_3:
            return record.set_weights(self, model)
        kept = [id(weight) for layer in self.kept for weight in layer.weights]
        for index, weight in enumerate(model.weights):
            if id(weight) in kept or "float" not in str(weight.dtype):
                continue
            value = record.random_value(self.model_name, index, weight.name, tuple(weight.shape))
            if value is not None:
                weight.assign(value)


def fed_to(arrays):
    """Keras 3 takes text as tensors only."""
    import tensorflow as tf

    return [tf.constant(array) if array.dtype.kind == "U" else array for array in arrays]


def nested_inputs(model):
    """The dict of inputs a model was made with, or None."""
    nested = getattr(model, "_inputs_struct", getattr(model, "_nested_inputs", None))
    return nested if isinstance(nested, dict) else None


record.nested_inputs = nested_inputs


def save_options(era):
    """What makes `save` write this format; TensorFlow 2.12 writes HDF5 under the name when it is not told."""
    if era.is_keras_3:
        return {}
    return {"save_format": "keras_v3" if era.number < (2, 13) else "keras"}


def save(era, model, builder, folder):
    """Writes the model's files; returns their names."""
    name = builder.name
    path = os.path.join(folder, name)
    model.save(path + ".keras", **save_options(era))
    files = [name + ".keras"]
    if name in WEIGHTS_ALONE:
        with io.open(path + ".json", "w", encoding="utf-8") as out:
            out.write(u"" + model.to_json())
        model.save_weights(path + ".weights.h5")
        files += [name + ".json", name + ".weights.h5"]
    if name in FOLDERS:
        with zipfile.ZipFile(path + ".keras") as packed:
            packed.extractall(path + "_folder")
        files.append(name + "_folder")
    if name in SHARDED and era.is_keras_3 and era.number >= (3, 12):
        model.save_weights(path + "_sharded.weights.json", max_shard_size=3e-7)
        shutil.copy(path + ".json", path + "_sharded.json")
        files.append(name + "_sharded.json")
    return files


def timeless(path):
    """The same members with the same bytes, without the date, so that a rebuild gives the same file."""
    with zipfile.ZipFile(path) as packed:
        members = [(info.filename, packed.read(info)) for info in packed.infolist()]
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members:
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)


def build_one(era, builder, folder):
    """Builds, records and saves one model; returns its entry in the manifest."""
    era.start(builder.name)
    model = builder.function(era)
    era.set_weights(model)
    arrays = record.arrays_of(era, model)
    if builder.train:
        record.train(model, arrays, builder.train)
    fed = fed_to(arrays) if era.is_keras_3 else arrays
    names, outputs = record.predict(model, fed)
    files = save(era, model, builder, folder)
    for file in files:
        if file.endswith(".keras"):
            timeless(os.path.join(folder, file))
    record.write_npz(os.path.join(folder, builder.name + ".npz"), model, arrays, names, outputs)
    path = os.path.join(folder, builder.name + ".keras")
    reload_ok, reload_reason = record.reload(era, path, fed, outputs)
    return {
        "family": builder.family,
        "classes": record.classes_of(model),
        "outputs": list(getattr(model, "output_names", None) or []),
        "files": files + [builder.name + ".npz"],
        "later": list(builder.later),
        "left_out": era.left_out,
        "note": era.note,
        "reload_ok": reload_ok,
        "reload_reason": reload_reason,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("era")
    parser.add_argument("folder")
    parser.add_argument("--only", nargs="+")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        os.makedirs(options.folder)
    era = KerasEra(options.era)
    entries, skipped, failed = {}, {}, {}
    own = [builder.name for builder in models_keras_v3.load()]
    wanted = options.only or SELECTED.get(era.name) or (*MODELS, *own)
    for builder in models.load():
        if builder.name not in wanted:
            continue
        reason = era.lacking(builder)
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
