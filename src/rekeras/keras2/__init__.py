"""What Keras 2 expects of a saved model: its classes and their arguments, and how its HDF5 files are laid out."""

from __future__ import annotations
