"""One era's Keras, seen the same way in every era: what the builders in `models/` are given."""

from __future__ import absolute_import

import inspect
import os
import zlib

import numpy as np

BATCH = 3


def seed_of(text):
    """The same seed for the same text on every machine and Python."""
    return zlib.crc32(text.encode("utf-8")) & 0xFFFFFFFF


def import_keras(era):
    """keras-2.2.4 is the standalone package, tf-2.6 is tensorflow.keras, tf_keras-2.21 is tf_keras."""
    if era.startswith("keras-"):
        import keras
    elif era.startswith("tf_keras-"):
        os.environ["TF_USE_LEGACY_KERAS"] = "1"  # as its users do, so that tf.keras is tf_keras too
        import tf_keras as keras
    else:
        from tensorflow import keras
    return keras


class Era(object):
    """The framework, and while one model is built, its inputs and what had to be left out of it."""

    def __init__(self, name):
        self.name = name
        self.keras = import_keras(name)
        self.standalone = name.startswith("keras-")
        number = name.split("-")[1].split(".")
        self.number = tuple(int(part) for part in number)
        self.places = self._places()
        self.start("")

    def _places(self):
        layers = self.keras.layers
        found = [layers]
        experimental = getattr(layers, "experimental", None)
        if experimental is not None:
            found += [p for p in (getattr(experimental, "preprocessing", None), experimental) if p]
        return found

    def tf(self, *least):
        """Is this tf.keras, or tf_keras, of at least that version?"""
        return not self.standalone and self.number >= least

    def start(self, model_name):
        """Forgets the model before: its inputs, names and counters."""
        self.model_name = model_name
        self.fed = []
        self.kept = []
        self.left_out = []
        self.note = ""
        self.twin = None
        self.random = np.random.RandomState(seed_of(model_name + "/inputs"))
        self.keras.backend.clear_session()
        self.keras.backend.set_floatx("float32")
        if hasattr(self.keras.backend, "reset_uids"):
            self.keras.backend.reset_uids()

    # Looking things up

    def find(self, name):
        """The layer class of that name, or None where this era has none."""
        for place in self.places:
            found = getattr(place, name, None)
            if isinstance(found, type):
                return found
        return None

    def has(self, name):
        """Does this era have "Conv2D", or the argument "Conv2D.groups"?"""
        class_name, _, argument = name.partition(".")
        found = self.find(class_name)
        if found is None or not argument:
            return found is not None
        known = set()
        for base in found.__mro__:
            for function in (base.__dict__.get("__init__"), base.__dict__.get("call")):
                if function is not None:
                    known.update(_arguments(function))
        return argument in known

    def lacking(self, builder):
        """Why this era cannot build that model, or None."""
        if self.name in builder.lacks:
            return builder.lacks[self.name]
        missing = [name for name in builder.needs if not self.has(name)]
        return "this era has no " + ", ".join(missing) if missing else None

    # Making layers and inputs

    def layer(self, class_name, *args, **kwargs):
        """A layer, or None (and a line in the manifest) where this era has no such layer or argument."""
        found = self.find(class_name)
        label = kwargs.get("name") or class_name
        if found is None:
            self.left_out.append("{}: no {}".format(label, class_name))
            return None
        try:
            return found(*args, **kwargs)
        except (TypeError, ValueError) as error:
            self.left_out.append("{}: {}".format(label, str(error).split("\n")[0][:160]))
            return None

    def fan(self, x, *layers):
        """Every layer that exists called on the same input; the outputs as one flat list."""
        outputs = []
        for layer in layers:
            if layer is not None:
                called = layer(x)
                outputs += list(called) if isinstance(called, (list, tuple)) else [called]
        return outputs

    def input(self, shape, data=None, batch=None, **kwargs):
        """A Keras input with its recorded data: standard normal numbers if none are given."""
        if batch:
            tensor = self.keras.layers.Input(batch_shape=(batch,) + tuple(shape), **kwargs)
        else:
            tensor = self.keras.layers.Input(shape=tuple(shape), **kwargs)
        self.fed.append((tensor, self.normal(shape, batch) if data is None else data))
        return tensor

    def tokens(self, length, vocabulary, **kwargs):
        """An integer input whose rows are padded with zeros on both sides, each row differently."""
        return self.input((length,), data=self.token_rows(length, vocabulary), dtype="int32", **kwargs)

    def token_rows(self, length, vocabulary):
        rows = self.random.randint(1, vocabulary, size=(BATCH, length)).astype("int32")
        for row, (left, right) in enumerate([(1, 1), (2, 0), (0, 2)]):
            rows[row, :left] = 0
            rows[row, length - right:] = 0
        return rows

    def normal(self, shape, batch=None):
        """Standard normal numbers, on a grid of 1/32 because such numbers pack well."""
        values = self.random.normal(size=(batch or BATCH,) + tuple(shape))
        return (np.round(values * 32) / 32).astype("float32")

    def feed(self, data):
        """The data of a model that has no Input of ours: a Sequential."""
        self.fed.append((None, data))

    def keep(self, layer):
        """A layer whose state was computed (adapted): it gets no random weights."""
        self.kept.append(layer)
        return layer

    def computed_by(self, model, twin):
        """`model` is what is saved; `twin` loads its weights and computes what `model` cannot compute here."""
        self.twin = twin
        return model

    def model(self, inputs, outputs, **kwargs):
        return self.keras.models.Model(inputs, outputs, **kwargs)

    def sequential(self, layers, **kwargs):
        return self.keras.models.Sequential([one for one in layers if one is not None], **kwargs)


def _arguments(function):
    function = getattr(function, "_original_function", function)
    legacy = getattr(function, "_legacy_support_signature", None)
    if legacy is not None:
        return legacy.args
    return list(inspect.signature(inspect.unwrap(function)).parameters)
