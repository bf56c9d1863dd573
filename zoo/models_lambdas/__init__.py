"""Lambda layers: bytecode of every Python that Keras ran on, K.* and tf.* calls, loops, closures, arguments."""

from __future__ import absolute_import

import importlib
import io
import os
import pkgutil

from models import BUILDERS

HERE = os.path.dirname(os.path.abspath(__file__))


def load():
    """Imports every family; returns the builders in order of their names."""
    for found in pkgutil.iter_modules([HERE]):
        if found[1] != "functions":
            importlib.import_module(__name__ + "." + found[1])
    return [BUILDERS[name] for name in sorted(BUILDERS)]


def functions(era):
    """What `functions.py` defines, by name."""
    with io.open(os.path.join(HERE, "functions.py"), encoding="utf-8") as source:
        code = compile(source.read(), "functions.py", "exec")
    found = {"__name__": "functions", "K": era.keras.backend}
    if era.keras.backend.backend() == "tensorflow":
        import tensorflow

        found["tf"] = tensorflow
    exec(code, found)
    return found


def lambdas(era, names, x, **kwargs):
    """A Lambda for each function, called on x; those that this era cannot call are left out."""
    found = functions(era)
    outputs = []
    for name in names:
        if name.startswith("tf_") and "tf" not in found:
            continue
        try:
            layer = era.keras.layers.Lambda(found[name], name=name, **kwargs)
            called = layer(x)
        except Exception as error:  # what an old framework raises is what is noted
            era.left_out.append("{}: {}: {}".format(name, type(error).__name__, str(error).split("\n")[0][:120]))
            continue
        outputs += list(called) if isinstance(called, (list, tuple)) else [called]
    return outputs
