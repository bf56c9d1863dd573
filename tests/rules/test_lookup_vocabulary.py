from __future__ import annotations

import pytest

from rekeras.rules.lookup_vocabulary import rule
from tests.rule_cases import check_noop, check_refused, layer


@pytest.mark.parametrize("class_name", ["IntegerLookup", "StringLookup", "TextVectorization"])
def test_refuses_words_that_are_not_there(class_name: str) -> None:
    check_refused(layer(class_name, vocabulary=None), rule, "no_vocabulary")
    assert "file" in check_refused(layer(class_name, vocabulary="words.txt"), rule, "no_vocabulary").found
    check_refused(layer(class_name), rule, "no_vocabulary")


def test_leaves_others_alone() -> None:
    check_noop(layer("StringLookup", vocabulary=["a", "b"]), rule)
    check_noop(layer("Hashing"), rule)
