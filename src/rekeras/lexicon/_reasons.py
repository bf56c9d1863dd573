"""Why a call cannot be written in Keras 3."""

from __future__ import annotations


class Untranslatable(Exception):  # noqa: N818 - not an error: the model is refused with this reason
    """The text says why, for the person with the file."""
