"""The architecture as Keras 0.3 wrote it, in the words of Keras 1.

A layer is its own config, its class under ``name`` and its name under ``custom_name``; several may have the same. A
Graph lists nodes, and what each one is called on.
https://github.com/keras-team/keras/blob/0.3.3/keras/layers/containers.py
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BIASED = ("Dense", "TimeDistributedDense", "Convolution1D", "Convolution2D", "Convolution3D", "MaxoutDense", "Highway")
RECURRENT = ("SimpleRNN", "GRU", "LSTM")
_REGULARIZERS = dict.fromkeys(("W_regularizer", "U_regularizer", "b_regularizer"))
_RECURRENT = {**_REGULARIZERS, "dropout_W": 0.0, "dropout_U": 0.0, "unroll": False, "consume_less": "cpu"}
TRAINING = ("loss", "loss_weights", "sample_weight_mode", "sample_weight_modes", "class_mode")
OWN_KEYS = ("name", "custom_name", "cache_enabled", "input_shape", "truncate_gradient")


def is_keras_0(document: Any) -> bool:
    """Whether a parsed text is what ``to_json`` or ``to_yaml`` of Keras 0.3 wrote of a model."""
    if not isinstance(document, dict) or "class_name" in document:
        return False
    kind = document.get("name")
    if kind == "Sequential":
        return isinstance(document.get("layers"), list)
    return kind == "Graph" and isinstance(document.get("node_config"), list) and isinstance(document.get("nodes"), dict)


def in_keras_1_words(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document as Keras 1 would have written it."""
    words = _Words()
    return words.sequential(document) if document["name"] == "Sequential" else words.graph(document)


def training_in_keras_1_words(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """The settings of ``compile``, which stand beside the layers; None for a model that was not compiled."""
    found = {key: document[key] for key in TRAINING if key in document}
    if isinstance(optimizer := document.get("optimizer"), Mapping):
        config = {key: value for key, value in optimizer.items() if key != "name"}
        found["optimizer_config"] = {"class_name": optimizer.get("name"), "config": config}
    return found or None


@dataclass
class _Words:
    """The names that have been given so far."""

    names: dict[str, int] = field(default_factory=dict)

    def sequential(self, config: Mapping[str, Any]) -> dict[str, Any]:
        return {"class_name": "Sequential", "config": [self.layer(one) for one in config.get("layers", [])]}

    def layer(self, config: Any) -> Any:
        """One layer; what is no object stays, and is refused where layers are read."""
        if not isinstance(config, Mapping) or not isinstance(config.get("name"), str):
            return config
        class_name = config["name"]
        if class_name == "Sequential":
            return self.sequential(config)
        new = {key: value for key, value in config.items() if key not in OWN_KEYS}
        new["name"] = self._name(str(config.get("custom_name") or class_name.lower()))
        if class_name in BIASED:
            new["bias"] = True
        if class_name in RECURRENT:
            new = {**_RECURRENT, **new}
        if class_name == "Reshape":
            new["target_shape"] = new.pop("dims", None)
        if class_name == "Merge":
            new["layers"] = [self.layer(one) for one in config.get("layers") or []]
        shape = config.get("input_shape")
        if class_name == "Embedding":
            new |= {"batch_input_shape": [None, config.get("input_length")], "dropout": 0.0, "input_dtype": "int32"}
        elif isinstance(shape, list):
            new["batch_input_shape"] = [None, *shape]
        return {"class_name": class_name, "config": new}

    def graph(self, document: Mapping[str, Any]) -> dict[str, Any]:
        layers: list[dict[str, Any]] = []
        for one in document.get("input_config", []):
            config = {"name": one["name"], "batch_input_shape": [None, *one["input_shape"]], "input_dtype": "float32"}
            layers.append(_entry("InputLayer", config, []))
        for node in document["node_config"]:
            raw = self.layer({**document["nodes"][node["name"]], "custom_name": node["name"]})
            raw["config"] = raw["config"] if isinstance(raw["config"], list) else raw["config"] | {"name": node["name"]}
            layers += _called(node, raw["class_name"], raw["config"])
        outputs = {}
        for output in document.get("output_config", []):
            several = output.get("inputs")
            outputs[output["name"]] = output["name"] if several else output["input"]
            layers += [_merge(output["name"], output)] if several else []
        config = {
            "name": "graph",
            "layers": layers,
            "input_layers": [[name, 0, 0] for name in document["input_order"]],
            "output_layers": [[outputs[name], 0, 0] for name in document["output_order"]],
        }
        return {"class_name": "Model", "config": config}

    def _name(self, wanted: str) -> str:
        count = self.names[wanted] = self.names.get(wanted, 0) + 1
        return wanted if count == 1 else f"{wanted}_{count}"


def _called(node: Mapping[str, Any], class_name: str, config: Any) -> list[dict[str, Any]]:
    """A node; behind a Merge of its inputs, where it has several."""
    if not node.get("inputs"):
        return [_entry(class_name, config, [node["input"]], node["name"])]
    merge = _merge(f"{node['name']}_merge", node)
    return [merge, _entry(class_name, config, [merge["name"]], node["name"])]


def _merge(name: str, node: Mapping[str, Any]) -> dict[str, Any]:
    config = {"name": name, "mode": node["merge_mode"]}
    config |= {key: node[key] for key in ("concat_axis", "dot_axes") if key in node}
    return _entry("Merge", config, list(node["inputs"]))


def _entry(class_name: str, config: Any, given: list[str], name: str = "") -> dict[str, Any]:
    calls = [[[one, 0, 0] for one in given]] if given else []
    return {"class_name": class_name, "name": name or config["name"], "config": config, "inbound_nodes": calls}
