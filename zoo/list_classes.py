"""Print the layer classes of this Keras 2 with the arguments of their constructors, and its activations, as JSON.

Run in an old framework: python zoo/list_classes.py; `scripts/make_keras2_catalog.py` puts several of them together.
"""

import inspect
import json

try:
    import keras
    import keras.engine.base_layer

    version, layer_class = "Keras " + keras.__version__, keras.engine.base_layer.Layer
    if int(keras.__version__.split(".")[1]) > 3:  # since then it is TensorFlow's, and counted as it is
        version = "TensorFlow " + ".".join(keras.__version__.split(".")[:2])
except ImportError:
    import tensorflow

    keras = tensorflow.keras
    version, layer_class = "TensorFlow " + ".".join(tensorflow.__version__.split(".")[:2]), keras.layers.Layer


def arguments(member):
    """Names of the arguments, those of the base classes too."""
    names = set()
    for base in member.__mro__:
        if base in (layer_class, object):
            break
        init = base.__dict__.get("__init__")
        if init is None:
            continue
        given = list(inspect.signature(getattr(init, "__wrapped__", init)).parameters.values())[1:]
        names.update(one.name for one in given if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL))
        if not any(one.kind == one.VAR_KEYWORD for one in given):
            break
    return sorted(names)


members = {name: getattr(keras.layers, name) for name in dir(keras.layers)}
classes = {name: one for name, one in members.items() if inspect.isclass(one) and issubclass(one, layer_class)}
print(
    json.dumps(
        {
            "version": version,
            "layers": {name: arguments(one) for name, one in sorted(classes.items())},
            "activations": sorted(name for name in dir(keras.activations) if name[0] in "abcdefghijklmnopqrstuvwxyz"),
        }
    )
)
