"""Time and memory on a file of VGG16's size (550 MB), beside cp and Keras 3's own load and save in the same run.

    python benchmarks/convert_large.py [--runs 5] [--backend jax]

Every command runs in a process of its own, the commands in turn, and the median counts; what a run wrote is removed.
The file has the layout that Keras 2.2.4 gave VGG16; it is made once, in .cache/.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CACHE = Path(__file__).resolve().parents[1] / ".cache" / "benchmark"
BLOCKS = ((2, 64), (2, 128), (3, 256), (3, 512), (3, 512))
PYTHON = sys.executable
KERAS = "import sys, keras; keras.saving.load_model(sys.argv[1], compile=False).save(sys.argv[2])"


@dataclass
class Command:
    """One thing that is measured."""

    name: str
    arguments: Sequence[str]
    result: Path | None = None
    backend: str = ""
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak_bytes: int = 0

    def run(self) -> None:
        """Run it once, wait, and remove what it wrote."""
        started = time.perf_counter()
        process = subprocess.Popen(
            self.arguments, env=self._environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        message = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - started)
        self.processor.append(usage.ru_utime + usage.ru_stime)
        self.peak_bytes = max(self.peak_bytes, usage.ru_maxrss * 1024)
        if self.result:
            self.result.unlink(missing_ok=True)
        if process.returncode not in (0, 1):  # 1: done, with findings
            sys.exit(f"{self.name} failed:\n{message.decode()}")

    def forget(self) -> None:
        """Forget what was measured so far."""
        self.seconds.clear()
        self.processor.clear()

    def _environment(self) -> dict[str, str]:
        """As a person has it: Python keeps the bytecode of what it has imported once."""
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        return kept | ({"KERAS_BACKEND": self.backend, "TF_CPP_MIN_LOG_LEVEL": "3"} if self.backend else {})

    @property
    def median(self) -> float:
        """The typical time of one run in seconds."""
        return statistics.median(self.seconds)


def layers() -> Iterator[tuple[str, dict[str, Any], tuple[int, ...] | None]]:
    """Class, config and kernel shape of VGG16's layers."""
    channels, number = 3, 0
    yield (
        "InputLayer",
        {"batch_input_shape": [None, 224, 224, 3], "dtype": "float32", "sparse": False, "name": "input_1"},
        None,
    )
    for block, (count, filters) in enumerate(BLOCKS, start=1):
        for number in range(1, count + 1):
            yield "Conv2D", convolution(f"block{block}_conv{number}", filters), (3, 3, channels, filters)
            channels = filters
        yield "MaxPooling2D", pooling(f"block{block}_pool"), None
    yield "Flatten", {"name": "flatten", "trainable": True, "data_format": "channels_last"}, None
    for name, inputs, units in (("fc1", 25088, 4096), ("fc2", 4096, 4096), ("predictions", 4096, 1000)):
        yield "Dense", dense(name, units), (inputs, units)


def weighted(name: str, activation: str) -> dict[str, Any]:
    """The keys that Conv2D and Dense have in common."""
    uniform = {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None}
    objects = ("kernel_regularizer", "bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint")
    return {
        "name": name,
        "trainable": True,
        "activation": activation,
        "use_bias": True,
        "kernel_initializer": {"class_name": "VarianceScaling", "config": uniform},
        "bias_initializer": {"class_name": "Zeros", "config": {}},
        **dict.fromkeys(objects),
    }


def convolution(name: str, filters: int) -> dict[str, Any]:
    """A convolution as Keras 2.2.4 writes it."""
    shape = {"kernel_size": [3, 3], "strides": [1, 1], "dilation_rate": [1, 1]}
    return weighted(name, "relu") | shape | {"filters": filters, "padding": "same", "data_format": "channels_last"}


def pooling(name: str) -> dict[str, Any]:
    """A pooling layer as Keras 2.2.4 writes it."""
    shape = {"pool_size": [2, 2], "strides": [2, 2], "padding": "valid", "data_format": "channels_last"}
    return {"name": name, "trainable": True} | shape


def dense(name: str, units: int) -> dict[str, Any]:
    """A dense layer as Keras 2.2.4 writes it."""
    return weighted(name, "softmax" if name == "predictions" else "relu") | {"units": units}


