"""Where Keras puts the variables of a layer in a weights file; asked of Keras's own saving, without writing one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from keras.src.saving import saving_lib


class Recorder(saving_lib.H5IOStore):  # type: ignore[misc]
    """Stands where Keras's weights file would be, and remembers what was put into it."""

    def __init__(self) -> None:
        self.groups: dict[str, dict[str, Any]] = {}

    def make(self, path: str, metadata: Any = None) -> dict[str, Any]:  # noqa: ARG002 - Keras passes it by name
        return self.groups.setdefault(path, {})

    def __bool__(self) -> bool:
        return True

    def close(self) -> None:
        pass


def saved(layer: Any) -> dict[str, list[str]]:
    """Names of the variables by where they stand below the layer's place in the weights file."""
    store, original = Recorder(), saving_lib._save_state
    owners: dict[str, Any] = {}

    def remember(saveable: Any, *args: Any, **kwargs: Any) -> None:
        owners.setdefault(kwargs.get("inner_path", args[2] if len(args) > 2 else ""), saveable)
        original(saveable, *args, **kwargs)

    saving_lib._save_state = remember
    try:
        saving_lib._save_state(layer, store, None, "", set())
    finally:
        saving_lib._save_state = original
    return {path: list(names_in(group, owners[path])) for path, group in store.groups.items() if group}


def names_in(group: dict[str, Any], owner: Any) -> Iterator[str]:
    own = [*getattr(owner, "_trainable_variables", ()), *getattr(owner, "_non_trainable_variables", ())]
    for place, value in group.items():
        yield value.name if hasattr(value, "name") and not hasattr(value, "graph") else own[int(place)].name
