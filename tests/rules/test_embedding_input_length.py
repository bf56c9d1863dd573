from __future__ import annotations

import pytest

from rekeras.rules.embedding_input_length import rule
from tests.rule_cases import check_noop, check_upgraded, layer


@pytest.mark.parametrize("length", [None, 10, [5, 2]])
def test_drops_it(length: object) -> None:
    check_upgraded(layer("Embedding", input_dim=7, input_length=length), layer("Embedding", input_dim=7), rule)


def test_leaves_others_alone() -> None:
    check_noop(layer("Embedding", input_dim=7), rule)
    check_noop(layer("MyEmbedding", input_length=10), rule)
