"""Another data format for a whole model: the same function with channels last, exact, with transposed inputs.

``relay.py`` walks the calls, keeps the order of axes of every tensor, and puts a Permute where a layer needs another
one; a family says what one layer becomes. A layer that no family knows gets its tensors as they were.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rekeras.layout.suggestion import suggestion
from rekeras.upgrade import Upgrade

if TYPE_CHECKING:
    from rekeras.layout.relay import Relaid

__all__ = ["require_known", "suggestion", "to_channels_last"]


def require_known(data_format: str) -> None:
    """Accept the data formats that a model can be put to, and none.

    Raises:
        ValueError: It is another one.
    """
    if data_format not in ("", "channels_last"):
        raise ValueError(f"data_format={data_format!r}; models can be put to 'channels_last'")


def to_channels_last(upgraded: Upgrade) -> tuple[Upgrade, Relaid]:
    """An upgraded archive with channels last, and what that means for inputs and outputs."""
    from rekeras.layout.relay import relay  # noqa: PLC0415 - few are asked for another data format

    relaid = relay(upgraded.archive.model)
    moved = Upgrade(
        replace(upgraded.archive, model=relaid.model),
        (*upgraded.changes, *relaid.changes),
        (*upgraded.findings, *relaid.findings),
    )
    return moved, relaid
