from __future__ import annotations

import pytest

from tests.source.migrating import after, reasons

IMPORT = "from keras.layers import merge, Merge\n"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("merge([a, b])", "keras.layers.Add()([a, b])"),
        ("merge([a, b], mode='mul', name='m')", "keras.layers.Multiply(name='m')([a, b])"),
        ("merge([a, b], mode='concat', concat_axis=1)", "keras.layers.Concatenate(axis=1)([a, b])"),
        ("merge([a, b], mode='dot', dot_axes=(1, 2))", "keras.layers.Dot(axes=(1, 2))([a, b])"),
        ("Merge(mode='sum')([a, b])", "keras.layers.Add()([a, b])"),
    ],
)
def test_modes(before: str, now: str) -> None:
    assert after(IMPORT + before) == f"import keras\n{now}"


def test_functions_and_branches_are_refused() -> None:
    found = reasons(f"{IMPORT}merge([a, b], mode=lambda x: x)\nMerge([a, b], mode='sum')")
    assert "it merges by a function, or by what a variable says" in found
    assert "a Sequential has no branches in Keras 3" in found
