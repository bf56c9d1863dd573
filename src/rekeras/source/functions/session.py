"""Variables, settings and sessions."""

from __future__ import annotations

from rekeras.source.functions._family import Family
from rekeras.source.functions._given import Given, Untranslatable

family = Family()

for _name in ("epsilon", "floatx", "image_data_format"):
    family.on(f"K.{_name}", "", f"keras.config.{_name}()")

family.on("K.set_epsilon", "value", "keras.config.set_epsilon(value)")
family.on("K.set_floatx", "value", "keras.config.set_floatx(value)")
family.on("K.set_image_data_format", "data_format", "keras.config.set_image_data_format(data_format)")
family.on("K.clear_session tf.reset_default_graph", "", "keras.utils.clear_session()")
family.on("K.get_value K.eval", "x", "ops.convert_to_numpy(x)")
family.on("K.batch_get_value", "tensors", "[ops.convert_to_numpy(each) for each in tensors]")
family.on("K.set_value", "x, value", "x.assign(value)")
family.on("K.update tf.assign", "x, new_x, validate_shape=None, use_locking: ignored = None", "x.assign(new_x)")
family.on("K.update_add tf.assign_add", "x, increment, use_locking: ignored = None", "x.assign(x + increment)")
family.on("K.update_sub tf.assign_sub", "x, decrement, use_locking: ignored = None", "x.assign(x - decrement)")
family.on("K.moving_average_update", "x, value, momentum", "x.assign(x * momentum + value * (1.0 - momentum))")


@family.by("K.variable", "value, dtype=None, name=None, constraint=None")
def variable(given: Given) -> str:
    """Numbers that training may change."""
    if given.has("constraint"):
        raise Untranslatable("it has a constraint", "use self.add_weight(..., constraint=...)")
    return "keras.Variable(value, dtype=dtype, name=name)"


@family.by(
    "tf.Variable",
    "initial_value=None, trainable=None, validate_shape=True, caching_device=None, name=None, variable_def=None, "
    "dtype=None",
)
def tensorflow_variable(given: Given) -> str:
    """Numbers that training may change."""
    trainable = ", trainable=trainable" if given.has("trainable") else ""
    return f"keras.Variable(initial_value{trainable}, dtype=dtype, name=name)"


family.refuse(
    "K.backend",
    "it asks which backend runs, and what followed was written for the old ones",
    "keep the branch for TensorFlow, whose calls are those of keras.ops now",
)
family.refuse(
    "K.batch_set_value", "it is a loop over pairs", "write: for variable, value in pairs: variable.assign(value)"
)
family.refuse(
    "K.get_session K.set_session tf.Session tf.Session.* "
    "tf.get_default_session tf.get_default_graph tf.Graph tf.Graph.* tf.global_variables_initializer "
    "tf.local_variables_initializer tf.ConfigProto tf.GPUOptions tf.InteractiveSession tf.get_variable "
    "tf.variable_scope tf.trainable_variables tf.global_variables tf.train.* K.manual_variable_initialization tf.app.*",
    "Keras 3 has no sessions and no graphs",
    "leave it out; variables are there from the moment in which they are made",
)
family.refuse(
    "K.set_learning_phase K.learning_phase_scope",
    "there is no learning phase; layers are told with training=",
    "call layers and models with training=True or training=False",
)
family.refuse("K.get_uid K.reset_uids K.has_arg", "Keras 3 keeps it for itself", "leave it out")
family.refuse(
    "tf.data.* tf.io.* tf.gfile.* tf.summary.* tf.distribute.* tf.config.* tf.saved_model.* tf.lite.* tf.train.Example "
    "tf.logging.* tf.nest.* tf.experimental.* tf.feature_column.* tf.estimator.* tf.python_io.*",
    "it is no part of Keras, and stays as it is",
    "keep TensorFlow installed for it; a tf.data pipeline feeds Keras 3 on every backend",
)
