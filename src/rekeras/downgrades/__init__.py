"""What Keras 2 called and wrote differently from Keras 3, one change a file; the way back of the rules."""

from __future__ import annotations
