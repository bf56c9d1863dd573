"""Why code that nobody migrates cannot stay as it is."""

from __future__ import annotations

from rekeras.source.functions._lookup import why_not

REASONS = {
    "keras.preprocessing.text": (
        "Keras 3 has no tokenizers",
        "Use keras.layers.TextVectorization, or keep the tokenizer of keras_preprocessing.",
    ),
}
"""Things of Keras that have a better explanation than that they are gone, by the beginning of their names."""


def why_missing(name: str) -> tuple[str, str]:
    """The reason and the advice for a name that Keras 3 does not have, or that only TensorFlow has."""
    head = name
    while head:
        if head in REASONS:
            return REASONS[head]
        head = head.rpartition(".")[0]
    if name.startswith(("tensorflow.", "keras.backend.")):
        return why_not(name)
    return f"Keras 3 has no {name}", "Look for what took its place in the guide to Keras 3."
