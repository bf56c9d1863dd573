"""What single layers become; one family a file."""

from __future__ import annotations
