"""Time and memory on the VGG16 of `convert_large.py` as TensorFlow.js (files of 4 MB) and as `.keras`, beside cp.

python benchmarks/convert_tfjs.py [--runs 5]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from convert_large import CACHE, PYTHON, Command, make_source

PIECE = 4 * 2**20  # as the converter cuts them


def make_tfjs(source: Path, folder: Path) -> Path:
    """Write the numbers of an HDF5 file as the converter writes them, unless they are there."""
    path = folder / "model.json"
    if path.exists():
        return path
    import h5py  # noqa: PLC0415 - the process that measures stays small

    folder.mkdir(parents=True, exist_ok=True)
    with h5py.File(source) as file:
        weights: list[dict[str, Any]] = []
        paths: list[str] = []
        pending = bytearray()
        for name, array in tensors(file["model_weights"]):
            weights.append({"name": name.removesuffix(":0"), "shape": list(array.shape), "dtype": "float32"})
            pending += array.tobytes()
            while len(pending) >= PIECE:
                paths.append(piece(folder, len(paths), pending[:PIECE]))
                del pending[:PIECE]
        paths.append(piece(folder, len(paths), pending))
        topology = {"keras_version": "2.2.4", "model_config": json.loads(file.attrs["model_config"])}
    document = {"modelTopology": topology, "weightsManifest": [{"paths": paths, "weights": weights}]}
    path.write_text(json.dumps(document))
    return path


def tensors(group: Any) -> Iterator[tuple[str, Any]]:
    """Every tensor, in the order of the names of the layers."""
    for layer in group:
        for name in group[layer].attrs["weight_names"]:
            yield str(name), group[layer][name][()]


def piece(folder: Path, number: int, content: bytearray) -> str:
    """Write one file; returns its name."""
    name = f"group1-shard{number + 1}.bin"
    (folder / name).write_bytes(content)
    return name


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time and memory on TensorFlow.js and .keras files of 550 MB.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--make", action="store_true", help="only make the files")
    arguments = parser.parse_args()
    folder, packed = CACHE / "vgg16_tfjs", CACHE / "vgg16.keras"
    if arguments.make:
        make_tfjs(make_source(CACHE / "vgg16.h5"), folder)
        return
    subprocess.run([PYTHON, __file__, "--make"], check=True)
    rekeras = [PYTHON, "-m", "rekeras"]
    if not packed.exists():
        subprocess.run([*rekeras, "convert", str(CACHE / "vgg16.h5"), "-o", str(packed)], check=True)
    copy, result = CACHE / "copy.part", CACHE / "converted.keras"
    commands = [
        Command("cp", [shutil.which("cp") or "cp", str(packed), str(copy)], copy),
        *(
            Command(f"rekeras convert ({what})", [*rekeras, "convert", str(path), "-o", str(result)], result)
            for what, path in (("TensorFlow.js", folder / "model.json"), (".keras", packed))
        ),
        Command("rekeras inspect (TensorFlow.js)", [*rekeras, "inspect", str(folder / "model.json")]),
    ]
    for command in commands:
        command.run()  # once unmeasured, so that every file is in the page cache
        command.forget()
    for _ in range(arguments.runs):
        for command in commands:
            command.run()
    print("| command | seconds | ratio | processor seconds | peak memory |")
    print("|---|---|---|---|---|")
    for command in commands:
        ratio = command.median / commands[0].median
        processor = sorted(command.processor)[len(command.processor) // 2]
        peak = command.peak_bytes / 2**20
        print(f"| `{command.name}` | {command.median:.2f} | {ratio:.2f} x cp | {processor:.2f} | {peak:.0f} MB |")


if __name__ == "__main__":
    main()
