"""Time and memory on a SavedModel of VGG16's size (550 MB), beside cp in the same run.

    python benchmarks/convert_saved_model.py [--runs 5]

The model is that of ``convert_large.py``; the folder has the layout that TensorFlow 2.4 gave it. It is made once, in
.cache/, without TensorFlow.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from convert_large import CACHE, PYTHON, Command, layers

ROOT = Path(__file__).resolve().parents[1]


def make_source(folder: Path) -> None:
    """Write the folder, unless it is there."""
    if folder.exists():
        return
    sys.path.insert(0, str(ROOT))
    from tests import bundles  # noqa: PLC0415 - the process that measures stays small

    unfinished = folder.with_name(f"{folder.name}.part")
    (unfinished / "variables").mkdir(parents=True, exist_ok=True)
    objects: list[dict[str, Any]] = [{}]
    known: list[dict[str, Any]] = [{}]
    listed: list[dict[str, Any]] = []
    tensors: dict[str, tuple[int, ...]] = {}
    for index, (class_name, config, kernel) in enumerate(layers()):
        listed.append(entry(class_name, config, listed))
        objects[0][f"layer-{index}"] = number = len(objects)
        known.append({"class_name": class_name, "name": config["name"], "config": config})
        objects.append({})
        for name, shape in (("kernel", kernel), ("bias", kernel[-1:])) if kernel else ():
            key = f"layer-{index}/{name}"
            objects[number][name] = len(objects)
            objects.append({"key": key})
            known.append({})
            tensors[key] = shape
    ends = {"input_layers": [["input_1", 0, 0]], "output_layers": [[listed[-1]["name"], 0, 0]]}
    config = {"name": "vgg16", "layers": listed, **ends}
    known[0] = {"class_name": "Functional", "name": "vgg16", "keras_version": "2.4.0", "config": config}
    write_graph(unfinished / "saved_model.pb", objects, known, bundles)
    write_variables(unfinished / "variables", tensors, bundles.object_graph(*objects), bundles)
    unfinished.replace(folder)


def entry(class_name: str, config: dict[str, Any], before: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One layer of the architecture, called on the one before."""
    nodes = [[[before[-1]["name"], 0, 0, {}]]] if before else []
    return {"class_name": class_name, "name": config["name"], "config": config, "inbound_nodes": nodes}


def write_graph(path: Path, objects: Sequence[Any], known: Sequence[Any], bundles: Any) -> None:
    """The objects, with what Keras knows of them, as TensorFlow 2.4 writes it."""
    model = bundles.saved_model()
    graph = model.meta_graphs[0].objects
    del graph.nodes[:]
    for children, content in zip(objects, known, strict=True):
        node = graph.nodes.add()
        for name, child in children.items():
            if name != "key":
                node.children.add(local_name=name, node_id=child)
        if content:
            node.user_object.identifier = "_tf_keras_layer" if len(graph.nodes) > 1 else "_tf_keras_network"
            node.user_object.metadata = json.dumps(content)
    path.write_bytes(model.SerializeToString())


def write_variables(folder: Path, tensors: dict[str, tuple[int, ...]], graph: bytes, bundles: Any) -> None:
    """Random numbers, one tensor at a time, and the index."""
    import numpy as np  # noqa: PLC0415

    from rekeras.containers.bundle_keys import OBJECT_GRAPH  # noqa: PLC0415
    from rekeras.containers.tensorflow_messages import classes  # noqa: PLC0415

    random = np.random.default_rng(16)
    table = {b"": classes()["BundleHeader"](num_shards=1).SerializeToString()}
    with (folder / "variables.data-00000-of-00001").open("wb") as shard:
        for key, shape in [*tensors.items(), (OBJECT_GRAPH, None)]:
            value = graph if shape is None else random.standard_normal(shape, dtype=np.float32) * np.float32(0.01)
            dtype, sizes, data, crc = bundles.tensor_bytes(value)
            made = bundles.entry(dtype, sizes, offset=shard.tell(), size=len(data), crc32c=crc)
            table[key.encode()] = made.SerializeToString()
            shard.write(data)
    (folder / "variables.index").write_bytes(bundles.sstable(table))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time and memory on a SavedModel of 550 MB.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--make", action="store_true", help="only make the folder")
    arguments = parser.parse_args()
    source, copy, converted = CACHE / "vgg16", CACHE / "copy", CACHE / "converted.keras"
    if arguments.make:
        make_source(source)
        return
    subprocess.run([PYTHON, __file__, "--make"], check=True)
    shard = source / "variables" / "variables.data-00000-of-00001"
    cp = Command("cp", [shutil.which("cp") or "cp", str(shard), str(copy)], copy)
    verbs = {"convert": [str(source), "-o", str(converted)], "inspect": [str(source)]}
    looks = [
        Command(f"rekeras {verb}", [PYTHON, "-m", "rekeras", verb, *rest], converted if verb == "convert" else None)
        for verb, rest in verbs.items()
    ]
    for command in (cp, *looks):
        command.run()  # once unmeasured, so that every file is in the page cache
        command.forget()
    for _ in range(arguments.runs):
        for command in (cp, *looks):
            command.run()
    print("| command | seconds | fastest | ratio | processor seconds | peak memory |\n|---|---|---|---|---|---|")
    for command in (cp, *looks):
        processor, peak = statistics.median(command.processor), command.peak_bytes / 2**20
        ratio = f"{command.median / cp.median:.2f} x cp"
        times = f"{command.median:.2f} | {min(command.seconds):.2f}"
        print(f"| `{command.name}` | {times} | {ratio} | {processor:.2f} | {peak:.0f} MB |")


if __name__ == "__main__":
    main()
