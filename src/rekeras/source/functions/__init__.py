"""What functions of TensorFlow and ``keras.backend`` become in source code; one family a file."""

from __future__ import annotations

from rekeras.source.functions._given import Untranslatable
from rekeras.source.functions._lookup import knows, reference, translate
from rekeras.source.functions._template import Filled

__all__ = ["Filled", "Untranslatable", "knows", "reference", "translate"]
