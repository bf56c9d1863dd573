"""Builds every model that an era's genuine framework can build, saves it and records its outputs.

build.py ERA OUTDIR [--only NAME ...]     run it with the Python of that era
"""

from __future__ import absolute_import, print_function

import argparse
import io
import json
import os
import platform
import sys
import traceback

import models
import record
from era import Era


def build_one(era, builder, folder):
    """Builds, records and saves one model; returns its entry in the manifest."""
    era.start(builder.name)
    model = builder.function(era)
    record.set_weights(era, model)
    computing = era.twin or model
    arrays = record.arrays_of(era, computing)
    if builder.train:
        record.train(model, arrays, builder.train)
    files = record.save(era, model, builder, folder)
    if era.twin:
        era.twin.load_weights(os.path.join(folder, files[0]))
    names, outputs = record.predict(computing, arrays)
    deterministic = record.same(outputs, record.predict(computing, arrays)[1])
    record.write_npz(os.path.join(folder, builder.name + ".npz"), computing, arrays, names, outputs)
    reload_ok, reload_reason = record.reload(era, os.path.join(folder, builder.name + ".h5"), arrays, outputs)
    saturated = record.saturated(outputs)
    if saturated:
        raise RuntimeError("outputs {} show nothing".format(saturated))
    if reload_reason.startswith("differs") and era.name not in builder.misread:
        raise RuntimeError("the era's own reading of the file computes another thing: " + reload_reason)
    return {
        "family": builder.family,
        "classes": record.classes_of(model),
        "outputs": list(getattr(model, "output_names", None) or []),
        "files": files + [builder.name + ".npz"],
        "later": list(builder.later),
        "left_out": era.left_out,
        "note": era.note,
        "deterministic": deterministic,
        "reload_ok": reload_ok,
        "reload_reason": builder.misread.get(era.name, reload_reason),
    }


def coverage(era, entries):
    """Which models hold each layer class; and the layers Keras 3 still has that no model holds."""
    covered = {}
    for name, entry in sorted(entries.items()):
        for class_name in entry["classes"]:
            covered.setdefault(class_name, []).append(name)
    here = os.path.dirname(os.path.abspath(__file__))
    with io.open(os.path.join(here, "keras3-layers.txt"), encoding="utf-8") as lines:
        wanted = [line.strip() for line in lines if not line.startswith("#")]
    missing = []
    for name in wanted:
        found = era.find(name)
        if found is not None and found.__name__ not in covered and name not in covered:
            missing.append(name)
    return covered, missing


def keras_version(keras):
    """tensorflow.keras 2.13 to 2.15 does not tell its version; the package behind it does."""
    return getattr(keras, "__version__", "") or __import__("keras").__version__


def versions(era):
    found = {"python": platform.python_version(), "keras": keras_version(era.keras)}
    for package in ("tensorflow", "theano", "numpy", "h5py"):
        try:
            found[package] = __import__(package).__version__
        except ImportError:
            continue
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("era")
    parser.add_argument("folder")
    parser.add_argument("--only", nargs="+")
    options = parser.parse_args()
    if not os.path.isdir(options.folder):
        os.makedirs(options.folder)
    era = Era(options.era)
    entries, skipped, failed = {}, {}, {}
    for builder in models.load():
        if options.only and builder.name not in options.only:
            continue
        reason = era.lacking(builder)
        if reason:
            skipped[builder.name] = reason
            continue
        try:
            entries[builder.name] = build_one(era, builder, options.folder)
        except Exception as error:  # reported below for all models at once; the exit code says so
            failed[builder.name] = "{}: {}".format(type(error).__name__, str(error).split("\n")[0][:300])
            traceback.print_exc()
        state = failed.get(builder.name) or (
            "" if entries[builder.name]["reload_ok"] else entries[builder.name]["reload_reason"]
        )
        print("{:<40} {}".format(builder.name, state), file=sys.stderr)
        sys.stderr.flush()
    covered, missing = coverage(era, entries)
    manifest = {
        "era": era.name,
        "versions": versions(era),
        "models": entries,
        "skipped": skipped,
        "coverage": covered,
        "uncovered": missing,
    }
    with io.open(os.path.join(options.folder, "manifest.json"), "w", encoding="utf-8") as out:
        out.write(u"" + json.dumps(manifest, indent=1, sort_keys=True))
    print("{} models, {} skipped, {} failed".format(len(entries), len(skipped), len(failed)), file=sys.stderr)
    for name in sorted(failed):
        print("FAILED {}: {}".format(name, failed[name]), file=sys.stderr)
    if missing and not options.only:
        print("not covered: " + ", ".join(missing), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
