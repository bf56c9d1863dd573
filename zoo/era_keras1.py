"""Keras 1 as the builders in `models_keras1/` see it."""

from __future__ import absolute_import

import importlib

import models_keras1
import numpy as np
from era import Era, seed_of


class EraKeras1(Era):
    """As `Era`; models are made with `input=` and `output=`, and Theano has no session to clear."""

    def __init__(self, name):
        for part in ("backend", "layers", "models"):  # old versions do not import them by themselves
            importlib.import_module("keras." + part)
        super(EraKeras1, self).__init__(name)

    def start(self, model_name):
        self.model_name = model_name
        self.fed = []
        self.kept = []
        self.left_out = []
        self.note = ""
        self.twin = None
        self.random = np.random.RandomState(seed_of(model_name + "/inputs"))
        backend = self.keras.backend
        if hasattr(backend, "backend") and backend.backend() == "tensorflow":
            backend.clear_session()
        if self.number >= (1, 0, 8):
            importlib.import_module("keras.backend.common").reset_uids()

    def lacking(self, builder):
        chosen = models_keras1.OLDER.get(self.name)
        if chosen is not None and builder.name not in chosen:
            return "as in Keras 1.2.2, or not yet there"
        return super(EraKeras1, self).lacking(builder)

    def model(self, inputs, outputs, **kwargs):
        return self.keras.models.Model(input=inputs, output=outputs, **kwargs)

    def merge(self, tensors, **kwargs):
        """The function `merge`, which makes a Merge layer."""
        return self.keras.layers.merge(tensors, **kwargs)

    def raw(self, function):
        """The output of what may raise ValueError or NotImplementedError here; as a list, empty where it did."""
        try:
            return [function()]
        except (ValueError, NotImplementedError) as error:
            self.left_out.append("raw: " + str(error).split("\n")[0][:160])
            return []
