"""Packs what `build_tfjs_js.js` recorded: recordings.json becomes NAME.npz and manifest.json.

record_tfjs_js.py FOLDER
"""

from __future__ import absolute_import

import json
import os
import sys

import numpy as np
import record


class NoModel(object):
    """`write_npz` asks a model for the names of its inputs; these have none."""


def classes_in(value):
    """Every class name in a topology."""
    found = set()
    if isinstance(value, dict):
        if "class_name" in value and "config" in value:
            found.add(value["class_name"])
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        found |= classes_in(one)
    return found


def main():
    folder = sys.argv[1]
    path = os.path.join(folder, "recordings.json")
    with open(path) as file:
        recorded = json.load(file)
    os.remove(path)
    entries = {}
    for name, arrays in sorted(recorded["models"].items()):
        inputs, outputs = (
            [np.array(one["values"], "float32").reshape(one["shape"]) for one in arrays[key]] for key in "xy"
        )
        record.write_npz(os.path.join(folder, name + ".npz"), NoModel(), inputs, None, outputs)
        with open(os.path.join(folder, name + "_tfjs", "model.json")) as file:
            classes = sorted(classes_in(json.load(file)["modelTopology"]))
        files = [name + "_tfjs", name + ".npz"]
        entries[name] = {"family": "tfjs", "classes": classes, "outputs": [], "files": files, "later": [], "left_out": []}
    manifest = {"era": "tfjs-4.22", "versions": {"tfjs": recorded["version"]}, "models": entries, "skipped": {}}
    with open(os.path.join(folder, "manifest.json"), "w") as out:
        json.dump(manifest, out, indent=1, sort_keys=True)


if __name__ == "__main__":
    main()
