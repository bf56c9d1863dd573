"""Write genuine models as HDF5 of Keras 2, load them in genuine old frameworks, and compare with what was recorded.

Run from the project's folder: ERAS=FOLDER python -m scripts.run_keras2_target [PART OF A NAME]. ERAS holds the old
frameworks, as `zoo/install` makes them; AT_MOST says how many models each of them runs. Writes
docs/reference/keras2-target.md where no part is named.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rekeras.checks._closeness import TOLERANCE, distance
from rekeras.checks._recording import read_recording
from rekeras.errors import ModelRefusedError
from rekeras.pipeline import convert
from tests import zoo

PAGE = Path("docs/reference/keras2-target.md")
FRAMEWORKS = {  # titles, and the folders of the frameworks
    "Keras 2.2.4": "keras-2.2.4",
    "Keras 2.2.4, Theano": "keras-2.2.4-theano",
    "TensorFlow 2.3": "tf-2.3",
    "TensorFlow 2.15": "tf-2.15",
}
AT_MOST = int(os.environ.get("AT_MOST", "1000"))
"""How many models each framework runs; spread evenly."""
ORDER = ("Keras 2.2.4", "TensorFlow 2.3", "TensorFlow 2.10", "TensorFlow 2.15")


@dataclass
class Result:
    """What became of one model: the oldest version that the report promises, and what each framework said."""

    oldest: str
    outcomes: dict[str, str] = field(default_factory=dict)


def main() -> int:
    """Print and write the table."""
    part = sys.argv[1] if len(sys.argv) > 1 else ""
    with tempfile.TemporaryDirectory() as name:
        results, refused = written(part, Path(name))
        print(f"{len(results)} written, refused: {sum(refused.values())}", flush=True)
        with ThreadPoolExecutor() as pool:  # each waits for a program
            for _done in pool.map(lambda item: judge(item[0], item[1], Path(name), results), FRAMEWORKS.items()):
                print("judged", flush=True)
    for model, result in results.items():
        bad = {title: outcome for title, outcome in result.outcomes.items() if kind(outcome) == "bad"}
        if bad:
            print(f"{model} ({result.oldest}): {bad}")
    page = "\n".join(table(results, refused)) + "\n"
    print(page)
    if not part:
        PAGE.write_text(page, encoding="utf-8")
    return 0


def written(part: str, folder: Path) -> tuple[dict[str, Result], Counter[str]]:
    """Write one file of each model of each group; those that are refused are counted by the reason."""
    results: dict[str, Result] = {}
    refused: Counter[str] = Counter()
    for member in one_of_each(part):
        name = member.id.replace("/", "_").replace(".", "_")
        try:
            report = convert(member.path, folder / f"{name}.h5", weights=member.weights, to="keras2")
        except ModelRefusedError as problem:
            refused.update({reason_of(finding.found) for finding in problem.findings})
            continue
        arrays = np.load(member.recording, allow_pickle=False)
        if "names" in arrays.files:
            (folder / f"{name}.h5").unlink()
            continue
        np.savez(folder / f"{name}.npz", **{key: arrays[key] for key in arrays.files})
        results[name] = Result(report.oldest_keras)
    return results, refused


def reason_of(found: str) -> str:
    """The reason without the name of the layer."""
    operation = " is an operation of keras.ops"
    return f"something{found[found.index(operation) :]}" if operation in found else found


def one_of_each(part: str) -> Iterator[zoo.Member]:
    """One file of each model of each group."""
    chosen = {(one.archive.rpartition("/")[0], one.model): one for one in zoo.members() if not one.refused}
    return (member for member in chosen.values() if part in member.id)


def judge(title: str, framework: str, folder: Path, results: Mapping[str, Result]) -> None:
    """Run one framework over files that it should read."""
    generation = ORDER.index(title.partition(",")[0])
    for result in results.values():
        result.outcomes[title] = "too old"
    asked = [name for name, result in results.items() if ORDER.index(result.oldest) <= generation]
    for name in asked:
        results[name].outcomes[title] = "not run"
    most = AT_MOST // 8 if framework.endswith("theano") else AT_MOST  # Theano compiles for long
    asked = asked[:: -(-len(asked) // most) or 1]
    problems = run(framework, folder, asked)
    for name in asked:
        outputs = folder / framework / f"{name}.npz"
        if name in problems:
            results[name].outcomes[title] = problems[name][:300]
        else:
            results[name].outcomes[title] = compared(outputs, folder / f"{name}.npz")
    print(title, Counter(kind(result.outcomes[title]) for result in results.values()), flush=True)


def compared(outputs: Path, recording: Path) -> str:
    """Whether the outputs are those that were recorded."""
    found = np.load(outputs)
    measured = distance([found[f"y{index}"] for index in range(len(found.files))], read_recording(recording).outputs)
    return "agrees" if measured.worst <= TOLERANCE else f"differs by {measured.worst:.1e}"


def run(framework: str, folder: Path, names: Sequence[str]) -> dict[str, str]:
    """What failed in one framework."""
    result = folder / framework / "problems.json"
    result.parent.mkdir()
    python = Path(os.environ.get("ERAS", ".eras")) / framework / "bin" / "python"
    backend = "theano" if framework.endswith("theano") else "tensorflow"
    environment = {
        **{key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
        "HOME": str(result.parent),
        "KERAS_BACKEND": backend,
        "THEANO_FLAGS": "device=cpu,floatX=float32,optimizer=fast_compile,gcc.cxxflags=-O0 -w -pipe",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    command = [str(python), "zoo/load_keras2.py", str(folder), str(result), *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if not result.exists():
        sys.exit(f"{framework}: {done.stderr[-3000:]}")
    problems: dict[str, str] = json.loads(result.read_text("utf-8"))
    result.unlink()
    return problems


def table(results: Mapping[str, Result], refused: Mapping[str, int]) -> Iterator[str]:
    """The page."""
    yield "# Files for Keras 2\n"
    yield "Genuine models of every era, written with `rekeras convert --to keras2`, loaded by genuine old frameworks"
    yield "and compared with what the model's own framework computed (1e-5, scaled). Written by"
    yield "`python -m scripts.run_keras2_target`; do not edit.\n"
    yield f"{len(results)} models were written.\n"
    yield "| framework | computes the same | differs or fails | needs a newer one, as the report says | not run |"
    yield "|---|---|---|---|---|"
    for title in FRAMEWORKS:
        counted = Counter(kind(result.outcomes[title]) for result in results.values())
        yield f"| {title} | {counted['agrees']} | {counted['bad']} | {counted['too old']} | {counted['not run']} |"
    yield "\n## What differs or fails\n"
    yield "| model | framework | outcome |"
    yield "|---|---|---|"
    for name, result in results.items():
        for title, outcome in result.outcomes.items():
            if kind(outcome) == "bad":
                text = " ".join(outcome.split()).replace("|", "\\|").replace("](", "] (")[:160]
                yield f"| {name} | {title} | {text} |"
    yield "\n## Why models were refused\n"
    yield "| reason | models |"
    yield "|---|---|"
    for reason, count in sorted(refused.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {reason[:160].replace('|', chr(92) + '|')} | {count} |"


def kind(outcome: str) -> str:
    """The column of an outcome."""
    return outcome if outcome in ("agrees", "too old", "not run") else "bad"


if __name__ == "__main__":
    sys.exit(main())
