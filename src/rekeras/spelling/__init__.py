"""How a model is spelled as Keras 3 code: as a person would write it, formatted, default arguments left out."""

from __future__ import annotations
