from __future__ import annotations

from tests.fitting.cases import causes


def test_tells_other_words() -> None:
    assert causes("text_plain", "text_words") == {
        "embedding_size": "embedding: the embedding of the file has 11 words, that of the architecture 13. "
        "Build the layer with input_dim=11, and use the vocabulary that the file was trained with."
    }


def test_says_nothing_of_other_layers() -> None:
    assert "embedding_size" not in causes("text_plain", "text_units")
