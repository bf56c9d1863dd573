"""Training in a file of Keras 3: ``compile_config``, and the optimizer's variables under ``optimizer/vars``.

Source: ``BaseOptimizer.save_own_variables`` in ``keras/src/optimizers/base_optimizer.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rekeras.archive import Compiled, Tensor, walk
from rekeras.containers.hdf5_stream import StoredGroup
from rekeras.keras3.newer import version_of
from rekeras.keras3.trainables import trainables
from rekeras.records import Finding, Severity
from rekeras.writers._ready import Ready

FROZEN = "3.3"
OPTIMIZER, INNER = "optimizer/vars", "optimizer/inner_optimizer/vars"


@dataclass(frozen=True)
class Training:
    """What a file holds of training.

    Attributes:
        oldest_keras: The oldest Keras 3 that reads the file with it.
        config: Keys of the file's config.
        stored: Groups of the weights file.
        places: The place of each tensor.
        findings: What a person should know of it.
    """

    oldest_keras: str
    config: dict[str, Any] = field(default_factory=dict)
    stored: tuple[StoredGroup, ...] = ()
    places: Mapping[str, Tensor] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def trained(model: Ready, keras: str = "") -> Training:
    """What a file holds of training.

    Args:
        model: What is written; says how it is compiled.
        keras: The Keras 3 that must read it; any where empty. One that is too old for the optimizer gets none.
    """
    compiled = model.compiled
    if compiled is None:
        return Training(model.oldest_keras)
    since = max(compiled.since, FROZEN if compiled.layout and _is_frozen(model) else "3.0", key=version_of)
    if keras and version_of(keras) < version_of(since):
        return Training(model.oldest_keras, findings=(_too_new(since, keras),))
    oldest = max(model.oldest_keras, since, key=version_of)
    config = {"compile_config": compiled.config}
    if not compiled.layout:
        return Training(oldest, config)
    variables = {str(index): tensor for index, tensor in enumerate(_variables(model, compiled))}
    groups = [StoredGroup(OPTIMIZER, {"name": compiled.name}, variables)]
    if compiled.inner:  # Keras reads these twice
        inside = list(variables.values())[compiled.inner :]
        groups.append(StoredGroup(INNER, {"name": compiled.name}, {str(at): each for at, each in enumerate(inside)}))
    places = {f"{group.path}/{name}": tensor for group in groups for name, tensor in group.tensors.items()}
    return Training(oldest, config, tuple(groups), places)


def _is_frozen(model: Ready) -> bool:
    """Whether a layer is not trained, which Keras 3.0 forgets when it loads the layer."""
    return any(layer.config.get("trainable", True) is False for _address, layer in walk(model.model))


def _too_new(since: str, keras: str) -> Finding:
    return Finding(
        "optimizer_state",
        Severity.ATTENTION,
        "optimizer",
        f"it needs Keras {since} with these variables, and is left out",
        expected=keras,
        advice="Leave --keras away to keep it, or compile the model again.",
    )


def _variables(model: Ready, compiled: Compiled) -> Iterator[Tensor]:
    """The optimizer's variables in the order of Keras 3."""
    order = [id(one.tensor) for one in trainables(model.model, model.description)]
    for part in compiled.layout:
        if isinstance(part, Tensor):
            yield part
        else:
            yield from (compiled.slots[word][key] for key in order for word in part)
