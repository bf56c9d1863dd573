"""Lists the layer classes and activations that an era's Keras exports, by the name that files have.

list_exported.py ERA OUT.json     run it with the Python of that era
"""

from __future__ import absolute_import, print_function

import inspect
import io
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))

from era import import_keras  # noqa: E402


def namespaces(keras):
    """Where users found layers: `keras.layers` and what is below it."""
    layers = keras.layers
    experimental = getattr(layers, "experimental", None)
    found = [("layers", layers), ("layers.experimental", experimental)]
    found.append(("layers.experimental.preprocessing", getattr(experimental, "preprocessing", None)))
    return [(name, space) for name, space in found if space is not None]


def base_class(keras):
    for holder in (keras.layers, getattr(keras, "engine", None)):
        if hasattr(holder, "Layer"):
            return holder.Layer
    raise RuntimeError("where is the class Layer?")


def layers_of(keras):
    """Class name in files -> the names under which it is exported."""
    base, found = base_class(keras), {}
    for place, space in namespaces(keras):
        for name in dir(space):
            exported = getattr(space, name)
            if name.startswith("_") or not inspect.isclass(exported) or not issubclass(exported, base):
                continue
            names = found.setdefault(exported.__name__, [])
            shown = place + "." + name
            if shown not in names:
                names.append(shown)
    return found


PLUMBING = {"deserialize", "serialize", "get", "deserialize_keras_object", "serialize_keras_object",
            "get_from_module", "get_globals", "keras_export", "tf_export", "dispatch"}  # fmt: skip


def activations_of(keras):
    """Functions of one tensor in `keras.activations`."""
    space = keras.activations
    found = []
    for name in dir(space):
        function = getattr(space, name)
        if name.startswith("_") or name in PLUMBING or not callable(function) or inspect.isclass(function):
            continue
        if getattr(function, "__name__", "").startswith("wrapped"):
            continue
        found.append(name)
    return sorted(found)


def main(era, out):
    keras = import_keras(era)
    content = {"era": era, "layers": layers_of(keras), "activations": activations_of(keras)}
    with io.open(out, "w", encoding="utf-8") as file:
        file.write(u"" + json.dumps(content, indent=1, sort_keys=True, separators=(",", ": ")) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