def make_source(path: Path) -> Path:
    """Write the file, unless it is there."""
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    listed, previous = [], ""
    for class_name, config, _kernel in layers():
        nodes = [[[previous, 0, 0, {}]]] if previous else []
        previous = config["name"]
        listed.append({"class_name": class_name, "name": previous, "config": config, "inbound_nodes": nodes})
    ends = {"input_layers": [["input_1", 0, 0]], "output_layers": [[previous, 0, 0]]}
    model = {"class_name": "Model", "config": {"name": "vgg16", "layers": listed, **ends}}
    unfinished = path.with_suffix(".part")
    import h5py  # noqa: PLC0415 - the process that measures stays small: its children count its memory as theirs

    with h5py.File(unfinished, "w") as file:
        file.attrs.update({"model_config": json.dumps(model), "keras_version": b"2.2.4", "backend": b"tensorflow"})
        write_weights(file.create_group("model_weights"))
    unfinished.replace(path)
    return path


def write_weights(group: Any) -> None:
    """Random numbers for every layer, under the names that Keras 2.2.4 gives them."""
    import numpy as np  # noqa: PLC0415

    random = np.random.default_rng(16)
    group.attrs["layer_names"] = [config["name"].encode() for _class_name, config, _kernel in layers()]
    for _class_name, config, kernel in layers():
        name = config["name"]
        shapes = {f"{name}/kernel:0": kernel, f"{name}/bias:0": kernel[-1:]} if kernel else {}
        group.create_group(name).attrs["weight_names"] = [weight.encode() for weight in shapes]
        for weight, shape in shapes.items():
            group[name][weight] = random.standard_normal(shape, dtype=np.float32) * np.float32(0.01)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time and memory on a 550 MB file.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--make", action="store_true", help="only make the file")
    backend = os.environ.get("KERAS_BACKEND", "jax")
    parser.add_argument("--backend", default=backend, help="of Keras's own load and save")
    arguments = parser.parse_args()
    if arguments.make:
        make_source(CACHE / "vgg16.h5")
        return
    subprocess.run([PYTHON, __file__, "--make"], check=True)
    measure(str(CACHE / "vgg16.h5"), arguments.runs, arguments.backend)


def measure(source: str, runs: int, backend: str) -> None:
    """Run every command in turn and print the table."""
    copy, converted = CACHE / "copy.h5", CACHE / "converted.keras"
    rekeras = [PYTHON, "-m", "rekeras"]
    cp = Command("cp", [shutil.which("cp") or "cp", source, str(copy)], copy)
    convert = Command("rekeras convert", [*rekeras, "convert", source, "-o", str(converted)], converted)
    keras = Command("Keras load + save", [PYTHON, "-c", KERAS, source, str(converted)], converted, backend)
    imports = Command('python -c "import h5py"', [PYTHON, "-c", "import h5py"])
    looks = [Command(f"rekeras {verb}", [*rekeras, verb, source]) for verb in ("inspect", "check")]
    for command in (cp, convert, imports, *looks):
        command.run()  # once unmeasured, so that every file is in the page cache
        command.forget()
    for _ in range(runs):
        for command in (cp, convert, imports, *looks):
            command.run()
    for _ in range(min(runs, 3)):
        keras.run()
    show(cp, convert, keras, imports, looks)


def show(copy: Command, convert: Command, keras: Command, imports: Command, looks: Sequence[Command]) -> None:
    """Print the table."""
    print("| command | seconds | ratio | processor seconds | peak memory |")
    print("|---|---|---|---|---|")
    rows = [(copy, copy), (convert, copy), (keras, copy), (imports, imports), *((look, imports) for look in looks)]
    for command, base in rows:
        ratio = f"{command.median / base.median:.2f} x {base.name}"
        processor, peak = statistics.median(command.processor), command.peak_bytes / 2**20
        print(f"| `{command.name}` | {command.median:.2f} | {ratio} | {processor:.2f} | {peak:.0f} MB |")
    print(f"\nrekeras convert is {keras.median / convert.median:.1f} times as fast as Keras ({keras.backend}).")


if __name__ == "__main__":
    main()
