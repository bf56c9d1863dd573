"""What only Keras 3 can make: low-rank adapters, quantized layers, newer layers."""

from __future__ import absolute_import

from models import model

OLD = ("tf-2.12", "tf-2.13", "tf-2.14", "tf-2.15", "tf_keras-2.21")
NO_LORA = {era: "no low-rank adapters yet" for era in OLD + ("keras-3.0",)}
NO_QUANTIZATION = {era: "no quantized layers yet" for era in OLD + ("keras-3.0",)}


@model(lacks=NO_LORA)
def lora(era):
    """Adapters, which the file holds multiplied into the kernels."""
    x = era.input((5,))
    dense = era.layer("Dense", 4, activation="tanh", name="dense")
    outputs = era.model(x, era.layer("Dense", 3, name="plain")(dense(x)))
    dense.enable_lora(2)
    return outputs


@model(lacks=NO_QUANTIZATION)
def quantized_int8(era):
    x = era.input((5,))
    hidden = era.layer("Dense", 4, activation="tanh", name="first")(x)
    built = era.model(x, era.layer("Dense", 3, name="second")(hidden))
    built.quantize("int8")
    return built


@model(lacks={era: "no bfloat16 variables here" for era in OLD})
def bfloat16(era):
    """Variables of two bytes, which HDF5 has no type for."""
    x = era.input((5,), dtype="bfloat16")
    hidden = era.layer("Dense", 4, activation="tanh", dtype="bfloat16", name="first")(x)
    return era.model(x, era.layer("Dense", 3, dtype="float32", name="second")(hidden))


@model(needs=("RMSNormalization", "GroupQueryAttention"))
def newer_layers(era):
    x = era.input((6, 8))
    h = era.layer("RMSNormalization", name="rms")(x)
    h = era.layer("GroupQueryAttention", 2, 4, 2, name="grouped")(h, h)
    return era.model(x, era.layer("Dense", 3, name="head")(h))
