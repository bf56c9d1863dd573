"""The child: loads models in the Keras of this Python and calls them, one JSON line in, one JSON line out.

Run as a script, not imported: it holds nothing of rekeras, so that it can run in another Python with another Keras.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

BLOCKED = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "subprocess.Popen", "os.system")


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what Keras prints must not stand between the answers
    try:
        hello = start()
    except Exception as error:  # the parent tells the person which backend cannot start, and why
        hello = failure("start", error)
    send(answers, hello)
    if "error" in hello:
        return
    sys.addaudithook(refuse_outside)
    for line in sys.stdin:
        send(answers, answer(json.loads(line)))


def start() -> dict[str, Any]:
    """Import Keras; only now, so that a failure can be reported."""
    import keras

    return {"keras": keras.__version__, "backend": keras.backend.backend()}


def refuse_outside(event: str, _arguments: object) -> None:
    """No network and no programs while a model is loaded and called."""
    if event in BLOCKED:
        raise PermissionError(f"the model reached for {event}")


def send(answers: TextIO, answer: dict[str, Any]) -> None:
    """Write one answer."""
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Load the model, and call or train it where the request has data; say where that failed, if it did."""
    import keras

    stage, loaded = "load", {}
    try:
        keras.utils.set_random_seed(0)
        training = "steps" in request
        own = custom_objects(request.get("custom"))
        model = keras.saving.load_model(request["model"], custom_objects=own, compile=training, safe_mode=True)
        loaded = {"parameters": int(model.count_params())}
        if training:
            stage = "train"
            return {**loaded, **train(model, request["data"], request["steps"], request["weights"])}
        if "inputs" not in request:
            return loaded
        stage = "call"
        return {**loaded, "output_names": call(model, request["inputs"], request["outputs"])}
    except Exception as error:  # whatever Keras raises about a model is the answer
        return loaded | failure(stage, error)


def custom_objects(sources: list[dict[str, Any]] | None) -> dict[str, Any] | None:
    """The classes and functions of a person's own code; None where there is none."""
    if not sources:
        return None
    spec = importlib.util.spec_from_file_location("_rekeras_user_code", Path(__file__).with_name("user_code.py"))
    assert spec is not None and spec.loader is not None  # noqa: S101 - it stands beside this script
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    objects: dict[str, Any] = module.load(sources)
    named: dict[str, Any] = module.by_registered_name(objects)
    return objects | named


def failure(stage: str, error: Exception) -> dict[str, Any]:
    """The answer for something that Keras did not do."""
    return {"stage": stage, "error": type(error).__name__, "text": str(error)}


def train(model: Any, data_path: str, steps: list[int], weights_path: str) -> dict[str, Any]:
    """Evaluate the model as it was compiled in its file, then train on the same data as often as the last of the steps.

    Args:
        model: Loaded with ``compile=True``.
        data_path: ``x0``, … inputs, ``t0``, … targets, ``s0``, … sample weights.
        steps: After which steps the weights are saved.
        weights_path: Where, with ``{}`` for the number of the step.
    """
    import numpy as np

    if not model.compiled:
        raise ValueError("the file does not say how the model is compiled")
    with np.load(data_path, allow_pickle=False) as data:
        feed, targets, weights = (fed(data, letter) for letter in "xts")
        size = len(data["x0"])
    metrics = model.evaluate(feed, targets, sample_weight=weights, batch_size=size, verbose=0, return_dict=True)
    losses = []
    for step in range(1, steps[-1] + 1):
        model.reset_metrics()
        losses.append(float(model.train_on_batch(feed, targets, sample_weight=weights, return_dict=True)["loss"]))
        if step in steps:
            model.save_weights(weights_path.format(step))
    return {"losses": losses, "metrics": {name: float(value) for name, value in metrics.items()}}


def fed(data: Any, letter: str) -> Any:
    """The arrays of one letter as a model takes them: one, a list, or a dict; None where there are none."""
    arrays: list[Any] = []
    while f"{letter}{len(arrays)}" in data.files:
        arrays.append(data[f"{letter}{len(arrays)}"])
    if letter == "x" and "names" in data.files:
        return dict(zip([str(name) for name in data["names"]], arrays, strict=True))
    return None if not arrays else arrays[0] if len(arrays) == 1 else arrays


def call(model: Any, inputs_path: str, outputs_path: str) -> list[str]:
    """Call the model on the arrays of one npz file, write its outputs to another; return the names of dict outputs."""
    import numpy as np

    with np.load(inputs_path, allow_pickle=False) as data:
        feed = fed(data, "x")
    outputs = model(feed, training=False)
    np.savez(outputs_path, **{f"y{index}": as_numpy(output) for index, output in enumerate(flatten(outputs))})
    return sorted(outputs) if isinstance(outputs, dict) else []


def flatten(structure: Any) -> list[Any]:
    """Outputs in order; those of a dict in the order of its sorted names."""
    if isinstance(structure, dict):
        return [leaf for key in sorted(structure) for leaf in flatten(structure[key])]
    if isinstance(structure, list | tuple):
        return [leaf for part in structure for leaf in flatten(part)]
    return [structure]


def as_numpy(tensor: Any) -> Any:
    """A tensor as an array that npz can hold: text as unicode, floats that numpy does not know as float32."""
    import keras
    import numpy as np

    if keras.backend.standardize_dtype(tensor.dtype) == "string":
        texts = tensor.numpy()
        return np.array([text.decode("utf-8") for text in texts.reshape(-1)], dtype="U").reshape(texts.shape)
    array = np.asarray(keras.ops.convert_to_numpy(tensor))
    return array.astype("float32") if array.dtype.name == "bfloat16" else array


if __name__ == "__main__":
    main()
