"""Dtype policies: mixed precision, float64, one layer's own dtype."""

from __future__ import absolute_import

from models import model

NO_POLICY = {era: "no dtype policies yet" for era in ("keras-2.0.8", "keras-2.2.4", "keras-2.3.1", "tf-1.14", "tf-2.0")}


def policy(era, name):
    """A dtype policy object; it was experimental before TensorFlow 2.4."""
    module = era.keras.mixed_precision
    return module.Policy(name) if era.tf(2, 4) else module.experimental.Policy(name)


@model(lacks=NO_POLICY)
def mixed_float16(era):
    mixed = policy(era, "mixed_float16")
    x = era.input((6, 5, 3))
    h = era.layer("Conv2D", 4, 2, activation="relu", dtype=mixed, name="conv")(x)
    h = era.layer("BatchNormalization", dtype=mixed, name="normalization")(h)
    h = era.layer("GlobalAveragePooling2D", dtype=mixed, name="pool")(h)
    h = era.layer("Dense", 5, dtype=mixed, name="dense")(h)
    return era.model(x, era.layer("Dense", 2, dtype="float32", name="float32_head")(h))


@model(lacks=NO_POLICY)
def mixed_bfloat16(era):
    mixed = policy(era, "mixed_bfloat16")
    x = era.input((5,))
    h = era.layer("Dense", 4, activation="relu", dtype=mixed, name="dense")(x)
    return era.model(x, era.layer("Dense", 2, dtype=policy(era, "float32"), name="float32_head")(h))


@model(lacks={era: "layers do not cast their inputs yet" for era in ("keras-2.0.8", "keras-2.2.4", "keras-2.3.1", "tf-1.14")})
def float64_layers(era):
    """Layers of float64 among layers of float32."""
    x = era.input((5,))
    h = era.layer("Dense", 4, activation="tanh", dtype="float64", name="double")(x)
    return era.model(x, era.layer("Dense", 2, dtype="float32", name="single")(h))


@model()
def float64_everywhere(era):
    """Made under set_floatx("float64")."""
    era.keras.backend.set_floatx("float64")
    x = era.input((5, 3), data=era.normal((5, 3)).astype("float64"), dtype="float64")
    h = era.layer("TimeDistributed", era.layer("Dense", 4), name="steps")(x)
    h = era.layer("LSTM", 3, recurrent_activation="sigmoid", name="lstm")(h)
    return era.model(x, era.layer("Dense", 2, name="dense")(h))
