from __future__ import annotations

from typing import Any

from rekeras.custom.outputs import Outputs
from rekeras.layers._description import Inputs, Spec


def test_asks_once_for_each_shape_and_never_after() -> None:
    asked: list[Inputs] = []

    def ask(inputs: Inputs) -> Any:
        asked.append(inputs)
        return Spec((None, len(asked)))

    outputs = Outputs(ask)
    wide, narrow = Inputs((Spec((None, 8)),)), Inputs((Spec((None, 2)),))
    assert [outputs(wide), outputs(narrow), outputs(wide)] == [Spec((None, 1)), Spec((None, 2)), Spec((None, 1))]
    recorded = outputs.recorded()
    assert recorded(Inputs((Spec((None, 8), "float16"),))) == Spec((None, 1)), "dtypes change no shape"
    assert recorded(Inputs((Spec((None, 9)),))) is None
    assert len(asked) == 2
