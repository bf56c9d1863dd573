"""An era's Keras as the trained models see it: what they are trained on, and how they are compiled."""

from __future__ import absolute_import

from models_training import FEW, SHORT

OLD_NAME = ((2, 3), (2, 0))
"""Standalone Keras and tf.keras called it `lr` before these."""

class Lacking(Exception):
    """This era has no such optimizer, option or schedule."""

def training_era(base):
    """The class of an era, with what training needs besides."""

    class TrainingEra(base):
        @property
        def is_keras_1(self):
            return self.standalone and self.number < (2,)

        @property
        def is_keras_3(self):
            return self.standalone and self.number >= (3,)

        @property
        def moves_statistics(self):
            """These corrected the variance of a batch by its size, and some forgot what had moved so far."""
            return self.standalone and (2, 1) <= self.number < (2, 4)

        def start(self, model_name):
            super(TrainingEra, self).start(model_name)
            if self.standalone and self.number < (2, 4) and self.keras.backend.backend() == "tensorflow":
                self.run_in_order()
            self.targets, self.sample_weights = [], []

        def run_in_order(self):
            """One operation at a time, and all gradients first: else a step may read what it has assigned already."""
            import tensorflow as tf

            backend = self.keras.backend
            if not hasattr(backend, "gradients_at_will"):
                backend.gradients_at_will = backend.gradients

                def gradients(loss, variables):
                    found = backend.gradients_at_will(loss, variables)
                    with tf.control_dependencies(found):
                        return [tf.identity(one) for one in found]

                backend.gradients = gradients
            options = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
            self.keras.backend.set_session(tf.Session(config=options))

        def lacking(self, builder):
            """Why this era cannot compile so; it tries."""
            if builder.family != "settings" and self.name in SHORT and builder.name not in FEW:
                return "as in the era before or after"
            if not builder.needs(self):
                return "as in other models of this era"
            self.start(builder.name)
            try:
                builder.settings(self)
            except (Lacking, TypeError, ValueError, AttributeError, ImportError) as error:
                return str(error).split("\n")[0][:200] or type(error).__name__
            return None

        def target(self, data):
            self.targets.append(data)

        def sample_weight(self, data):
            self.sample_weights.append(data)

        def concatenate(self, tensors, **kwargs):
            if self.is_keras_1:
                return self.keras.layers.merge(tensors, mode="concat", **kwargs)
            return self.layer("Concatenate", **kwargs)(tensors)

        def optimizer(self, class_name, place="", **kwargs):
            found = self.keras.optimizers
            if place:
                found = getattr(found, place, None)
            found = getattr(found, class_name, None)
            if found is None:
                raise Lacking("this era has no " + (place + "." if place else "") + class_name)
            if self.is_keras_3 and "decay" in kwargs:
                raise Lacking("this era ignores `decay`")
            if "learning_rate" in kwargs and self.number < OLD_NAME[not self.standalone]:
                kwargs["lr"] = kwargs.pop("learning_rate")
            return found(**kwargs)

        def loss_scale_optimizer(self, inner, **kwargs):
            places = (self.keras.optimizers, getattr(self.keras, "mixed_precision", None))
            for place in places:
                if hasattr(place, "LossScaleOptimizer"):
                    return place.LossScaleOptimizer(inner, **kwargs)
            raise Lacking("this era has no LossScaleOptimizer")

        def schedule(self, name, **kwargs):
            found = getattr(self.keras.optimizers, "schedules", None)
            for part in name.split("."):
                found = getattr(found, part, None)
            if found is None:
                raise Lacking("this era has no schedule " + name)
            return found(**kwargs)

    return TrainingEra

