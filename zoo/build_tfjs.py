"""Converts an era's models for TensorFlow.js with the genuine converter, and keeps the recordings of their outputs.

build_tfjs.py ERA OUTDIR     run it in a Python with the package `tensorflowjs`: 3.18 for HDF5, 4.22 for Keras 3

The converter reads files, so it gets those of the era's own archive (`ERA.tar.xz`, for Keras 3 `keras_v3/ERA.tar.xz`).
Quantized models compute something else than they did before: what the converter's own loader makes of them is recorded.
"""

from __future__ import absolute_import, print_function

import json
import os
import shutil
import sys
import tarfile
import tempfile

import numpy as np
import record

HERE = os.path.dirname(os.path.abspath(__file__))
FEW = ("bidirectional", "branches", "gru_reset_after", "lstm", "nested_deep", "sequential")
MODELS = {
    "keras-2.2.4": FEW + ("compiled_adam", "conv2d", "recurrent_hard_sigmoid", "shared_layers"),
    "tf-2.10": FEW
    + ("batch_normalization", "compiled_adam", "conv2d", "created_out_of_order", "depthwise_conv2d", "embedding")
    + ("frozen_partially", "functional_in_functional", "inputs_and_outputs", "layer_normalization")
    + ("multi_head_attention", "names_with_slash", "nested_twice", "rnn_stacked_cells")
    + ("separable_conv", "sequential_in_sequential", "shared_layers", "time_distributed", "time_distributed_model"),
    "tf-2.15": FEW,
    "keras-3.15": ("batch_normalization", "branches", "lstm", "multi_head_attention", "nested_deep", "sequential"),
}
SMALL_FILES = ("nested_deep", "conv2d")
BY_LAYER = ("branches", "lstm")
QUANTIZED = {"tf-2.10": [("conv2d", "uint8"), ("lstm", "uint16"), ("nested_deep", "float16"), ("embedding", "uint8")]}


def convert(source, target, name, quantization=None):
    """One model with the genuine converter."""
    from tensorflowjs.converters import converter

    size = 100 if name in SMALL_FILES else 4 * 2**20
    options = {"split_weights_by_layer": name in BY_LAYER, "weight_shard_size_bytes": size}
    if source.endswith(".keras"):
        converter.dispatch_keras_keras_to_tfjs_layers_model_conversion(source, target, **options)
        return
    wanted = {quantization: True} if quantization else None
    converter.dispatch_keras_h5_to_tfjs_layers_model_conversion(source, target, quantization_dtype_map=wanted, **options)


def record_again(folder, recording, target):
    """What the converter's loader makes of a quantized model, on the recorded inputs."""
    import tensorflow as tf
    from tensorflowjs.converters import load_keras_model

    tf.keras.backend.clear_session()
    model = load_keras_model(os.path.join(folder, "model.json"))
    with np.load(recording) as recorded:
        arrays = [recorded["x{}".format(i)] for i in range(len(model.inputs))]
    names, outputs = record.predict(model, arrays)
    record.write_npz(target, model, arrays, names, outputs)


def main():
    era, folder = sys.argv[1:]
    archive = os.path.join(HERE, "keras_v3" if era.startswith("keras-3") else "", era + ".tar.xz")
    end = ".keras" if era.startswith("keras-3") else ".h5"
    unpacked = tempfile.mkdtemp()
    with tarfile.open(archive) as packed:
        packed.extractall(unpacked)
    with open(os.path.join(unpacked, "manifest.json")) as file:
        manifest = json.load(file)
    os.makedirs(folder)
    entries = {}
    jobs = [(name, None) for name in MODELS[era]] + QUANTIZED.get(era, [])
    for name, quantization in jobs:
        made = "{}_{}".format(name, quantization) if quantization else name
        target = os.path.join(folder, made + "_tfjs")
        recording = os.path.join(unpacked, name + ".npz")
        convert(os.path.join(unpacked, name + end), target, name, quantization)
        if quantization:
            record_again(target, recording, os.path.join(folder, made + ".npz"))
        else:
            shutil.copy(recording, folder)
        entries[made] = dict(manifest["models"][name], files=[made + "_tfjs", made + ".npz"])
        print(made, file=sys.stderr)
    shutil.rmtree(unpacked)
    import tensorflowjs

    versions = dict(manifest["versions"], tensorflowjs=tensorflowjs.__version__)
    with open(os.path.join(folder, "manifest.json"), "w") as out:
        json.dump({"era": era, "versions": versions, "models": entries, "skipped": {}}, out, indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
